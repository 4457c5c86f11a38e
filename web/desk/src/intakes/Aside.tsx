import { Button, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { mailboxesQuery } from "../mailboxes/mailbox";
import list from "../parts/List.module.css";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import styles from "./Intake.module.css";
import { asideLettersQuery, intakesQuery } from "./intake";

/** The scans that could not be taken in, and why: somebody must look at the paper. */
export function Aside() {
  const { t, i18n } = useTranslation("intakes");
  const cache = useQueryClient();
  const mayWrite = useMay("service.write");
  const { data: letters } = useQuery(asideLettersQuery);
  const { data: intakes } = useQuery(intakesQuery);
  const { data: mailboxes } = useQuery(mailboxesQuery);
  const forget = useMutation({
    mutationFn: (letter: string) =>
      told(api.DELETE("/api/v1/intakes/aside/{letter}", { params: { path: { letter } } })),
    onSettled: () => cache.invalidateQueries({ queryKey: asideLettersQuery.queryKey }),
  });
  if (!letters?.length) return null;
  return (
    <section aria-labelledby="letters-aside">
      <Title order={2} size="h3" mt="xl" mb={4} id="letters-aside">
        {t("aside.title")}
      </Title>
      <Text size="sm" className="quiet" mb="sm" maw={720}>
        {t("aside.help")}
      </Text>
      <div className={list.frame}>
        <table className={`${list.table} ${styles.list}`}>
          <thead>
            <tr>
              <th scope="col">{t("aside.scan")}</th>
              <th scope="col">{t("aside.why")}</th>
              <th scope="col">{t("aside.from")}</th>
              {mayWrite && (
                <th scope="col">
                  <span className="unseen">{t("aside.seen")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {letters.map((it) => (
              <tr key={it.letter}>
                <td style={{ overflowWrap: "anywhere" }}>
                  {it.name}
                  <div className="quiet">{dayAndTime(it.at, i18n.language)}</div>
                </td>
                <td>{t(`why.${it.fault}`)}</td>
                <td>
                  {intakes?.find((one) => one.id === it.intake)?.name ??
                    mailboxes?.find((one) => one.id === it.mailbox)?.name}
                </td>
                {mayWrite && (
                  <td>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={t("aside.seenOf", { name: it.name })}
                      loading={forget.isPending && forget.variables === it.letter}
                      onClick={() => forget.mutate(it.letter)}
                    >
                      {t("aside.seen")}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
