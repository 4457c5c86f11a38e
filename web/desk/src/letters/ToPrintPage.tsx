import { Button, Group, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { Page } from "../parts/Page";
import { Rows } from "../parts/Rows";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import styles from "./LetterCard.module.css";
import { addressLines, download, toPrintQuery, useSettle } from "./outgoing";

type LetterToPrint = Schemas["LetterToPrint"];

/** The letters that wait for the post room: printed one by one or all together, and then said to be posted. */
export default function ToPrintPage() {
  const { t, i18n } = useTranslation("letters");
  const { data: letters } = useQuery(toPrintQuery);
  const mayRead = useMay("contact.read");
  const settle = useSettle();
  const print = useMutation({
    mutationFn: () => told<Blob>(api.GET("/api/v1/letters/to-print/pdf", { parseAs: "blob" }) as never),
    onSuccess: (pdf) => download(pdf, t("toPrint.file")),
  });
  const about = (it: LetterToPrint) => (
    <>
      {mayRead ? <Link to={`/history/${it.contact}` as never}>{it.reference}</Link> : it.reference}
      <div className="quiet">{best(it.serviceName, i18n.language)}</div>
    </>
  );
  const moves = (it: LetterToPrint) => (
    <Group gap="xs" wrap="nowrap">
      {mayRead && (
        <Button
          component="a"
          href={`/api/v1/contacts/${it.contact}/files/${it.file.id}`}
          download={it.file.name}
          variant="default"
          size="compact-sm"
          aria-label={t("toPrint.fetchOf", { name: addressLines(it.to)[0] })}
        >
          {t("toPrint.fetch")}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t("toPrint.postOf", { name: addressLines(it.to)[0] })}
        loading={settle.isPending && settle.variables.letter === it.letter}
        onClick={() => settle.mutate({ contact: it.contact, letter: it.letter, state: "Posted" })}
      >
        {t("outgoing.post")}
      </Button>
    </Group>
  );
  return (
    <Page
      title={t("toPrint.title")}
      back={{ to: "/work", name: t("shell:section.work") }}
      actions={
        letters !== undefined &&
        letters.length > 0 && (
          <Button
            leftSection={<IconPrinter size={17} aria-hidden />}
            loading={print.isPending}
            onClick={() => print.mutate()}
          >
            {t("toPrint.all", { count: letters.length })}
          </Button>
        )
      }
    >
      <Text size="sm" className="quiet" mb="sm" maw={720}>
        {t("toPrint.help")}
      </Text>
      <Rows
        rows={letters}
        keyOf={(it) => it.letter}
        none={t("toPrint.none")}
        columns={[
          { key: "to", head: t("editor.to"), cell: (it) => <span className={styles.address}>{it.to}</span> },
          { key: "contact", head: t("toPrint.contact"), cell: about },
          { key: "written", head: t("toPrint.written"), cell: (it) => dayAndTime(it.at, i18n.language) },
        ]}
        end={{ head: t("toPrint.moves"), cell: moves }}
      />
    </Page>
  );
}
