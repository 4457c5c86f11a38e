import { Table, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import styles from "./AccessPage.module.css";
import { rolesQuery } from "./access";

/** What each role may do. */
export function RolesTable() {
  const { t } = useTranslation("access");
  const { data: roles = [] } = useQuery(rolesQuery);
  const permissions = [...new Set(roles.flatMap((it) => it.permissions))].sort();
  return (
    <div className={styles.wide} role="region" aria-label={t("tab.roles")}>
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("permission")}</Table.Th>
            {roles.map((it) => (
              <Table.Th key={it.name} ta="center">
                {t(`role.${it.name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {permissions.map((permission) => (
            <Table.Tr key={permission}>
              <Table.Th scope="row">
                <code>{permission}</code>
              </Table.Th>
              {roles.map((it) => {
                const has = it.permissions.includes(permission);
                return (
                  <Table.Td key={it.name} ta="center">
                    {has && <IconCheck size={18} aria-hidden />}
                    <VisuallyHidden>{t(has ? "has" : "hasNot")}</VisuallyHidden>
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
