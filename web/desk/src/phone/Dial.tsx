import { ActionIcon, Button, type ButtonProps, Tooltip } from "@mantine/core";
import { IconPhoneOutgoing } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/session";
import { DialDialog, type Whom } from "./DialDialog";
import { useTelephony } from "./phone";

/** Opens the dialog in which a number is called. */
export function Dial({ label, whom = {}, ...look }: { label?: string; whom?: Whom } & ButtonProps) {
  const { t } = useTranslation("phone");
  const [isOpen, setOpen] = useState(false);
  if (!useMayDial()) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPhoneOutgoing size={16} aria-hidden />}
        onClick={() => setOpen(true)}
        {...look}
      >
        {label ?? t("dial.open")}
      </Button>
      {isOpen && <DialDialog whom={whom} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Beside a number that is shown: calls it. */
export function DialNumber({ whom }: { whom: Whom & { number: string } }) {
  const { t } = useTranslation("phone");
  const [isOpen, setOpen] = useState(false);
  if (!useMayDial()) return null;
  const name = t("dial.number", { number: whom.number });
  return (
    <>
      <Tooltip label={name}>
        <ActionIcon size="sm" aria-label={name} onClick={() => setOpen(true)}>
          <IconPhoneOutgoing size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {isOpen && <DialDialog whom={whom} onClose={() => setOpen(false)} />}
    </>
  );
}

function useMayDial() {
  const hasTelephony = useTelephony();
  return useMay("contact.handle") && hasTelephony;
}
