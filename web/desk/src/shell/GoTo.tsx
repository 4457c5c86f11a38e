import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconSearch, IconUserCircle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/session";
import { sectionsFor } from "./sections";

/** Ctrl+K: to any page by typing. */
export function GoTo() {
  const { t } = useTranslation("shell");
  const go = useNavigate();
  const { permissions } = useSession();
  const actions: SpotlightActionData[] = [
    ...sectionsFor(permissions).map(({ name, path, icon: Icon }) => ({
      id: name,
      label: t(`section.${name}`),
      leftSection: <Icon size={20} stroke={1.6} />,
      onClick: () => void go({ to: path }),
    })),
    {
      id: "account",
      label: t("section.account"),
      leftSection: <IconUserCircle size={20} stroke={1.6} />,
      onClick: () => void go({ to: "/account" }),
    },
  ];
  return (
    <Spotlight
      actions={actions}
      nothingFound={t("nothingFound")}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: t("find"), "aria-label": t("find") }}
    />
  );
}
