import { ActionIcon, Menu, Radio, Stack, Text } from "@mantine/core";
import { IconArrowBackUp, IconDoor, IconDoorOff, IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import type { BoardChannel, BoardService } from "./board";

const choices = ["hour", "twoHours", "midnight", "open"] as const;
type Choice = (typeof choices)[number];

function untilOf(choice: Choice): string | null {
  const until = new Date();
  if (choice === "open") return null;
  if (choice === "midnight") until.setHours(24, 0, 0, 0);
  else until.setHours(until.getHours() + (choice === "hour" ? 1 : 2));
  return until.toISOString();
}

/** Opens or closes one channel of a service by hand, until a time. */
export function OpeningMenu({ service, channel }: { service: BoardService; channel: BoardChannel }) {
  const { t, i18n } = useTranslation("board");
  const [wanted, setWanted] = useState<"open" | "close" | null>(null);
  const [choice, setChoice] = useState<Choice>("hour");
  const maySteer = useMay("service.steer");
  const name = `${best(service.name, i18n.language)}, ${t(`parts:channel.${channel.channel}`)}`;
  const save = useSaving(
    (body: { isOpen?: boolean | null; until?: string | null }) =>
      told(
        api.PUT("/api/v1/services/{id}/channels/{channel}/opening", {
          params: { path: { id: service.service, channel: channel.channel } },
          body,
        }),
      ),
    { changes: [["board"], ["services"]], after: () => setWanted(null) },
  );

  if (!maySteer) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("opening.menu", { name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {channel.isOpen ? (
            <Menu.Item leftSection={<IconDoorOff size={16} />} onClick={() => setWanted("close")}>
              {t("opening.close")}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconDoor size={16} />} onClick={() => setWanted("open")}>
              {t("opening.open")}
            </Menu.Item>
          )}
          {channel.manual && (
            <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => save.mutate({ isOpen: null })}>
              {t("opening.byHours")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {wanted && (
        <Confirm
          title={t(wanted === "open" ? "opening.openTitle" : "opening.closeTitle", { name })}
          action={t(wanted === "open" ? "opening.open" : "opening.close")}
          isBusy={save.isPending}
          onClose={() => setWanted(null)}
          onConfirm={() => save.mutate({ isOpen: wanted === "open", until: untilOf(choice) })}
        >
          <Stack gap="sm">
            <Text size="sm">
              {t(wanted === "open" ? "opening.openHelp" : "opening.closeHelp", { count: channel.waiting })}
            </Text>
            <Radio.Group label={t("opening.howLong")} value={choice} onChange={(it) => setChoice(it as Choice)}>
              <Stack gap={6} mt={6}>
                {choices.map((it) => (
                  <Radio key={it} value={it} label={t(`opening.until.${it}`)} />
                ))}
              </Stack>
            </Radio.Group>
          </Stack>
        </Confirm>
      )}
    </>
  );
}
