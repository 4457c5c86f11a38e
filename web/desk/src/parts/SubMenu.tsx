import { Link } from "@tanstack/react-router";
import styles from "./SubMenu.module.css";

/** The pages of one section, side by side. */
export function SubMenu({ label, places }: { label: string; places: { to: string; name: string }[] }) {
  return (
    <nav aria-label={label} className={styles.menu}>
      {places.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} activeProps={{ "aria-current": "page" }}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
