import { Alert, Button, Group } from "@mantine/core";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Overtaken } from "./useDraft";

/** Somebody else has saved the same thing: the draft is still here, and one chooses which of the two holds. */
export function OvertakenNotice({ overtaken }: { overtaken: Overtaken }) {
  const { t } = useTranslation("parts");
  return (
    <Alert role="alert" color="yellow" icon={<IconUsers size={18} />} title={t("overtaken.title")}>
      {t("overtaken.help")}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" onClick={overtaken.takeTheirs}>
          {t("overtaken.takeTheirs")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={overtaken.keepMine}>
          {t("overtaken.keepMine")}
        </Button>
      </Group>
    </Alert>
  );
}
