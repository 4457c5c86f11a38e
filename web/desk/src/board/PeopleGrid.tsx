import { Button, Group, Stack, Text, Title } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBellOff,
  IconCircleCheck,
  IconHeadset,
  IconLogout,
  IconPlayerPause,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../parts/channels";
import { State, type Tone } from "../parts/State";
import { presenceReasonsQuery, rolesQuery } from "../parts/setup";
import { stopwatch } from "../parts/time";
import { best } from "../texts/best";
import styles from "./Board.module.css";
import { type Board, type BoardPerson, groupOf, type PersonGroup, personGroups } from "./board";
import { ListenButton } from "./ListenButton";
import { PersonMenu } from "./PersonMenu";

const looks: Record<PersonGroup, { tone: Tone; icon: typeof IconHeadset }> = {
  busy: { tone: "note", icon: IconHeadset },
  ready: { tone: "good", icon: IconCircleCheck },
  notAnswering: { tone: "bad", icon: IconBellOff },
  notReady: { tone: "care", icon: IconPlayerPause },
  signedOut: { tone: "rest", icon: IconLogout },
};

/** Everybody on the floor, by what they do. Those who are signed out are shown on request. */
export function PeopleGrid({ board, now }: { board: Board; now: number }) {
  const { t } = useTranslation("board");
  const [withSignedOut, setWithSignedOut] = useState(false);
  const groups = personGroups.map((group) => ({ group, people: board.people.filter((it) => groupOf(it) === group) }));
  const signedOut = groups.at(-1)!.people.length;
  return (
    <Stack gap="sm">
      {groups
        .filter(({ group, people }) => people.length > 0 && (group !== "signedOut" || withSignedOut))
        .map(({ group, people }) => (
          <section key={group} aria-label={t(`person.group.${group}`)}>
            <Title order={3} size="h4" mb={6} className="quiet">
              {t(`person.group.${group}`)} ({people.length})
            </Title>
            <div className={styles.grid}>
              {people.map((it) => (
                <PersonCard key={it.person} board={board} person={it} group={group} now={now} />
              ))}
            </div>
          </section>
        ))}
      {board.people.length === signedOut && <Text className="quiet">{t("person.nobody")}</Text>}
      {signedOut > 0 && (
        <Group>
          <Button
            variant="subtle"
            size="xs"
            aria-expanded={withSignedOut}
            onClick={() => setWithSignedOut(!withSignedOut)}
          >
            {withSignedOut ? t("person.hideSignedOut") : t("person.showSignedOut", { count: signedOut })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function PersonCard({
  board,
  person,
  group,
  now,
}: {
  board: Board;
  person: BoardPerson;
  group: PersonGroup;
  now: number;
}) {
  const { t, i18n } = useTranslation("board");
  const { data: roles } = useQuery(rolesQuery);
  const { data: reasons } = useQuery(presenceReasonsQuery);
  const { tone, icon: Icon } = looks[group];
  const since = group === "busy" ? person.doing[0]!.since : person.since;
  const reason = person.reason ? best(reasons?.find((it) => it.id === person.reason)?.name, i18n.language) : "";
  return (
    <article className={styles.person} aria-label={person.name}>
      <div>
        <Text fw={560} size="sm" truncate>
          {person.name}
        </Text>
        <Group gap={6} wrap="nowrap">
          <State tone={tone} icon={<Icon />}>
            {group === "notReady" && reason ? reason : t(`person.state.${group}`)}
          </State>
          {group !== "signedOut" && <span className="quiet figures">{stopwatch(now - Date.parse(since))}</span>}
        </Group>
        <Text size="xs" className="quiet" mt={3}>
          {roles && (roles.find((it) => it.id === person.role)?.name ?? t("person.noRole"))}
        </Text>
        {person.doing.length > 0 && (
          <ul className={styles.doing}>
            {person.doing.map((it) => (
              <li key={`${it.contact} ${it.stage}`}>
                <State tone="rest" icon={<ChannelIcon channel={it.channel} />}>
                  {t(`person.stage.${it.stage}`)} ·{" "}
                  {best(board.services.find((service) => service.service === it.service)?.name, i18n.language)}
                </State>
                {it.sound && (
                  <State tone="bad" icon={<IconAlertTriangle />}>
                    {t(`sound:now.${it.sound}`)}
                  </State>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles.acts}>
        <ListenButton person={person} />
        <PersonMenu person={person} />
      </div>
    </article>
  );
}
