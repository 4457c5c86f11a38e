import { Group, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import styles from "./Page.module.css";

/** The frame of an ordinary page: its title, what can be done, and the rest below. */
export function Page({
  title,
  actions,
  children,
  isWide = false,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
  isWide?: boolean;
}) {
  useEffect(() => {
    document.title = `${title} – Isberg`;
  }, [title]);
  return (
    <div className={isWide ? styles.wide : styles.page}>
      <Group justify="space-between" align="center" mb="md" gap="sm">
        <Title order={1}>{title}</Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  );
}
