import { Button, Code, CopyButton, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { centreQuery } from "../parts/setup";
import { best } from "../texts/best";
import { keyFrom, type ServiceDraft } from "./draft";

/** What other sites put in to show the chat, and which sites may. */
export function ChatTab({
  draft,
  onChange,
}: {
  draft: ServiceDraft;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const { t } = useTranslation("services");
  const { data: centre } = useQuery(centreQuery);
  const [written, setWritten] = useState(draft.allowedOrigins.join("\n"));
  const key = draft.key || keyFrom(best(draft.name, "sv"));
  const snippet = `<script src="${location.origin}/widget/isberg-chat.js"\n  data-centre="${centre?.key ?? ""}" data-service="${key}" async></script>`;
  return (
    <Stack gap="lg" maw={760}>
      <section>
        <Title order={2} size="h3">
          {t("chat.snippet")}
        </Title>
        <Text size="sm" className="quiet" mb="xs">
          {t("chat.snippetHelp")}
        </Text>
        <Code block tabIndex={0} aria-label={t("chat.snippet")}>
          {snippet}
        </Code>
        <CopyButton value={snippet}>
          {({ copied, copy }) => (
            <Button
              mt="xs"
              size="xs"
              variant="default"
              leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
              onClick={copy}
            >
              {t(copied ? "chat.copied" : "chat.copy")}
            </Button>
          )}
        </CopyButton>
      </section>
      <Textarea
        label={t("chat.origins")}
        description={t("chat.originsHelp")}
        placeholder="https://www.example.org"
        autosize
        minRows={2}
        value={written}
        onChange={(event) => {
          setWritten(event.currentTarget.value);
          onChange({
            allowedOrigins: event.currentTarget.value
              .split(/\s+/)
              .filter(Boolean)
              .map((it) => it.replace(/\/$/, "")),
          });
        }}
      />
    </Stack>
  );
}
