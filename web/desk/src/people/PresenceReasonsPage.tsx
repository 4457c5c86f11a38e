import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { newKey, presenceReasonsQuery, seen } from "../parts/setup";
import { TextsInput } from "../parts/TextsInput";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { PeopleMenu } from "./PeopleMenu";

type PresenceReason = Schemas["PresenceReasonView"];

/** Why people are not ready: what they choose between when they take a break. */
export default function PresenceReasonsPage() {
  const { t, i18n } = useTranslation("people");
  const { data: reasons } = useQuery(presenceReasonsQuery);
  const [edited, setEdited] = useState<PresenceReason | "new" | null>(null);
  const mayWrite = useMay("people.write");
  const shown = (reasons ?? []).filter((it) => !it.isArchived);
  return (
    <Page
      title={t("title")}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
            {t("presence.new")}
          </Button>
        )
      }
    >
      <PeopleMenu />
      <Text size="sm" className="quiet" mb="sm">
        {t("presence.help")}
      </Text>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("presence.reason")}</th>
              <th scope="col">{t("presence.counts")}</th>
              <th scope="col">
                <span className="unseen">{t("parts:edit")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((it) => (
              <tr key={it.id}>
                <td>{best(it.name, i18n.language)}</td>
                <td>{t(it.isWork ? "presence.work" : "presence.break")}</td>
                <td className={styles.end}>
                  {mayWrite && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t("presence.editOf", { name: best(it.name, i18n.language) })}
                      onClick={() => setEdited(it)}
                    >
                      {t("parts:edit")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {reasons && shown.length === 0 && <div className={styles.empty}>{t("presence.none")}</div>}
      </div>
      {edited && (
        <ReasonDialog
          reason={edited === "new" ? undefined : edited}
          place={shown.length}
          onClose={() => setEdited(null)}
        />
      )}
    </Page>
  );
}

function ReasonDialog({
  reason,
  place,
  onClose,
}: {
  reason: PresenceReason | undefined;
  place: number;
  onClose: () => void;
}) {
  const { t } = useTranslation("people");
  const [name, setName] = useState(reason?.name ?? {});
  const [isWork, setWork] = useState(reason?.isWork ?? false);
  const [key] = useState(newKey);
  const save = useSaving(
    (isArchived: boolean) => {
      const body = { name, isWork, place: reason?.place ?? place, isArchived };
      return told(
        reason
          ? api.PUT("/api/v1/presence-reasons/{id}", {
              params: { path: { id: reason.id }, header: seen(reason.version) },
              body,
            })
          : api.POST("/api/v1/presence-reasons", { params: { header: key }, body }),
      );
    },
    { changes: [["presence-reasons"], ["desk-setup"]], after: onClose },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(reason ? "presence.edit" : "presence.new")}
      closeButtonProps={{ "aria-label": t("parts:cancel") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(false);
        }}
      >
        <Stack>
          <TextsInput label={t("parts:name")} isRequired value={name} onChange={setName} />
          <Checkbox
            label={t("presence.isWork")}
            checked={isWork}
            onChange={(event) => setWork(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            {reason && (
              <Button variant="subtle" color="gray" mr="auto" onClick={() => save.mutate(true)}>
                {t("parts:archive")}
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              {t("parts:save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
