import { Button, Group, Modal, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconUserSearch } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";

/** Fewer letters would find half the town. */
const fewest = 3;

type Who = Schemas["IdentifyRequest"];

/** Says whose contact it is when nobody could be recognised by it: somebody whom the centre knows, or somebody new. */
export function IdentifyCustomer({ contact }: { contact: string }) {
  const { t } = useTranslation("agent");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        mt="xs"
        variant="default"
        size="compact-sm"
        leftSection={<IconUserSearch size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t("customer.identify")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t("customer.identify")}
        closeButtonProps={{ "aria-label": t("shell:close") }}
      >
        <Identify contact={contact} onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function Identify({ contact, onDone }: { contact: string; onDone: () => void }) {
  const cache = useQueryClient();
  const identify = useMutation({
    mutationFn: (body: Who) =>
      told(api.PUT("/api/v1/desk/contacts/{contact}/customer", { params: { path: { contact } }, body })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ["story", contact] });
      onDone();
    },
    meta: { tellsItself: true },
  });
  return (
    <Stack gap="lg">
      <Known isBusy={identify.isPending} onChoose={(customer) => identify.mutate({ customer })} />
      <New isBusy={identify.isPending} onAdd={identify.mutate} />
      {identify.error && (
        <Text size="sm" c="var(--bad-ink)" role="alert">
          {sentenceOf(identify.error)}
        </Text>
      )}
    </Stack>
  );
}

function Known({ isBusy, onChoose }: { isBusy: boolean; onChoose: (customer: string) => void }) {
  const { t } = useTranslation("agent");
  const [words, setWords] = useState("");
  const [text] = useDebouncedValue(words.trim(), 250);
  const { data: found } = useQuery({
    queryKey: ["customers", text],
    queryFn: () => told(api.GET("/api/v1/customers", { params: { query: { text } } })),
    enabled: text.length >= fewest,
  });
  return (
    <Stack gap="xs">
      <TextInput
        data-autofocus
        label={t("customer.search")}
        description={t("customer.searchHelp")}
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Text size="xs" className="quiet" role="status">
        {found && (found.length === 0 ? t("customer.notFound") : t("customer.found", { count: found.length }))}
      </Text>
      {found?.map((it) => (
        <Button
          key={it.customer}
          variant="default"
          justify="flex-start"
          h="auto"
          py={6}
          disabled={isBusy}
          onClick={() => onChoose(it.customer)}
        >
          <span style={{ textAlign: "start", whiteSpace: "normal", overflowWrap: "anywhere" }}>
            {[it.name, it.email, it.phone].filter(Boolean).join(", ")}
          </span>
        </Button>
      ))}
    </Stack>
  );
}

function New({ isBusy, onAdd }: { isBusy: boolean; onAdd: (who: Who) => void }) {
  const { t } = useTranslation("agent");
  const [who, setWho] = useState({ name: "", email: "", phone: "" });
  const field = (name: keyof typeof who) => ({
    label: t(`customer.${name}`),
    value: who[name],
    onChange: (event: { currentTarget: { value: string } }) => setWho({ ...who, [name]: event.currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd({ name: who.name, email: who.email || null, phone: who.phone || null });
      }}
    >
      <Title order={3} size="h4" mb="xs">
        {t("customer.isNew")}
      </Title>
      <Stack gap="xs">
        <TextInput required maxLength={200} {...field("name")} />
        <TextInput type="email" maxLength={254} {...field("email")} />
        <TextInput type="tel" maxLength={40} {...field("phone")} />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={!who.name.trim()}>
            {t("customer.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
