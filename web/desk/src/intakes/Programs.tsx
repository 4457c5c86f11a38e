import { Alert, Code, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { intakeServerQuery } from "./intake";

/** The package that makes the letters that go out. */
const writing = "weasyprint";

/** What the operator has still to do on the server before letters can come, or can be read. */
export function Programs() {
  const { t } = useTranslation("intakes");
  const { data: server } = useQuery(intakeServerQuery);
  if (!server) return null;
  const reading = server.missing.filter((it) => it !== writing);
  return (
    <>
      {!server.folder && (
        <Alert color="yellow" mb="md" title={t("server.noFolder")}>
          {t("server.noFolderHelp")} <Code>Isberg__Letters__Root</Code>
        </Alert>
      )}
      {reading.length > 0 && (
        <Alert color="yellow" mb="md" title={t(server.drawsPages ? "server.reads" : "server.draws")}>
          <Text size="sm" mb={6}>
            {t("server.install")}
          </Text>
          <Code block>{`apt-get install ${reading.join(" ")}`}</Code>
        </Alert>
      )}
      {server.missing.includes(writing) && (
        <Alert color="yellow" mb="md" title={t("server.writes")}>
          <Text size="sm" mb={6}>
            {t("server.writesHelp")}
          </Text>
          <Code block>{`apt-get install ${writing}`}</Code>
        </Alert>
      )}
    </>
  );
}
