import { Group, Switch, TextInput } from "@mantine/core";
import { IconDoor, IconDoorOff, IconHandStop, IconPlugX, IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../parts/channels";
import { State } from "../parts/State";
import { clockTime, stopwatch } from "../parts/time";
import { best } from "../texts/best";
import styles from "./Board.module.css";
import { type Board, type BoardChannel, isAtRest, rows } from "./board";
import { OpeningMenu } from "./OpeningMenu";

/** More rows than this are better searched than looked through. */
const manyRows = 12;

/** Every service's channels: open or not, how many wait and how long, who could take them. */
export function QueueTable({ board, now }: { board: Board; now: number }) {
  const { t, i18n } = useTranslation("board");
  const [search, setSearch] = useState("");
  const [withResting, setWithResting] = useState(false);
  const all = board.services.reduce((sum, it) => sum + it.channels.length, 0);
  const most = Math.max(1, ...board.services.flatMap((it) => it.channels.map((channel) => channel.waiting)));
  const shown = rows(board.services, search, withResting, (it) => best(it.name, i18n.language));
  const resting = board.services.flatMap((it) => it.channels.filter((channel) => isAtRest(it, channel))).length;
  return (
    <>
      {all > manyRows && (
        <Group gap="md" mb="xs">
          <TextInput
            aria-label={t("queue.search")}
            placeholder={t("queue.search")}
            leftSection={<IconSearch size={15} />}
            size="xs"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          {resting > 0 && (
            <Switch
              size="sm"
              label={t("queue.withResting", { count: resting })}
              checked={withResting}
              onChange={(event) => setWithResting(event.currentTarget.checked)}
            />
          )}
        </Group>
      )}
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("queue.service")}</th>
              <th scope="col">{t("queue.channel")}</th>
              <th scope="col">{t("queue.opening")}</th>
              <th scope="col">{t("queue.waiting")}</th>
              <th scope="col">{t("queue.longest")}</th>
              <th scope="col">{t("queue.nextDue")}</th>
              <th scope="col">{t("queue.people")}</th>
              <th scope="col">{t("queue.handling")}</th>
              <th scope="col">{t("queue.today")}</th>
              <th scope="col">
                <span className="unseen">{t("queue.actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ service, channel, isFirst }) => (
              <tr key={`${service.service} ${channel.channel}`}>
                <td className={`${styles.name} ${styles.whole}`}>
                  <span className={isFirst ? undefined : styles.repeated}>{best(service.name, i18n.language)}</span>
                </td>
                <td>
                  <span className={styles.channel}>
                    <ChannelIcon channel={channel.channel} isNamed />
                    {t(`parts:channel.${channel.channel}`)}
                  </span>
                </td>
                <td>
                  <Opening channel={channel} />
                </td>
                <td data-label={t("queue.waiting")}>
                  <span className={styles.count}>
                    <b>{channel.waiting}</b>
                    {channel.waiting > 0 && (
                      <span className={styles.bar} aria-hidden>
                        <span style={{ width: `${(100 * channel.waiting) / most}%` }} />
                      </span>
                    )}
                  </span>
                  {channel.channel === "Voice" && service.callbacks > 0 && (
                    <div className="quiet">{t("queue.callbacks", { count: service.callbacks })}</div>
                  )}
                </td>
                <td data-label={t("queue.longest")}>
                  {channel.longestSince ? stopwatch(now - Date.parse(channel.longestSince)) : "–"}
                </td>
                <td data-label={t("queue.nextDue")}>
                  <Due due={channel.nextDue} now={now} />
                </td>
                <td data-label={t("queue.people")} className={styles.nowrap}>
                  {t("queue.freeOf", { free: channel.free, able: channel.able })}
                </td>
                <td data-label={t("queue.handling")}>{channel.handling}</td>
                <td data-label={t("queue.today")} className={styles.nowrap}>
                  <Today channel={channel} />
                </td>
                <td className={styles.number}>
                  <OpeningMenu service={service} channel={channel} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <div className={styles.empty}>{t(search ? "queue.none" : "queue.allResting")}</div>}
      </div>
    </>
  );
}

function Opening({ channel }: { channel: BoardChannel }) {
  const { t, i18n } = useTranslation("board");
  const until = channel.manual?.until
    ? ` ${t("queue.until", { time: clockTime(channel.manual.until, i18n.language) })}`
    : "";
  if (channel.isUnattended)
    return (
      <State tone="bad" icon={<IconPlugX />}>
        {t("queue.unattended")}
      </State>
    );
  if (channel.manual)
    return (
      <State tone="care" icon={<IconHandStop />}>
        {t(channel.manual.isOpen ? "queue.openByHand" : "queue.closedByHand") + until}
      </State>
    );
  return channel.isOpen ? (
    <State tone="good" icon={<IconDoor />}>
      {channel.closesAt && isSoon(channel.closesAt)
        ? t("queue.openUntil", { time: clockTime(channel.closesAt, i18n.language) })
        : t("queue.open")}
    </State>
  ) : (
    <State tone="rest" icon={<IconDoorOff />}>
      {channel.opensAt && isSoon(channel.opensAt)
        ? t("queue.opens", { time: clockTime(channel.opensAt, i18n.language) })
        : t("queue.closed")}
    </State>
  );
}

const soon = 24 * 3_600_000;

function isSoon(moment: string) {
  return Date.parse(moment) - Date.now() < soon;
}

/** How long until the promise is due, or how long it has been broken. */
export function Due({ due, now }: { due: string | null; now: number }) {
  const { t } = useTranslation("board");
  if (!due) return "–";
  const left = Date.parse(due) - now;
  return left >= 0 ? (
    <span className={styles.nowrap}>{t("due.in", { time: stopwatch(left) })}</span>
  ) : (
    <span className={`${styles.late} ${styles.nowrap}`}>▲ {t("due.late", { time: stopwatch(-left) })}</span>
  );
}

function Today({ channel }: { channel: BoardChannel }) {
  const { t } = useTranslation("board");
  if (channel.today?.value == null) return <span className="quiet">–</span>;
  const share = Math.round(channel.today.value * 100);
  return (
    <span className={styles.count}>
      <span>{share} %</span>
      <span
        className={styles.bar}
        role="img"
        aria-label={t("queue.todayOf", { part: channel.today.part, whole: channel.today.whole })}
      >
        <span style={{ width: `${share}%` }} />
      </span>
    </span>
  );
}
