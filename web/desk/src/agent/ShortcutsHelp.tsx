import { Kbd, Modal, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type KeyName, keys } from "./shortcuts";

const shown: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Backspace: "⌫", Enter: "↵" };

/** All of the desk's keys. */
export function ShortcutsHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation("agent");
  const rows: [string, string][] = [
    ...(Object.keys(keys) as KeyName[]).map((it): [string, string] => [t(`keys.${it}`), keys[it]]),
    [t("keys.send"), "Enter"],
    [t("keys.line"), "Shift+Enter"],
    [t("keys.done"), "Ctrl+Enter"],
    [t("keys.goTo"), "Ctrl+K"],
  ];
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t("keys.title")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <Table>
        <Table.Tbody>
          {rows.map(([what, combination]) => (
            <Table.Tr key={what}>
              <Table.Td>{what}</Table.Td>
              <Table.Td ta="end">
                {combination.split("+").map((it, at) => (
                  <span key={it}>
                    {at > 0 && " + "}
                    <Kbd>{shown[it] ?? it}</Kbd>
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
