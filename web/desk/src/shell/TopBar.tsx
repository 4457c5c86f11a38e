import { ActionIcon, Burger, Kbd, Menu, Text, UnstyledButton } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconLogout, IconSearch, IconSettings, IconUserCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PresenceButton } from "../agent/PresenceButton";
import { api, told } from "../api/api";
import { Mark } from "../parts/Mark";
import { PhoneButton } from "../phone/PhoneButton";
import { disconnect } from "../phone/phone";
import { sessionQuery, useMay, useSession } from "../session/session";
import { ColourChoice, LanguageChoice } from "./Choices";
import styles from "./TopBar.module.css";

/** The bar on top: where one is, going elsewhere, one's presence and one's own settings. */
export function TopBar({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu: () => void }) {
  const { t } = useTranslation("shell");
  const session = useSession();
  const isAgent = useMay("contact.handle");
  return (
    <header className={styles.bar}>
      <Burger className={styles.menu} opened={isMenuOpen} onClick={onMenu} size="sm" aria-label={t("menu")} />
      <Link to="/" className={styles.name}>
        <Mark size={28} />
        <Text fw={600} truncate className={styles.centre}>
          {session.centreName}
        </Text>
        <span className="unseen">{t("start")}</span>
      </Link>
      <UnstyledButton className={styles.find} aria-label={`${t("find")} Ctrl K`} onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden />
        <span className={styles.findText}>{t("find")}</span>
        <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <div className={styles.own}>
        {isAgent && <PhoneButton />}
        {isAgent && <PresenceButton />}
        <span className={styles.choices}>
          <LanguageChoice />
          <ColourChoice />
        </span>
        <OwnMenu />
      </div>
    </header>
  );
}

function OwnMenu() {
  const { t } = useTranslation("shell");
  const cache = useQueryClient();
  const { name } = useSession();
  const isAgent = useMay("contact.handle");
  const signOut = useMutation({
    mutationFn: async () => {
      // Whoever still has somebody on the line is told so, and stays.
      if (isAgent) await told(api.POST("/api/v1/desk/presence", { body: { presence: "SignedOut" } }));
      await disconnect();
      await told(api.DELETE("/api/v1/session"));
    },
    onSuccess: () => {
      // The session stays as a query, so that the gate hears that nobody is signed in; what he saw goes.
      cache.setQueryData(sessionQuery.queryKey, null);
      cache.removeQueries({ predicate: (it) => it.queryKey[0] !== sessionQuery.queryKey[0] });
    },
  });
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t("own", { name })}>
          <IconUserCircle size={24} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name}</Menu.Label>
        <Menu.Item leftSection={<IconSettings size={16} />} component={Link} to="/account">
          {t("section.account")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut.mutate()}>
          {t("signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
