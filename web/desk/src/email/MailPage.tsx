import { Button, Loader, Text } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sentenceOf } from "../api/tellError";
import styles from "./MailPage.module.css";
import { frameOf, pageQuery, sandbox } from "./page";

/** A mail as its writer's program made it look, on a white sheet that can neither run, load nor leave anything. */
export function MailPage({ contact, mail }: { contact: string; mail: string }) {
  const { t } = useTranslation("email");
  const [isRemote, setRemote] = useState(false);
  const { data: page, error } = useQuery({
    ...pageQuery(contact, mail, isRemote, t("quoted")),
    placeholderData: (before) => before,
  });

  if (error)
    return (
      <Text size="sm" role="alert">
        {sentenceOf(error)}
      </Text>
    );
  if (!page) return <Loader type="dots" size="sm" aria-label={t("page.loading")} />;
  return (
    <div className={styles.page}>
      {page.remoteImages > 0 && !isRemote && (
        <div className={styles.remote}>
          <IconPhoto size={16} aria-hidden />
          <span>{t("page.remote", { count: page.remoteImages })}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => setRemote(true)}>
            {t("page.showRemote")}
          </Button>
        </div>
      )}
      <iframe
        className={styles.frame}
        title={t("page.title")}
        sandbox={sandbox}
        srcDoc={frameOf(page.html, isRemote)}
      />
    </div>
  );
}
