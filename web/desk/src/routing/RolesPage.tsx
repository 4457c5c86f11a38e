import { Button, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
import { latest, peopleQuery, type Role, rolesQuery, servicesQuery } from "../parts/setup";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { RoleDialog } from "./RoleDialog";
import { RoutingMenu } from "./RoutingMenu";

/** Which role answers which service: one row a service, one column a role. */
export default function RolesPage() {
  const { t, i18n } = useTranslation("routing");
  const { data: roles } = useQuery(rolesQuery);
  const { data: services } = useQuery(servicesQuery);
  const { data: people } = useQuery(peopleQuery);
  const [edited, setEdited] = useState<Role | "new" | null>(null);
  const mayWrite = useMay("people.write");
  const inUse = (roles ?? []).filter((it) => !it.isArchived);
  const members = (role: Role) => (people ?? []).filter((it) => it.role === role.id && !it.isArchived).length;
  return (
    <Page
      title={t("title")}
      isWide
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited("new")}>
            {t("role.new")}
          </Button>
        )
      }
    >
      <RoutingMenu />
      <Text size="sm" className="quiet" mb="sm" maw={760}>
        {t("role.help")}
      </Text>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("role.service")}</th>
              {inUse.map((it) => (
                <th key={it.id} scope="col">
                  {mayWrite ? (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      px={0}
                      aria-label={t("role.editOf", { name: it.name })}
                      onClick={() => setEdited(it)}
                    >
                      {it.name}
                    </Button>
                  ) : (
                    it.name
                  )}
                  <div style={{ fontWeight: 400 }}>{t("role.members", { count: members(it) })}</div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(services ?? [])
              .filter((it) => !it.isArchived)
              .map((service) => (
                <tr key={service.id}>
                  <th scope="row">{best(service.name, i18n.language)}</th>
                  {inUse.map((role) => (
                    <td key={role.id}>
                      <Cell role={role} service={service.id} />
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
        {roles && inUse.length === 0 && <div className={styles.empty}>{t("role.none")}</div>}
      </div>
      {edited && (
        <RoleDialog role={edited === "new" ? undefined : latest(roles, edited)} onClose={() => setEdited(null)} />
      )}
    </Page>
  );
}

/** "First choice", "second", "from step 1": what the role does for the service, in words. */
function Cell({ role, service }: { role: Role; service: string }) {
  const { t } = useTranslation("routing");
  const found = role.services.find((it) => it.service === service);
  if (!found) return <span className="quiet">–</span>;
  const channels = found.channels.map((it) => t(`parts:channel.${it}`)).join(", ");
  return (
    <>
      <div>
        {(found.fromStep ?? 0) > 0
          ? t("role.fromStepShort", { number: found.fromStep })
          : t("role.rankShort", { rank: (found.rank ?? 0) + 1 })}
        {found.isBeginner && ` · ${t("role.beginnerShort")}`}
      </div>
      {channels && (
        <Text size="xs" className="quiet">
          {channels}
        </Text>
      )}
    </>
  );
}
