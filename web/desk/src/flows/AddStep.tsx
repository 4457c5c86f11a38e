import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./Flow.module.css";
import { type Kind, kinds } from "./model";
import { KindIcon } from "./words";

/** Chooses what kind of step to add. */
export function AddStep({
  label,
  isSmall = false,
  isOpen = false,
  onAdd,
}: {
  label: string;
  /** A round button in the picture; what the keyboard reaches stands in the panel beside it. */
  isSmall?: boolean;
  /** Nothing comes after it yet. */
  isOpen?: boolean;
  onAdd: (kind: Kind) => void;
}) {
  const { t } = useTranslation("flows");
  return (
    <Menu position={isSmall ? "right-start" : "bottom-start"} width={320} shadow="md" withinPortal returnFocus={false}>
      <Menu.Target>
        {isSmall ? (
          <ActionIcon
            size={24}
            radius="xl"
            variant={isOpen ? "filled" : "default"}
            color={isOpen ? "fjord" : undefined}
            className={isOpen ? undefined : styles.insert}
            aria-label={label}
            title={label}
            tabIndex={-1}
          >
            <IconPlus size={15} />
          </ActionIcon>
        ) : (
          <Button
            size="compact-sm"
            variant={isOpen ? "light" : "default"}
            leftSection={<IconPlus size={14} />}
            aria-label={label}
          >
            {t("addStep")}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((it) => (
          <Menu.Item key={it} leftSection={<KindIcon kind={it} />} onClick={() => onAdd(it)}>
            {t(`kind.${it}.name`)}
            <div className={styles.kindHelp}>{t(`kind.${it}.help`)}</div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
