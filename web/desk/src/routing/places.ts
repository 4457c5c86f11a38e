import type { TFunction } from "i18next";

/** The pages of the section Routing. */
export function places(t: TFunction<"routing">) {
  return [
    { to: "/routing", name: t("place.roles") },
    { to: "/routing/skills", name: t("place.skills") },
    { to: "/routing/rules", name: t("place.rules") },
  ];
}
