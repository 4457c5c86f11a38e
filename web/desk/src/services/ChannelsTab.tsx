import { Accordion, ActionIcon, Button, Group, Menu, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { ChannelIcon } from "../parts/channels";
import type { Service } from "../parts/setup";
import { inWords } from "../parts/spans";
import { ChannelFields } from "./ChannelFields";
import { type ChannelSetup, knownChannels, newChannel, type ServiceDraft } from "./draft";

/** In which channels the service can be reached, and what it promises in each. */
export function ChannelsTab({
  draft,
  service,
  onChange,
}: {
  draft: ServiceDraft;
  service: Service | undefined;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const { t } = useTranslation("services");
  const { t: words } = useTranslation("parts");
  const { data: reach } = useQuery({
    queryKey: ["reach", service?.id],
    queryFn: () => told(api.GET("/api/v1/services/{id}/reach", { params: { path: { id: service!.id } } })),
    enabled: service !== undefined,
  });
  const missing = knownChannels.filter((it) => draft.channels.every(({ rule }) => rule.channel !== it));
  const set = (at: number, setup: ChannelSetup) => onChange({ channels: draft.channels.with(at, setup) });
  return (
    <Stack>
      <Accordion
        variant="separated"
        defaultValue={draft.channels.length === 1 ? draft.channels[0]!.rule.channel : null}
      >
        {draft.channels.map((setup, at) => {
          const { rule } = setup;
          const who = reach?.channels.find((it) => it.channel === rule.channel);
          const name = t(`parts:channel.${rule.channel}`);
          return (
            <Accordion.Item key={rule.channel} value={rule.channel}>
              <Group gap={0} wrap="nowrap">
                <Accordion.Control icon={<ChannelIcon channel={rule.channel} size={19} isNamed />}>
                  <Text fw={560}>{name}</Text>
                  <Text size="sm" className="quiet">
                    {t("channels.summary", { target: inWords(rule.target ?? "00:02:00", words) })}
                    {who && ` ${reachSentence(who)}`}
                  </Text>
                </Accordion.Control>
                <ActionIcon
                  mx="sm"
                  aria-label={t("parts:remove", { name })}
                  onClick={() => onChange({ channels: draft.channels.toSpliced(at, 1) })}
                >
                  <IconTrash size={18} />
                </ActionIcon>
              </Group>
              <Accordion.Panel>
                <ChannelFields setup={setup} service={service?.id} onChange={(it) => set(at, it)} />
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      {draft.channels.length === 0 && <Text className="quiet">{t("channels.none")}</Text>}
      {missing.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconPlus size={16} />} w="fit-content">
              {t("channels.add")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {missing.map((it) => (
              <Menu.Item
                key={it}
                leftSection={<ChannelIcon channel={it} isNamed />}
                onClick={() => onChange({ channels: [...draft.channels, newChannel(it)] })}
              >
                {t(`parts:channel.${it}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Stack>
  );

  function reachSentence(who: { atOnce: number; later: number; beginners: number }) {
    if (who.atOnce + who.later === 0) return t("reach.nobody");
    const later = who.later > 0 ? ` ${t("reach.later", { count: who.later })}` : "";
    return t("reach.atOnce", { count: who.atOnce }) + later;
  }
}
