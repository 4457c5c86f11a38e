import {
  ActionIcon,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  Paper,
  Select,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../api/api";
import type { Channel } from "../parts/channels";
import { KeepDialog } from "../parts/KeepDialog";
import { peopleQuery, type Role, servicesQuery } from "../parts/setup";
import { useSetupDialog } from "../parts/useSetupDialog";
import { best } from "../texts/best";

type RoleService = Schemas["RoleService"];

/** A role: the services that whoever is in it answers, and in which order. */
export function RoleDialog({ role, onClose }: { role: Role | undefined; onClose: () => void }) {
  const { t, i18n } = useTranslation("routing");
  const { data: services } = useQuery(servicesQuery);
  const { data: people } = useQuery(peopleQuery);
  const { draft, set, dialog } = useSetupDialog(role, {
    draftOf: (it) => ({ name: it?.name ?? "", description: it?.description ?? "", services: it?.services ?? [] }),
    bodyOf: (it, isArchived) => ({ ...it, isArchived }),
    put: (params, body) => api.PUT("/api/v1/roles/{id}", { params, body }),
    post: (params, body) => api.POST("/api/v1/roles", { params, body }),
    changes: [["roles"], ["board"], ["reach"]],
    onClose,
  });
  const { name, description, services: answered } = draft;
  const members = (people ?? []).filter((it) => it.role === role?.id && !it.isArchived).length;
  const serviceOf = (id: string) => services?.find((it) => it.id === id);
  const free = (services ?? []).filter((it) => !it.isArchived && answered.every((one) => one.service !== it.id));
  const change = (at: number, to: Partial<RoleService>) =>
    set({ services: answered.with(at, { ...answered[at]!, ...to }) });
  return (
    <KeepDialog
      {...dialog}
      size="xl"
      title={t(role ? "role.edit" : "role.new")}
      inUse={members > 0 ? t("role.inUse", { count: members }) : undefined}
      note={role && t("role.reaches", { count: members })}
    >
      <TextInput
        label={t("parts:name")}
        required
        maxLength={200}
        value={name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t("role.description")}
        autosize
        value={description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Text fw={560}>{t("role.services")}</Text>
      {answered.map((it, at) => {
        const service = serviceOf(it.service);
        const title = best(service?.name, i18n.language);
        return (
          <Paper key={it.service} withBorder p="sm" role="group" aria-label={title}>
            <Group justify="space-between" mb={6}>
              <Text fw={560}>{title}</Text>
              <ActionIcon
                aria-label={t("parts:remove", { name: title })}
                onClick={() => set({ services: answered.toSpliced(at, 1) })}
              >
                <IconTrash size={17} />
              </ActionIcon>
            </Group>
            <Group align="flex-end">
              <MultiSelect
                label={t("role.channels")}
                style={{ flex: 1, minWidth: 200 }}
                placeholder={it.channels.length === 0 ? t("role.allChannels") : undefined}
                value={it.channels}
                onChange={(channels) => change(at, { channels: channels as Channel[] })}
                data={(service?.channels ?? []).map(({ rule }) => ({
                  value: rule.channel,
                  label: t(`parts:channel.${rule.channel}`),
                }))}
              />
              <NumberInput
                label={t("role.rank")}
                w={110}
                min={1}
                max={100}
                value={(it.rank ?? 0) + 1}
                onChange={(rank) => change(at, { rank: Math.max(0, Number(rank) - 1) })}
              />
              <NumberInput
                label={t("role.fromStep")}
                w={130}
                min={0}
                max={10}
                value={it.fromStep ?? 0}
                onChange={(step) => change(at, { fromStep: Number(step) })}
              />
              <Checkbox
                mb={8}
                label={t("role.beginner")}
                checked={it.isBeginner ?? false}
                onChange={(event) => change(at, { isBeginner: event.currentTarget.checked })}
              />
            </Group>
          </Paper>
        );
      })}
      <Select
        label={t("role.addService")}
        searchable
        value={null}
        onChange={(it) =>
          it && set({ services: [...answered, { service: it, channels: [], rank: 0, fromStep: 0, isBeginner: false }] })
        }
        data={free.map((it) => ({ value: it.id, label: best(it.name, i18n.language) }))}
      />
      <Text size="sm" className="quiet">
        {t("role.rankHelp")} {t("role.stepHelp")} {t("role.beginnerHelp")}
      </Text>
    </KeepDialog>
  );
}
