import { Button, Checkbox, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { dayAndTime } from "../parts/time";
import { laterChoices } from "./mail";

/** In the server's own limit, in days. */
const latest = 90;

/** When it is to be sent, and whether not when the citizen writes before that. */
export type Later = { sendAt: string; yieldsToCitizen: boolean };

type Props = { mayYield?: boolean; onSend: (later: Later) => void; onClose: () => void };

/** A moment as the field for date and time writes it, by this computer's clock. */
function localField(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** When a mail is to be sent, and whether it gives way to what the citizen writes before. */
export function SendLater({ mayYield = false, onSend, onClose }: Props) {
  const { t, i18n } = useTranslation("email");
  const [opened] = useState(() => new Date());
  const choices = laterChoices(opened);
  const [at, setAt] = useState(localField(choices.tomorrow));
  const [yieldsToCitizen, setYields] = useState(mayYield);
  const moment = new Date(at);
  const isRight =
    at !== "" && moment.getTime() > Date.now() && moment.getTime() < opened.getTime() + latest * 24 * 3_600_000;

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation(); // the dialog stands in the editor's form
    if (isRight) onSend({ sendAt: moment.toISOString(), yieldsToCitizen });
  }

  return (
    <Modal opened onClose={onClose} title={t("later.title")} closeButtonProps={{ "aria-label": t("parts:close") }}>
      <form onSubmit={submit}>
        <Stack>
          <Group gap="xs">
            {Object.entries(choices).map(([name, it]) => (
              <Button
                key={name}
                variant={at === localField(it) ? "light" : "default"}
                aria-pressed={at === localField(it)}
                size="compact-sm"
                onClick={() => setAt(localField(it))}
              >
                {name === "tomorrow" ? t("later.tomorrow") : t("later.monday")}
              </Button>
            ))}
          </Group>
          <TextInput
            type="datetime-local"
            label={t("later.at")}
            required
            data-autofocus
            min={localField(opened)}
            value={at}
            error={at !== "" && !isRight && t("later.wrong", { days: latest })}
            onChange={(it) => setAt(it.currentTarget.value)}
          />
          {mayYield && (
            <Checkbox
              label={t("later.yields")}
              checked={yieldsToCitizen}
              onChange={(it) => setYields(it.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("parts:cancel")}
            </Button>
            <Button type="submit" disabled={!isRight}>
              {isRight ? t("later.sendAt", { at: dayAndTime(moment.toISOString(), i18n.language) }) : t("later.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
