import { Button, Group, Modal, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Rows } from "../parts/Rows";
import { State } from "../parts/State";
import { dayAndTime } from "../parts/time";
import { type FlowDetail, versionQuery } from "./flow";
import type { Editing } from "./useFlow";

type Version = FlowDetail["versions"][number];

/** What has been published before. New calls can go into one of them again, or the draft can begin from it. */
export function Versions({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const { t, i18n } = useTranslation("flows");
  const cache = useQueryClient();
  const { kept } = editing;
  const isNow = (it: Version) => it.number === kept.published?.number;
  const back = (it: Version) => editing.goBack(it.number).then(onClose, () => {});
  const load = (it: Version) =>
    cache.fetchQuery(versionQuery(kept.id, it.number)).then(
      (definition) => {
        editing.setFlow(definition);
        onClose();
      },
      () => {},
    );
  const number = (it: Version) => (
    <>
      {t("versions.number", { number: it.number })} {isNow(it) && <State tone="good">{t("versions.now")}</State>}
      <div className="quiet">{it.comment}</div>
    </>
  );
  const acts = (it: Version) => (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        aria-label={t("versions.loadOne", { number: it.number })}
        onClick={() => load(it)}
      >
        {t("versions.load")}
      </Button>
      {!isNow(it) && (
        <Button
          size="xs"
          loading={editing.isBusy}
          aria-label={t("versions.backTo", { number: it.number })}
          onClick={() => back(it)}
        >
          {t("versions.back")}
        </Button>
      )}
    </Group>
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t("versions.title")}
      closeButtonProps={{ "aria-label": t("parts:close") }}
    >
      <Text size="sm" className="quiet" mb="sm">
        {t("versions.help")}
      </Text>
      <Rows
        rows={kept.versions}
        keyOf={(it) => String(it.number)}
        columns={[
          { key: "number", head: t("versions.version"), cell: number },
          { key: "at", head: t("versions.at"), cell: (it) => dayAndTime(it.at, i18n.language) },
        ]}
        none={t("versions.none")}
        end={editing.mayWrite ? { head: t("parts:edit"), cell: acts } : undefined}
      />
    </Modal>
  );
}
