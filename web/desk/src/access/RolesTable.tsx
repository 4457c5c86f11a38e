import { Text, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import list from "../parts/List.module.css";
import { nameOf, rolesQuery } from "./access";

/** What each role may do. */
export function RolesTable() {
  const { t } = useTranslation("access");
  const { data: roles = [] } = useQuery(rolesQuery);
  const permissions = [...new Set(roles.flatMap((it) => it.permissions))].sort();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className={list.frame} role="region" aria-label={t("tab.roles")} tabIndex={0}>
      <table className={list.table}>
        <thead>
          <tr>
            <th scope="col">{t("permission")}</th>
            {roles.map((it) => (
              <th scope="col" key={it.name} style={{ textAlign: "center" }}>
                {t(`role.${it.name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission}>
              <th scope="row">
                {nameOf(permission, t)}
                <Text size="xs" className="quiet" component="code" display="block">
                  {permission}
                </Text>
              </th>
              {roles.map((it) => {
                const has = it.permissions.includes(permission);
                return (
                  <td key={it.name} style={{ textAlign: "center" }}>
                    {has && <IconCheck size={18} aria-hidden />}
                    <VisuallyHidden>{t(has ? "has" : "hasNot")}</VisuallyHidden>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
