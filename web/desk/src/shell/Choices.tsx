import { ActionIcon, Button, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { chooseLanguage, type LanguageCode, languages } from "../texts/texts";

/** Swedish, Finnish or English. */
export function LanguageChoice() {
  const { t, i18n } = useTranslation("shell");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          px={8}
          aria-label={`${i18n.language.toUpperCase()}. ${t("language")}`}
        >
          {i18n.language.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(languages).map(([code, name]) => (
          <Menu.Item
            key={code}
            lang={code}
            onClick={() => chooseLanguage(code as LanguageCode)}
            rightSection={i18n.language === code && <IconCheck size={15} aria-label={t("chosen")} />}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Light or dark. */
export function ColourChoice() {
  const { t } = useTranslation("shell");
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme("light");
  const other = now === "light" ? "dark" : "light";
  const name = other === "dark" ? t("dark") : t("light");
  return (
    <Tooltip label={name}>
      <ActionIcon size="lg" aria-label={name} onClick={() => setColorScheme(other)}>
        {other === "dark" ? <IconMoon size={19} stroke={1.6} /> : <IconSun size={19} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}
