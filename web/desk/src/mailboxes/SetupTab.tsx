import { Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { WayFields } from "../services/WayFields";
import { type Mailbox, type MailboxForm, type Preset, presets, withPreset } from "./mailbox";
import { ServerFields } from "./ServerFields";
import { Trial } from "./Trial";

/** What the mailbox is called, where its servers are, and what becomes of mails in it. */
export function SetupTab({
  form,
  base,
  onChange,
  wrong,
  onRejected,
  mayTry,
}: {
  form: MailboxForm;
  base: Mailbox | undefined;
  onChange: (change: Partial<MailboxForm>) => void;
  wrong: (field: string) => string | undefined;
  onRejected: (form: MailboxForm) => (error: Error) => void;
  mayTry: boolean;
}) {
  const { t } = useTranslation("mailboxes");
  return (
    <Stack gap="xl">
      <WayFields
        kind="mailboxes"
        form={form}
        channel={form.isOfScans ? "Letter" : "Email"}
        lacks={form.isOfScans ? "serviceLacksLetters" : "serviceLacksChannel"}
        wrong={wrong}
        onChange={onChange}
      >
        <TextInput
          type="email"
          label={t("address")}
          description={t("addressHelp")}
          required
          maxLength={254}
          value={form.address}
          error={wrong("address")}
          onChange={(event) => onChange({ address: event.currentTarget.value })}
        />
      </WayFields>
      <section aria-labelledby="mailbox-servers">
        <Title order={2} size="h3" id="mailbox-servers">
          {t("servers")}
        </Title>
        <Group gap="xs" mt={6} mb="md">
          <Text size="sm" className="quiet">
            {t("preset.help")}
          </Text>
          {(Object.keys(presets) as Preset[]).map((it) => (
            <Button key={it} size="xs" variant="default" onClick={() => onChange(withPreset(form, it))}>
              {t(`preset.${it}`)}
            </Button>
          ))}
        </Group>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          {(["incoming", "outgoing"] as const).map((half) => (
            <ServerFields
              key={half}
              half={half}
              form={form}
              kept={base?.[half]}
              onChange={(it) => onChange({ [half]: it })}
              wrong={(field) => wrong(`${half}.${field}`)}
            />
          ))}
        </SimpleGrid>
      </section>
      <Checkbox
        label={t("scans.label")}
        description={t("scans.help")}
        maw={720}
        checked={form.isOfScans}
        onChange={(event) => onChange({ isOfScans: event.currentTarget.checked })}
      />
      {mayTry && <Trial form={form} id={base?.id} onRejected={onRejected} />}
      <section aria-labelledby="mailbox-folders">
        <Title order={2} size="h3" mb="sm" id="mailbox-folders">
          {t("folders")}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 3 }} verticalSpacing="sm">
          {(["folder", "takenFolder", "asideFolder"] as const).map((it) => (
            <TextInput
              key={it}
              label={t(`${it}.label`)}
              description={t(`${it}.help`)}
              required={it !== "takenFolder"}
              placeholder={it === "takenFolder" ? t("takenFolder.none") : undefined}
              maxLength={200}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={form[it]}
              error={wrong(it)}
              onChange={(event) => onChange({ [it]: event.currentTarget.value })}
            />
          ))}
        </SimpleGrid>
      </section>
      <section aria-labelledby="mailbox-trust">
        <Title order={2} size="h3" mb="sm" id="mailbox-trust">
          {t("trust")}
        </Title>
        <Stack gap="md" maw={720}>
          <TextInput
            label={t("trustedServer.label")}
            description={t("trustedServer.help")}
            placeholder="mx.example.org"
            maxLength={200}
            value={form.trustedServer}
            error={wrong("trustedServer")}
            onChange={(event) => onChange({ trustedServer: event.currentTarget.value })}
          />
          <Checkbox
            label={t("plus.label")}
            description={t("plus.help")}
            checked={form.takesPlusAddresses}
            onChange={(event) => onChange({ takesPlusAddresses: event.currentTarget.checked })}
          />
        </Stack>
      </section>
    </Stack>
  );
}
