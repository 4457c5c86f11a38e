import { Button, Text, Textarea, TextInput } from "@mantine/core";
import { IconPhoneOutgoing } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { seen } from "../parts/setup";
import { useSaving } from "../parts/useSaving";

type Rule = Schemas["DialRuleView"];

/** Opens the dialog in which an administrator says which numbers may be called. */
export function DialRule() {
  const { t } = useTranslation("numbers");
  const [isOpen, setOpen] = useState(false);
  const { data: rule } = useQuery({ queryKey: ["dialling"], queryFn: () => told(api.GET("/api/v1/dialling")) });
  return (
    <>
      <Button
        variant="default"
        mb="md"
        disabled={!rule}
        leftSection={<IconPhoneOutgoing size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t("dialling.open")}
      </Button>
      {isOpen && rule && <Form rule={rule} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Each line is the beginning of a number. */
export const linesOf = (text: string) =>
  text
    .split("\n")
    .map((it) => it.trim())
    .filter((it) => it !== "");

/** Digits and what people put between them, with a plus first. */
export const isBeginning = (line: string) => /^\+?[\d\s-]{1,20}$/.test(line);

function Form({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { t } = useTranslation("numbers");
  const [country, setCountry] = useState(rule.country);
  const [allowed, setAllowed] = useState(rule.allowed.join("\n"));
  const [refused, setRefused] = useState(rule.refused.join("\n"));
  const save = useSaving(
    () =>
      told(
        api.PUT("/api/v1/dialling", {
          params: { header: seen(rule.version) },
          body: { country, allowed: linesOf(allowed), refused: linesOf(refused) },
        }),
      ),
    { changes: [["dialling"], ["centre"]], after: onClose },
  );
  const wrong = (text: string) => (linesOf(text).every(isBeginning) ? undefined : t("dialling.mistake"));
  return (
    <KeepDialog
      title={t("dialling.title")}
      onClose={onClose}
      onSave={() => save.mutate()}
      isBusy={save.isPending}
      isReady={/^\d{1,4}$/.test(country.trim()) && !wrong(allowed) && !wrong(refused)}
    >
      <Text size="sm">{t("dialling.help")}</Text>
      <TextInput
        label={t("dialling.country")}
        description={t("dialling.countryHelp")}
        required
        inputMode="numeric"
        maxLength={4}
        w={160}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
      />
      <Textarea
        label={t("dialling.allowed")}
        description={t("dialling.allowedHelp")}
        autosize
        minRows={4}
        maxRows={12}
        value={allowed}
        error={wrong(allowed)}
        onChange={(event) => setAllowed(event.currentTarget.value)}
      />
      <Textarea
        label={t("dialling.refused")}
        description={t("dialling.refusedHelp")}
        autosize
        minRows={4}
        maxRows={12}
        value={refused}
        error={wrong(refused)}
        onChange={(event) => setRefused(event.currentTarget.value)}
      />
    </KeepDialog>
  );
}
