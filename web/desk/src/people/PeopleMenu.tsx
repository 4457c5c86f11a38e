import { useTranslation } from "react-i18next";
import { SubMenu } from "../parts/SubMenu";

/** The pages of the section People. */
export function PeopleMenu() {
  const { t } = useTranslation("people");
  return (
    <SubMenu
      label={t("title")}
      places={[
        { to: "/people", name: t("place.people") },
        { to: "/people/skills", name: t("place.skills") },
        { to: "/people/presence", name: t("place.presence") },
      ]}
    />
  );
}
