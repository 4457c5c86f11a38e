import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

type Props = { title: string; onClose: () => void; children: (onLayer: (isThere: boolean) => void) => ReactNode };

/** The dialog around a mail that is written beside the conversation. What lies above it is closed first. */
export function MailDialog({ title, onClose, children }: Props) {
  const { t } = useTranslation();
  const [isUnder, setUnder] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={680}
      fullScreen={useMediaQuery("(max-width: 36em)")}
      closeOnEscape={!isUnder}
      trapFocus={!isUnder}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {children(setUnder)}
    </Modal>
  );
}
