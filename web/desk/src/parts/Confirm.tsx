import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Asks before something that cannot be taken back, or that many will notice. */
export function Confirm({
  title,
  children,
  action,
  onConfirm,
  onClose,
  isDangerous = false,
  isBusy = false,
  isReady = true,
}: {
  title: string;
  children: ReactNode;
  action: string;
  onConfirm: () => void;
  onClose: () => void;
  isDangerous?: boolean;
  isBusy?: boolean;
  isReady?: boolean;
}) {
  const { t } = useTranslation("parts");
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("cancel") }}>
      <Stack>
        {typeof children === "string" ? <Text>{children}</Text> : children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            color={isDangerous ? "red" : undefined}
            loading={isBusy}
            disabled={!isReady}
            onClick={onConfirm}
            data-autofocus
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
