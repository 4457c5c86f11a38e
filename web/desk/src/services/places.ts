import type { TFunction } from "i18next";

/** The pages of the section Services. */
export function places(t: TFunction<"services">) {
  return [
    { to: "/services", name: t("place.services") },
    { to: "/services/reasons", name: t("place.reasons") },
    { to: "/services/calendars", name: t("place.calendars") },
    { to: "/services/notices", name: t("place.notices") },
    { to: "/services/blocks", name: t("place.blocks") },
  ];
}
