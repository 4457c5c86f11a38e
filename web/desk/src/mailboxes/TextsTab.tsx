import { SegmentedControl, SimpleGrid, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { servicesQuery } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { best, type Texts } from "../texts/best";
import { type LanguageCode, language, languages } from "../texts/texts";
import styles from "./Mailbox.module.css";
import { filledIn, type MailboxForm } from "./mailbox";

const reference = "K7MP-4Q2W";

/** What stands in mails that go out, and how that will look. */
export function TextsTab({
  form,
  onChange,
  wrong,
}: {
  form: MailboxForm;
  onChange: (change: Partial<MailboxForm>) => void;
  wrong: (field: string) => string | undefined;
}) {
  const { t } = useTranslation("mailboxes");
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      <Stack gap="lg">
        {(["sender", "signature", "receipt"] as const).map((it) => (
          <TextsInput
            key={it}
            label={t(`${it}.label`)}
            description={t(`${it}.help`)}
            isLong={it !== "sender"}
            value={form[it]}
            error={wrong(it)}
            onChange={(texts) => onChange({ [it]: texts })}
          />
        ))}
      </Stack>
      <Preview form={form} />
    </SimpleGrid>
  );
}

function Preview({ form }: { form: MailboxForm }) {
  const { t, i18n } = useTranslation("mailboxes");
  const { data: services } = useQuery(servicesQuery);
  const [code, setCode] = useState<LanguageCode>(language);
  const [kind, setKind] = useState<"receipt" | "answer">("receipt");
  const said = (key: string) => i18n.getFixedT(code, "mailboxes")(`example.${key}`);
  const sender = chosen(form.sender, code) || best(services?.find((it) => it.id === form.service)?.name, code);
  const receipt = filledIn(chosen(form.receipt, code), reference, example(), code);
  const signature = chosen(form.signature, code);
  const text =
    kind === "receipt" ? receipt : [said("answer"), signature && `-- \n${signature}`].filter(Boolean).join("\n\n");
  return (
    <section aria-labelledby="mailbox-preview" className={styles.preview}>
      <Title order={2} size="h3" mb="xs" id="mailbox-preview">
        {t("preview.title")}
      </Title>
      <div className={styles.choices}>
        <SegmentedControl
          size="xs"
          aria-label={t("preview.kind")}
          value={kind}
          onChange={(it) => setKind(it as typeof kind)}
          data={(["receipt", "answer"] as const).map((it) => ({ value: it, label: t(`preview.${it}`) }))}
        />
        <SegmentedControl
          size="xs"
          aria-label={t("preview.language")}
          value={code}
          onChange={(it) => setCode(it as LanguageCode)}
          data={(Object.keys(languages) as LanguageCode[]).map((it) => ({ value: it, label: languages[it] }))}
        />
      </div>
      {kind === "receipt" && !text ? (
        <div className={styles.letter}>
          <span className="quiet">{t("preview.noReceipt")}</span>
        </div>
      ) : (
        <div className={styles.letter} lang={code}>
          <div className={styles.head}>
            <div>
              <strong>{sender}</strong> <span className="quiet">&lt;{form.address || "…"}&gt;</span>
            </div>
            <div>
              Re: {said("subject")} [{reference}]
            </div>
          </div>
          <div className={styles.text}>{text}</div>
        </div>
      )}
    </section>
  );
}

/** As the server chooses: blank languages are left out when the text is saved. */
function chosen(texts: Texts, code: string): string {
  return best(Object.fromEntries(Object.entries(texts).filter(([, it]) => it.trim())), code);
}

/** The day after tomorrow, a full hour: a promise as it may look. */
function example(): Date {
  const due = new Date();
  due.setDate(due.getDate() + 2);
  due.setHours(14, 30, 0, 0);
  return due;
}
