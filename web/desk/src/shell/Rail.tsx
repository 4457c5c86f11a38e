import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/session";
import styles from "./Rail.module.css";
import { sectionsFor } from "./sections";

/** The menu: the sections that this person may use. */
export function Rail({ isWide = false }: { isWide?: boolean }) {
  const { t } = useTranslation("shell");
  const { permissions } = useSession();
  return (
    <nav aria-label={t("menu")} className={isWide ? styles.wide : styles.rail}>
      {sectionsFor(permissions).map(({ name, path, icon: Icon }) => (
        <Link key={name} to={path} className={styles.place} activeProps={{ "aria-current": "page" }}>
          <Icon size={21} stroke={1.6} aria-hidden />
          <span>{t(`section.${name}`)}</span>
        </Link>
      ))}
    </nav>
  );
}
