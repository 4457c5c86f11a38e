import { Alert, Code, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { intakeServerQuery } from "./intake";

/** What the operator has still to do on the server before letters can come, or can be read. */
export function Programs() {
  const { t } = useTranslation("intakes");
  const { data: server } = useQuery(intakeServerQuery);
  if (!server) return null;
  return (
    <>
      {!server.folder && (
        <Alert color="yellow" mb="md" title={t("server.noFolder")}>
          {t("server.noFolderHelp")} <Code>Isberg__Letters__Root</Code>
        </Alert>
      )}
      {server.missing.length > 0 && (
        <Alert color="yellow" mb="md" title={t(server.drawsPages ? "server.reads" : "server.draws")}>
          <Text size="sm" mb={6}>
            {t("server.install")}
          </Text>
          <Code block>{`apt-get install ${server.missing.join(" ")}`}</Code>
        </Alert>
      )}
    </>
  );
}
