import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { limits, stepOf } from "./model";
import { canTry, triedOf } from "./speech";
import styles from "./TestCall.module.css";
import { type Call, spoken } from "./walk";

/** What the caller says in a test call: written here, understood as in a real one. */
export function Sentence({ call, onChange }: { call: Call; onChange: (call: Call) => void }) {
  const { t } = useTranslation("flows");
  const [text, setText] = useState("");
  const step = stepOf(call.flow, call.step)!;
  const saying = useMutation({
    mutationFn: () => triedOf(step, text),
    onSuccess: (it) => onChange(spoken(call, text, it.how, it.key ?? null)),
  });
  return (
    <form
      className={styles.asked}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && canTry(step)) saying.mutate();
      }}
    >
      <Text size="sm" fw={560}>
        {t("test.says")}
      </Text>
      <Group gap="xs" mt={6} align="end" wrap="nowrap">
        <TextInput
          label={t("speech.sentence")}
          flex={1}
          maxLength={limits.text}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={saying.isPending}>
          {t("speech.try")}
        </Button>
      </Group>
      {!canTry(step) && <Text size="sm">{t("speech.few")}</Text>}
    </form>
  );
}
