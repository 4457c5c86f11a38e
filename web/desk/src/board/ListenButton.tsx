import { ActionIcon, Tooltip } from "@mantine/core";
import { IconEar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../agent/desk";
import { useSupervision } from "../phone/second";
import { useMay } from "../session/session";
import type { BoardPerson } from "./board";

/** Comes to the call that a colleague has; one's own phone rings for it, and what one does there stands over every page. */
export function ListenButton({ person }: { person: BoardPerson }) {
  const call = person.doing.find((it) => it.channel === "Voice" && (it.stage === "Handled" || it.stage === "Held"));
  return useMay("call.supervise") && call ? <Listen person={person} contact={call.contact} /> : null;
}

function Listen({ person, contact }: { person: BoardPerson; contact: string }) {
  const { t } = useTranslation("board");
  const { begin } = useSupervision(contact);
  const isOwn = useDesk()?.person === person.person;
  if (isOwn) return null;
  return (
    <Tooltip label={t("person.listen")}>
      <ActionIcon
        variant="default"
        loading={begin.isPending}
        aria-label={t("person.listenTo", { name: person.name })}
        onClick={() => begin.mutate("Listens")}
      >
        <IconEar size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
