import { Button, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { mailboxesQuery } from "../mailboxes/mailbox";
import { Rows } from "../parts/Rows";
import { dayAndTime } from "../parts/time";
import { useMay } from "../session/session";
import { type AsideLetter, asideLettersQuery, intakesQuery } from "./intake";

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

  const scan = ({ name, at }: AsideLetter) => (
    <>
      {name}
      <div className="quiet">{dayAndTime(at, i18n.language)}</div>
    </>
  );
  const from = (it: AsideLetter) =>
    intakes?.find((one) => one.id === it.intake)?.name ?? mailboxes?.find((one) => one.id === it.mailbox)?.name;
  const seen = (it: AsideLetter) => (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={t("aside.seenOf", { name: it.name })}
      loading={forget.isPending && forget.variables === it.letter}
      onClick={() => forget.mutate(it.letter)}
    >
      {t("aside.seen")}
    </Button>
  );
  return (
    <section aria-labelledby="letters-aside">
      <Title order={2} size="h3" mt="xl" mb={4} id="letters-aside">
        {t("aside.title")}
      </Title>
      <Text size="sm" className="quiet" mb="sm" maw={720}>
        {t("aside.help")}
      </Text>
      <Rows
        rows={letters}
        keyOf={(it) => it.letter}
        columns={[
          { key: "scan", head: t("aside.scan"), cell: scan },
          { key: "why", head: t("aside.why"), cell: (it) => t(`why.${it.fault}`) },
          { key: "from", head: t("aside.from"), cell: from },
        ]}
        end={mayWrite ? { head: t("aside.seen"), cell: seen } : undefined}
      />
    </section>
  );
}
