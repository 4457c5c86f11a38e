import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Offer } from "../agent/OfferCard";
import { resume } from "../agent/outbox";
import { follow } from "../live/live";
import { Beside } from "../phone/Beside";
import { useMay } from "../session/session";
import { ConnectionBar } from "./ConnectionBar";
import { GoTo } from "./GoTo";
import { Rail } from "./Rail";
import styles from "./Shell.module.css";
import { TopBar } from "./TopBar";

/** What stands around every page: the bar on top, the menu at the side, and how the connection is. */
export function Shell() {
  const { t } = useTranslation("shell");
  const cache = useQueryClient();
  const isAgent = useMay("contact.handle");
  const [menu, { toggle, close }] = useDisclosure();
  const path = useRouterState({ select: (it) => it.location.pathname });
  const main = useRef<HTMLElement>(null);
  const came = useRef(path);

  useEffect(() => follow(cache), [cache]);
  useEffect(resume, []);

  // A new page begins at its top, and the keyboard begins there too.
  useEffect(() => {
    if (came.current === path) return;
    came.current = path;
    close();
    main.current?.focus({ preventScroll: true });
  }, [path, close]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#page">
        {t("skip")}
      </a>
      <TopBar isMenuOpen={menu} onMenu={toggle} />
      <div className={styles.rail}>
        <Rail />
      </div>
      <Drawer
        opened={menu}
        onClose={close}
        size={220}
        title={t("menu")}
        closeButtonProps={{ "aria-label": t("close") }}
      >
        <Rail isWide />
      </Drawer>
      <main className={styles.main} id="page" ref={main} tabIndex={-1}>
        <ConnectionBar />
        <div className={styles.page}>
          <Outlet />
        </div>
      </main>
      <GoTo />
      {isAgent && <Offer />}
      {isAgent && <Beside />}
    </div>
  );
}
