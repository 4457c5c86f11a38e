import { ActionIcon, Button, Group, Skeleton, Stack, Text, Textarea, TextInput, Tooltip } from "@mantine/core";
import { IconMail, IconMessage2, IconNote, IconPencil, IconPhone, IconUser, IconWorld } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { CallbackCards } from "../callbacks/CallbackCards";
import { NewMail } from "../outward/NewMail";
import { DialNumber } from "../phone/Dial";
import { useMay, useSession } from "../session/session";
import styles from "./CustomerCard.module.css";
import { IdentifyCustomer } from "./IdentifyCustomer";

type Story = Schemas["ContactStory"];
type Customer = Schemas["CustomerView"];

/** Who it is, as the centre knows him; and what he said of himself in this contact. */
export function CustomerCard({ story }: { story: Story | undefined }) {
  const { t } = useTranslation("agent");
  const [isEditing, setEditing] = useState(false);
  const mayEdit = useMay("customer.write");
  const { person } = useSession();
  if (!story) return <Skeleton height={90} aria-hidden />;

  const { customer, given } = story;
  const phone = customer?.phone ?? given?.phone;
  if (customer && isEditing)
    return <CustomerForm contact={story.contact.contact} customer={customer} onDone={() => setEditing(false)} />;
  return (
    <>
      <div className={styles.card}>
        <Fact icon={<IconUser size={16} />} name={t("customer.name")} value={customer?.name ?? given?.name} />
        <Fact icon={<IconMail size={16} />} name={t("customer.email")} value={customer?.email ?? given?.email} />
        <Fact icon={<IconPhone size={16} />} name={t("customer.phone")} value={phone}>
          {phone && <DialNumber whom={whom(story, phone)} />}
        </Fact>
        {customer?.note && (
          <Fact icon={<IconNote size={16} />} name={t("customer.note")} value={customer.note} isNote />
        )}
        <Fact icon={<IconMessage2 size={16} />} name={t("customer.matter")} value={given?.matter} />
        <Fact
          icon={<IconWorld size={16} />}
          name={t("customer.startedOn")}
          value={given?.startedOn && t("customer.startedOnPage", { page: plainAddress(given.startedOn) })}
        />
        {customer && mayEdit && (
          <Tooltip label={t("customer.edit")}>
            <ActionIcon className={styles.edit} aria-label={t("customer.edit")} onClick={() => setEditing(true)}>
              <IconPencil size={17} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <CallbackCards callbacks={story.callbacks} contact={story.contact.contact} />
      <NewMail mt="sm" isNamed to={recipient(story)} />
      {!customer && (
        <Text size="xs" className="quiet" mt={4}>
          {given?.name || given?.email || given?.phone ? t("customer.onlyGiven") : t("customer.unknown")}
        </Text>
      )}
      {!customer && mayEdit && isMine(story, person) && <IdentifyCustomer contact={story.contact.contact} />}
    </>
  );
}

/** Whoever handles it says whose it is. */
function isMine({ contact }: Story, person: string | null) {
  return contact.person === person && ["Handled", "Held", "WrappingUp"].includes(contact.stage);
}

function recipient({ customer, given }: Story) {
  return { customer: customer?.customer, email: customer?.email ?? given?.email ?? undefined };
}

function whom({ contact, customer }: Story, number: string) {
  return { number, customer: customer?.customer, service: contact.service, earlier: contact.contact };
}

/** An address as people read it. */
const plainAddress = (address: string) =>
  decodeURI(address)
    .replace(/^https?:\/\//, "")
    .replace(/\/$/, "");

type FactProps = {
  icon: ReactNode;
  name: string;
  value: string | null | undefined;
  isNote?: boolean;
  children?: ReactNode;
};

function Fact({ icon, name, value, isNote, children }: FactProps) {
  if (!value) return null;
  return (
    <div className={styles.fact} data-note={isNote || undefined}>
      <span aria-hidden>{icon}</span>
      <span className="unseen">{name}: </span>
      <span className={styles.value} dir="auto">
        {value}
      </span>
      {children}
    </div>
  );
}

function CustomerForm({ contact, customer, onDone }: { contact: string; customer: Customer; onDone: () => void }) {
  const { t } = useTranslation("agent");
  const cache = useQueryClient();
  const [first] = useState(customer);
  const [edited, setEdited] = useState<Partial<Record<"name" | "email" | "phone" | "note", string>>>({});
  const fields = {
    name: edited.name ?? customer.name ?? "",
    email: edited.email ?? customer.email ?? "",
    phone: edited.phone ?? customer.phone ?? "",
    note: edited.note ?? customer.note ?? "",
  };
  const save = useMutation({
    mutationFn: () =>
      told(
        api.PUT("/api/v1/customers/{customer}", {
          params: {
            path: { customer: customer.customer },
            header: { "If-Match": `"${customer.version.replaceAll("-", "")}"` },
          },
          body: {
            name: fields.name || null,
            email: fields.email || null,
            phone: fields.phone || null,
            language: customer.language,
            note: fields.note || null,
          },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ["story", contact] });
      onDone();
    },
    onError: () => void cache.invalidateQueries({ queryKey: ["story", contact] }),
    meta: { tellsItself: true },
  });
  const field = (name: keyof typeof fields) => ({
    label: t(`customer.${name}`),
    value: fields[name],
    // What somebody else has written meanwhile is shown, so that nobody overwrites it unseen.
    description:
      edited[name] !== undefined && customer[name] !== first[name] && customer[name] !== edited[name]
        ? t("customer.nowSaved", { value: customer[name] ?? "–" })
        : undefined,
    onChange: (it: { currentTarget: { value: string } }) => setEdited({ ...edited, [name]: it.currentTarget.value }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput size="xs" data-autofocus maxLength={200} {...field("name")} />
        <TextInput size="xs" type="email" maxLength={254} {...field("email")} />
        <TextInput size="xs" type="tel" maxLength={40} {...field("phone")} />
        <Textarea size="xs" autosize minRows={2} maxRows={8} maxLength={2_000} {...field("note")} />
        {save.error && (
          <Text size="xs" c="var(--bad-ink)" role="alert">
            {sentenceOf(save.error)}
          </Text>
        )}
        <Group gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={onDone}>
            {t("cancel")}
          </Button>
          <Button size="compact-sm" type="submit" loading={save.isPending}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
