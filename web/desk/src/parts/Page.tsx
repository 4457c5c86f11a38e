import { Group, Title } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Page.module.css";

/** The frame of an ordinary page: its title, what can be done, and the rest below. */
export function Page({
  title,
  actions,
  children,
  isWide = false,
  back,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  isWide?: boolean;
  /** The list that this is one of. */
  back?: { to: string; name: string; search?: Record<string, unknown> };
}) {
  const { t } = useTranslation("parts");
  useEffect(() => {
    document.title = `${title} – Isberg`;
  }, [title]);
  return (
    <div className={isWide ? styles.wide : styles.page}>
      {back && (
        <Link
          to={back.to}
          search={(back.search ?? {}) as never}
          className={styles.back}
          aria-label={t("backTo", { name: back.name })}
        >
          <IconChevronLeft size={16} aria-hidden />
          {back.name}
        </Link>
      )}
      <Group justify="space-between" align="center" mb="md" gap="sm">
        <Title order={1}>{title}</Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  );
}
