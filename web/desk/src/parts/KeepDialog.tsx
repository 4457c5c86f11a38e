import { Button, Group, Modal, type ModalProps, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { OvertakenNotice } from "./OvertakenNotice";
import type { Overtaken } from "./useDraft";

/** The dialog in which a thing of the centre's is added, changed, put away or taken into use again. */
export function KeepDialog({
  title,
  onClose,
  onSave,
  isBusy,
  isArchived,
  isReady = true,
  inUse,
  note,
  action,
  isDangerous = false,
  size,
  overtaken,
  children,
}: {
  title: string;
  onClose: () => void;
  onSave: (isArchived: boolean) => void;
  isBusy: boolean;
  /** Left out for what cannot be archived, such as a new thing. */
  isArchived?: boolean;
  isReady?: boolean;
  /** Why it cannot be archived now. */
  inUse?: string;
  note?: string;
  /** What the button says when it does not say "save". */
  action?: string;
  isDangerous?: boolean;
  size?: ModalProps["size"];
  overtaken?: Overtaken;
  children: ReactNode;
}) {
  const { t } = useTranslation("parts");
  const isUndecided = overtaken !== undefined && !isBusy;
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave(isArchived ?? false);
        }}
      >
        <Stack>
          {children}
          {isUndecided && <OvertakenNotice overtaken={overtaken} />}
          <Group justify="flex-end" gap="xs">
            {isArchived !== undefined && (
              <Button
                variant="subtle"
                color="gray"
                mr="auto"
                disabled={isBusy || isUndecided || inUse !== undefined}
                onClick={() => onSave(!isArchived)}
              >
                {inUse ?? t(isArchived ? "restore" : "archive")}
              </Button>
            )}
            {note && (
              <Text size="sm" className="quiet">
                {note}
              </Text>
            )}
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button
              type="submit"
              color={isDangerous ? "red" : undefined}
              loading={isBusy}
              disabled={!isReady || isUndecided}
            >
              {action ?? t("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
