import { Button, type ButtonProps } from "@mantine/core";
import { IconMailPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/session";
import { NewMailDialog } from "./NewMailDialog";

/** Opens the dialog in which a mail is written to somebody first. */
export function NewMail({ to, isNamed = false, ...look }: { to?: Recipient; isNamed?: boolean } & ButtonProps) {
  const { t } = useTranslation("outward");
  const [isOpen, setOpen] = useState(false);
  if (!useMay("contact.handle")) return null;
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconMailPlus size={16} aria-hidden />}
        onClick={() => setOpen(true)}
        {...look}
      >
        {t(isNamed ? "newMail.openFor" : "newMail.open")}
      </Button>
      {isOpen && <NewMailDialog to={to} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Whom it is for, where that is known already. */
export type Recipient = { customer?: string; email?: string };
