import { useTranslation } from "react-i18next";
import { SubMenu } from "../parts/SubMenu";

/** The pages of the section Services. */
export function ServicesMenu() {
  const { t } = useTranslation("services");
  return (
    <SubMenu
      label={t("title")}
      places={[
        { to: "/services", name: t("place.services") },
        { to: "/services/numbers", name: t("place.numbers") },
        { to: "/services/flows", name: t("place.flows") },
        { to: "/services/mailboxes", name: t("place.mailboxes") },
        { to: "/services/intakes", name: t("place.intakes") },
        { to: "/services/templates", name: t("place.templates") },
        { to: "/services/reasons", name: t("place.reasons") },
        { to: "/services/calendars", name: t("place.calendars") },
        { to: "/services/commissioners", name: t("place.commissioners") },
        { to: "/services/notices", name: t("place.notices") },
        { to: "/services/blocks", name: t("place.blocks") },
      ]}
    />
  );
}
