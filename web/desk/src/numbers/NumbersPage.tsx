import { Button, Group, Switch, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import own from "../intakes/Intake.module.css";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { State } from "../parts/State";
import { servicesQuery } from "../parts/setup";
import { ServicesMenu } from "../services/ServicesMenu";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { languageName } from "../texts/languageName";
import { numbersQuery } from "./number";
import { Telephony } from "./Telephony";

/** Every telephone number, and the service that its calls go to. */
export default function NumbersPage() {
  const { t, i18n } = useTranslation("numbers");
  const { data: numbers } = useQuery(numbersQuery);
  const { data: services } = useQuery(servicesQuery);
  const [withArchived, setWithArchived] = useState(false);
  const navigate = useNavigate();
  const mayWrite = useMay("service.write");
  const shown = numbers?.filter((it) => withArchived || !it.isArchived);
  return (
    <Page
      title={t("services:title")}
      actions={
        mayWrite && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => void navigate({ to: "/services/numbers/$number", params: { number: "new" } })}
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
        {numbers?.some((it) => it.isArchived) && (
          <Switch
            label={t("parts:showArchived")}
            checked={withArchived}
            onChange={(event) => setWithArchived(event.currentTarget.checked)}
          />
        )}
      </Group>
      <Telephony />
      <div className={styles.frame}>
        {shown?.length === 0 ? (
          <div className={styles.empty}>{t("none")}</div>
        ) : (
          <table className={`${styles.table} ${own.list}`}>
            <thead>
              <tr>
                <th scope="col">{t("dialled")}</th>
                <th scope="col">{t("service")}</th>
                <th scope="col">{t("language")}</th>
              </tr>
            </thead>
            <tbody>
              {shown?.map((it) => (
                <tr key={it.id} className={it.isArchived ? styles.archived : undefined}>
                  <td style={{ overflowWrap: "anywhere" }}>
                    <Link to="/services/numbers/$number" params={{ number: it.id }}>
                      {it.dialled}
                    </Link>
                    <div className="quiet">{it.name}</div>
                  </td>
                  <td>{best(services?.find((one) => one.id === it.service)?.name, i18n.language)}</td>
                  <td>
                    {languageName(it.language, i18n.language)}
                    {it.isArchived && (
                      <div>
                        <State tone="rest">{t("parts:archived")}</State>
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Page>
  );
}
