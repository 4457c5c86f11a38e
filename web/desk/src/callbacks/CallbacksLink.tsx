import { Button, type ButtonProps } from "@mantine/core";
import { IconPhoneOutgoing } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { callbackCountQuery } from "./callbacks";

/** Leads to those who are to be called back, and says how many there are. */
export function CallbacksLink({ count, ...look }: ButtonProps & { count?: number }) {
  const { t } = useTranslation("callbacks");
  const { data } = useQuery({ ...callbackCountQuery, enabled: count === undefined });
  const open = count ?? data?.open ?? 0;
  return (
    <Button
      component={Link}
      to="/callbacks"
      variant="default"
      leftSection={<IconPhoneOutgoing size={16} aria-hidden />}
      {...look}
    >
      {open === 0 ? t("title") : t("waiting", { count: open })}
    </Button>
  );
}
