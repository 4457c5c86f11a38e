import { ActionIcon, Menu } from "@mantine/core";
import { IconCheck, IconCircleCheck, IconDots, IconLogout, IconPlayerPause } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { presenceReasonsQuery, rolesQuery } from "../parts/setup";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import type { BoardPerson } from "./board";

/** Changes a colleague's presence or role, or signs out one who forgot to. */
export function PersonMenu({ person }: { person: BoardPerson }) {
  const { t, i18n } = useTranslation("board");
  const { data: roles } = useQuery(rolesQuery);
  const { data: reasons } = useQuery(presenceReasonsQuery);
  const [isSigningOut, setSigningOut] = useState(false);
  const path = { id: person.person };
  const presence = useSaving(
    (body: Schemas["PresenceSteering"]) =>
      told(api.PUT("/api/v1/board/people/{id}/presence", { params: { path }, body })),
    { changes: [["board"]], after: () => setSigningOut(false) },
  );
  const role = useSaving(
    (id: string) => told(api.PUT("/api/v1/people/{id}/role", { params: { path }, body: { role: id } })),
    { changes: [["board"], ["people"]] },
  );
  const isHere = person.presence !== "SignedOut";

  if (!useMay("people.steer")) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("person.menu", { name: person.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
          {isHere && (
            <>
              <Menu.Label>{t("person.presence")}</Menu.Label>
              {person.presence !== "Ready" && (
                <Menu.Item
                  leftSection={<IconCircleCheck size={16} />}
                  onClick={() => presence.mutate({ presence: "Ready" })}
                >
                  {t("person.makeReady")}
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<IconPlayerPause size={16} />}
                onClick={() => presence.mutate({ presence: "NotReady" })}
              >
                {t("person.makeNotReady")}
              </Menu.Item>
              {(reasons ?? [])
                .filter((it) => !it.isArchived)
                .map((it) => (
                  <Menu.Item
                    key={it.id}
                    leftSection={<IconPlayerPause size={16} />}
                    onClick={() => presence.mutate({ presence: "NotReady", reason: it.id })}
                  >
                    {t("person.makeNotReadyFor", { reason: best(it.name, i18n.language) })}
                  </Menu.Item>
                ))}
            </>
          )}
          <Menu.Label>{t("person.role")}</Menu.Label>
          {(roles ?? [])
            .filter((it) => !it.isArchived)
            .map((it) => (
              <Menu.Item
                key={it.id}
                leftSection={it.id === person.role ? <IconCheck size={16} /> : <span style={{ width: 16 }} />}
                aria-current={it.id === person.role || undefined}
                onClick={() => it.id !== person.role && role.mutate(it.id)}
              >
                {it.name}
              </Menu.Item>
            ))}
          {isHere && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconLogout size={16} />} onClick={() => setSigningOut(true)}>
                {t("person.signOut")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isSigningOut && (
        <Confirm
          title={t("person.signOutTitle", { name: person.name })}
          action={t("person.signOut")}
          isDangerous
          isBusy={presence.isPending}
          onClose={() => setSigningOut(false)}
          onConfirm={() => presence.mutate({ presence: "SignedOut" })}
        >
          {t("person.signOutHelp", { count: person.doing.length })}
        </Confirm>
      )}
    </>
  );
}
