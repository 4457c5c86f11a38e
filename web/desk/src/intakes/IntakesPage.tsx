import { Button, Group, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { State } from "../parts/State";
import { servicesQuery } from "../parts/setup";
import { ServicesMenu } from "../services/ServicesMenu";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { Aside } from "./Aside";
import own from "./Intake.module.css";
import { intakesQuery } from "./intake";
import { Programs } from "./Programs";
import { Standing } from "./Standing";

/** Every folder into which letters are scanned, whether they come through, and what could not be taken in. */
export default function IntakesPage() {
  const { t, i18n } = useTranslation("intakes");
  const { data: intakes } = useQuery(intakesQuery);
  const { data: services } = useQuery(servicesQuery);
  const [withArchived, setWithArchived] = useState(false);
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const shown = intakes
    ?.filter((it) => withArchived || !it.isArchived)
    .sort((a, b) => a.name.localeCompare(b.name, i18n.language));
  return (
    <Page
      title={t("services:title")}
      actions={
        mayWrite && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => void navigate({ to: "/services/intakes/$intake", params: { intake: "new" } })}
          >
            {t("new")}
          </Button>
        )
      }
    >
      <ServicesMenu />
      <Group justify="space-between" mb="sm">
        <Text size="sm" className="quiet" maw={720}>
          {t("help")}
        </Text>
        {intakes?.some((it) => it.isArchived) && (
          <Switch
            label={t("parts:showArchived")}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        )}
      </Group>
      <Programs />
      <div className={styles.frame}>
        {shown?.length === 0 ? (
          <div className={styles.empty}>{t("none")}</div>
        ) : (
          <table className={`${styles.table} ${own.list}`}>
            <thead>
              <tr>
                <th scope="col">{t("title")}</th>
                <th scope="col">{t("service")}</th>
                <th scope="col">{t("state")}</th>
              </tr>
            </thead>
            <tbody>
              {shown?.map((it) => (
                <tr key={it.id} className={it.isArchived ? styles.archived : undefined}>
                  <td style={{ overflowWrap: "anywhere" }}>
                    <Link to="/services/intakes/$intake" params={{ intake: it.id }}>
                      {it.name}
                    </Link>
                    <div className="quiet">{it.folder}</div>
                  </td>
                  <td>
                    {best(services?.find((one) => one.id === it.service)?.name, i18n.language)}
                    {it.rules.length > 0 && <div className="quiet">{t("ruleCount", { count: it.rules.length })}</div>}
                  </td>
                  <td>
                    {it.isArchived ? (
                      <State tone="rest">{t("parts:archived")}</State>
                    ) : (
                      <Standing standing={it.standing} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Aside />
    </Page>
  );
}
