import { Button, Group, Text, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shortestReason } from "./recordings";

type ReasonFormProps<T> = {
  label: string;
  help: string;
  logged: string;
  submit: string;
  send: (reason: string) => Promise<T>;
  onSent: (it: T) => void;
  onCancel: () => void;
};

/** Says why first; then it is done. */
export function ReasonForm<T>({ label, help, logged, submit, send, onSent, onCancel }: ReasonFormProps<T>) {
  const { t } = useTranslation("recording");
  const [reason, setReason] = useState("");
  const sending = useMutation({ mutationFn: () => send(reason), onSuccess: onSent });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Textarea
        label={label}
        description={help}
        required
        autosize
        data-autofocus
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button type="submit" loading={sending.isPending} disabled={reason.trim().length < shortestReason}>
          {submit}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Text size="sm" className="quiet">
          {logged}
        </Text>
      </Group>
    </form>
  );
}
