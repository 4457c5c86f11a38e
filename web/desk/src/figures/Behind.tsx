import { Button, Drawer, Group, Loader, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "../api/tellError";
import { ChannelIcon } from "../parts/channels";
import { useMay } from "../session/session";
import classes from "./Figures.module.css";
import { duration, moment } from "./format";
import type { Namer } from "./names";
import { type BehindContact, type Count, contactsBehind, type Question } from "./queries";

/** Which figure has been opened. */
export type Opened = { count: Count; title: string; asked: Question };

/** The contacts behind a figure, newest first. */
export function Behind({
  opened,
  zone,
  names,
  onClose,
}: {
  opened: Opened | null;
  zone: string;
  names: Namer;
  onClose: () => void;
}) {
  const { t } = useTranslation("figures");
  return (
    <Drawer
      opened={opened !== null}
      onClose={onClose}
      position="right"
      size={760}
      title={<span className={classes.behindTitle}>{opened?.title}</span>}
      attributes={{ header: { role: "presentation" } }}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {opened && <Contacts opened={opened} zone={zone} names={names} />}
    </Drawer>
  );
}

function Contacts({ opened, zone, names }: { opened: Opened; zone: string; names: Namer }) {
  const { t } = useTranslation("figures");
  const contacts = useInfiniteQuery({
    queryKey: ["figures", "contacts", opened.count, opened.asked],
    queryFn: ({ pageParam }) => contactsBehind(opened.asked, opened.count, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = contacts.data?.pages.flatMap((it) => it.items) ?? [];
  if (contacts.isPending) return <Loader type="dots" mx="auto" display="block" aria-label={t("loading")} />;
  if (contacts.isError)
    return (
      <Text role="alert">
        {sentenceOf(contacts.error)}{" "}
        <Button variant="subtle" size="compact-sm" onClick={() => void contacts.refetch()}>
          {t("shell:again")}
        </Button>
      </Text>
    );
  return (
    <Stack gap="sm">
      <Text size="sm" className="quiet">
        {t("behind.text")}
      </Text>
      <div className={classes.scroll}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("behind.contact")}</Table.Th>
              <Table.Th>{t("behind.entered")}</Table.Th>
              <Table.Th>{t("behind.service")}</Table.Th>
              <Table.Th ta="end">{t("behind.wait")}</Table.Th>
              <Table.Th>{t("behind.ending")}</Table.Th>
              <Table.Th ta="end">{t("behind.work")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((it) => (
              <Contact key={`${it.contact} ${it.number}`} contact={it} zone={zone} names={names} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {rows.length === 0 && <Text className="quiet">{t("behind.none")}</Text>}
      {contacts.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={contacts.isFetchingNextPage} onClick={() => void contacts.fetchNextPage()}>
            {t("behind.more")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Contact({ contact, zone, names }: { contact: BehindContact; zone: string; names: Namer }) {
  const { t, i18n } = useTranslation("figures");
  const mayRead = useMay("contact.read");
  const reference = contact.reference ?? "–";
  return (
    <Table.Tr>
      <Table.Td>
        <span className={classes.channel}>
          <ChannelIcon channel={contact.channel} size={15} />
          {mayRead && contact.reference ? (
            <Link to={`/history/${contact.contact}` as "/"} className={classes.link}>
              {reference}
            </Link>
          ) : (
            reference
          )}
        </span>
      </Table.Td>
      <Table.Td className={classes.nowrap}>{moment(contact.enteredAt, zone, i18n.language)}</Table.Td>
      <Table.Td>{names.service(contact.service)}</Table.Td>
      <Table.Td ta="end" className={classes.nowrap}>
        {duration(contact.waitSeconds)}
      </Table.Td>
      <Table.Td>
        {t(`ending.${contact.ending}`)}
        {contact.person && <span className="quiet"> · {names.person(contact.person)}</span>}
        {(contact.result === "Transferred" || contact.result === "WrongPlace") && (
          <span className="quiet"> · {t(`result.${contact.result}`)}</span>
        )}
      </Table.Td>
      <Table.Td ta="end" className={classes.nowrap}>
        {duration(contact.workSeconds)}
      </Table.Td>
    </Table.Tr>
  );
}
