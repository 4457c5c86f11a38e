import type { TFunction } from "i18next";

/** The pages of the section People. */
export function places(t: TFunction<"people">) {
  return [
    { to: "/people", name: t("place.people") },
    { to: "/people/skills", name: t("place.skills") },
    { to: "/people/presence", name: t("place.presence") },
  ];
}
