import { Button, Group, Loader, Text } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import list from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import styles from "./LetterCard.module.css";
import { addressLines, download, toPrintQuery, useSettle } from "./outgoing";

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
      {!letters ? (
        <Loader aria-label={t("parts:loading")} />
      ) : letters.length === 0 ? (
        <Text>{t("toPrint.none")}</Text>
      ) : (
        <div className={list.frame}>
          <table className={list.table}>
            <thead>
              <tr>
                <th scope="col">{t("editor.to")}</th>
                <th scope="col">{t("toPrint.contact")}</th>
                <th scope="col">{t("toPrint.written")}</th>
                <th scope="col">
                  <span className="unseen">{t("toPrint.moves")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {letters.map((it) => (
                <tr key={it.letter}>
                  <td className={styles.text}>{it.to}</td>
                  <td>
                    {mayRead ? <Link to={`/history/${it.contact}` as never}>{it.reference}</Link> : it.reference}
                    <div className="quiet">{best(it.serviceName, i18n.language)}</div>
                  </td>
                  <td>{dayAndTime(it.at, i18n.language)}</td>
                  <td>
                    <Group gap="xs">
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
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
