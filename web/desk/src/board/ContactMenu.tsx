import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowBarUp,
  IconArrowsExchange,
  IconArrowsJoin,
  IconBan,
  IconDots,
  IconHelpCircle,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import type { BoardContact } from "./board";
import type { ContactDialog } from "./ContactDialogs";

const firstClass = 1;
const usualClass = 5;

/** What a supervisor may do with a waiting contact. */
export function ContactMenu({
  contact,
  onChoose,
}: {
  contact: BoardContact;
  onChoose: (dialog: ContactDialog) => void;
}) {
  const { t } = useTranslation("board");
  const maySteer = useMay("contact.steer");
  const mayMerge = useMay("contact.handle");
  const mayRead = useMay("contact.read");
  const mayBlock = useMay("block.write");
  const isFirst = contact.priorityClass < usualClass;
  const prioritise = useSaving(
    (priorityClass: number) =>
      told(
        api.PUT("/api/v1/board/contacts/{id}/priority", {
          params: { path: { id: contact.contact } },
          body: { priorityClass },
        }),
      ),
    { changes: [["board"]] },
  );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("contact.menu", { reference: contact.reference })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHelpCircle size={16} />} onClick={() => onChoose("why")}>
          {t("contact.why")}
        </Menu.Item>
        {maySteer && (
          <>
            <Menu.Item leftSection={<IconArrowsExchange size={16} />} onClick={() => onChoose("move")}>
              {t("contact.move")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowBarUp size={16} />}
              onClick={() => prioritise.mutate(isFirst ? usualClass : firstClass)}
            >
              {t(isFirst ? "contact.makeUsual" : "contact.makeFirst")}
            </Menu.Item>
            {mayMerge && mayRead && (
              <Menu.Item leftSection={<IconArrowsJoin size={16} />} onClick={() => onChoose("merge")}>
                {t("outward:merge.open")}
              </Menu.Item>
            )}
          </>
        )}
        <Menu.Divider />
        {mayBlock && (
          <Menu.Item leftSection={<IconBan size={16} />} onClick={() => onChoose("block")}>
            {t("contact.block")}
          </Menu.Item>
        )}
        {maySteer && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => onChoose("discard")}>
            {t("contact.discard")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
