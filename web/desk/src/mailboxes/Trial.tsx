import { Alert, Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconPlugConnected } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { FaultText } from "./FaultText";
import { draftOf, type Half, type MailboxForm } from "./mailbox";

const halves: Half[] = ["incoming", "outgoing"];

/** Tries both servers with what is typed, and says for each what is wrong. What it said goes when something is changed. */
export function Trial({
  form,
  id,
  onRejected,
}: {
  form: MailboxForm;
  /** Whose stored password may be used. */
  id: string | undefined;
  onRejected: (form: MailboxForm) => (error: Error) => void;
}) {
  const { t } = useTranslation("mailboxes");
  const attempt = useMutation({
    mutationFn: (tried: MailboxForm) =>
      told(api.POST("/api/v1/mailboxes/try", { body: { id: id ?? null, draft: draftOf(tried) } })),
  });
  const isFresh = attempt.data !== undefined && attempt.variables === form;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} />}
          loading={attempt.isPending}
          onClick={() => attempt.mutate(form, { onError: onRejected(form) })}
        >
          {t("try.action")}
        </Button>
        <Text size="sm" className="quiet" flex={1} miw={220}>
          {t("try.help")}
        </Text>
      </Group>
      <div role="status" aria-label={t("try.result")}>
        {isFresh && (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            {halves.map((it) => (
              <Result key={it} half={it} trial={attempt.data[it]} />
            ))}
          </SimpleGrid>
        )}
      </div>
    </Stack>
  );
}

function Result({ half, trial }: { half: Half; trial: Schemas["ServerTrial"] }) {
  const { t } = useTranslation("mailboxes");
  const works = trial.fault === null;
  return (
    <Alert
      variant="light"
      color={works ? "green" : "red"}
      icon={works ? <IconCircleCheck /> : <IconAlertTriangle />}
      title={t(works ? `try.works.${half}` : `try.fails.${half}`)}
    >
      {trial.fault === null ? t(`try.so.${half}`) : <FaultText fault={trial.fault} words={trial.serverWords} />}
    </Alert>
  );
}
