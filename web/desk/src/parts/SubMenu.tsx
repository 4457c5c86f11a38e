import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import styles from "./SubMenu.module.css";

/** The pages of one section, side by side. */
export function SubMenu({ label, places }: { label: string; places: { to: string; name: string }[] }) {
  const path = useRouterState({ select: (it) => it.location.pathname });
  const menu = useRef<HTMLElement>(null);
  // Where the places do not fit they are scrolled, and the one that is open is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is open
  useEffect(() => {
    menu.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  return (
    <nav aria-label={label} className={styles.menu} ref={menu}>
      {places.map(({ to, name }) => (
        <Link key={to} to={to} activeOptions={{ exact: true }} activeProps={{ "aria-current": "page" }}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
