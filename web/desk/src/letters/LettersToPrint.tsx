import { Button, type ButtonProps } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { toPrintQuery } from "./outgoing";

/** Leads to the letters that wait to be printed, and says how many there are. */
export function LettersToPrint(look: ButtonProps) {
  const { t } = useTranslation("letters");
  const { data: letters = [] } = useQuery(toPrintQuery);
  return (
    <Button
      component={Link}
      to="/letters"
      variant="default"
      size="compact-sm"
      leftSection={<IconPrinter size={16} aria-hidden />}
      {...look}
    >
      {letters.length === 0 ? t("toPrint.title") : t("toPrint.waiting", { count: letters.length })}
    </Button>
  );
}
