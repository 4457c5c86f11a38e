import { useTranslation } from "react-i18next";
import { SubMenu } from "../parts/SubMenu";

/** The pages of the section Routing. */
export function RoutingMenu() {
  const { t } = useTranslation("routing");
  return (
    <SubMenu
      label={t("title")}
      places={[
        { to: "/routing", name: t("place.roles") },
        { to: "/routing/skills", name: t("place.skills") },
        { to: "/routing/rules", name: t("place.rules") },
      ]}
    />
  );
}
