import { Text, UnstyledButton } from "@mantine/core";
import { IconArrowDownRight, IconArrowUpRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ChannelIcon } from "../parts/channels";
import classes from "./Figures.module.css";
import { count, duration, percent } from "./format";
import type { Namer } from "./names";
import type { Count, Figures, Question, Row } from "./queries";

type Open = (count: Count, title: string, narrow?: Partial<Question>) => void;

/** What one looks for first; each opens to its contacts. */
export function Tiles({
  total,
  before,
  rule,
  channels,
  isLive,
  onOpen,
}: {
  total: Row;
  before?: Row;
  rule: Figures["rule"];
  channels: readonly Row[];
  names: Namer;
  isLive: boolean;
  onOpen: Open;
}) {
  const { t, i18n } = useTranslation("figures");
  const language = i18n.language;
  const { counts } = total;
  const ruleText =
    rule.targetSeconds === null
      ? t("rule.shownPromise", { variant: rule.variant, s: rule.shortSeconds })
      : t("rule.shown", { variant: rule.variant, target: duration(rule.targetSeconds), s: rule.shortSeconds });
  return (
    <div className={classes.tiles}>
      <Tile
        name={t("tile.serviceLevel")}
        value={percent(total.serviceLevel.value, language)}
        small={ruleText}
        change={shareChange(total.serviceLevel.value, before?.serviceLevel.value, language)}
        rises="good"
        onOpen={() => onOpen("answeredLate", t("count.answeredLate"))}
        opens={t("count.answeredLate")}
      />
      <Tile
        name={t("tile.answered")}
        value={count(counts.answered, language)}
        small={t("tile.ofOffered", {
          offered: count(counts.offered, language),
          rate: percent(total.answerRate.value, language),
        })}
        change={countChange(counts.answered, before?.counts.answered, language)}
        onOpen={() => onOpen("answered", t("count.answered"))}
        opens={t("count.answered")}
      />
      <Tile
        name={t("tile.abandoned")}
        value={percent(total.abandonRate.value, language)}
        small={t("tile.ofThem", {
          abandoned: count(counts.abandoned, language),
          short: count(counts.shortAbandon, language),
        })}
        change={shareChange(total.abandonRate.value, before?.abandonRate.value, language)}
        rises="bad"
        onOpen={() => onOpen("abandoned", t("count.abandoned"))}
        opens={t("count.abandoned")}
      />
      {isLive ? (
        <Tile
          name={t("tile.waiting")}
          value={count(counts.waiting, language)}
          small={t("tile.now")}
          onOpen={() => onOpen("waiting", t("count.waiting"))}
          opens={t("count.waiting")}
        />
      ) : (
        <Tile
          name={t("count.closed")}
          value={count(counts.closed, language)}
          small={t("tile.closed")}
          onOpen={() => onOpen("closed", t("count.closed"))}
          opens={t("count.closed")}
        />
      )}
      <Tile
        name={t("tile.transferred")}
        value={percent(total.transferRate.value, language)}
        small={t("tile.misrouted", { misrouted: count(counts.misrouted, language) })}
        change={shareChange(total.transferRate.value, before?.transferRate.value, language)}
        rises="bad"
        onOpen={() => onOpen("transferred", t("count.transferred"))}
        opens={t("count.transferred")}
      />
      {total.time ? (
        <Tile
          name={t("tile.occupancy")}
          value={percent(total.time.occupancy.value, language)}
          small={t("tile.busyOf", {
            busy: duration(total.time.occupancy.part),
            whole: duration(total.time.occupancy.whole),
          })}
          change={shareChange(total.time.occupancy.value, before?.time?.occupancy.value, language)}
        />
      ) : (
        <Tile
          name={t("column.aht")}
          value={duration(total.handling.mean)}
          small={t("tile.finished", { finished: count(counts.finished, language) })}
          onOpen={() => onOpen("finished", t("count.finished"))}
          opens={t("count.finished")}
        />
      )}
      <PerChannel channels={channels} onOpen={onOpen} />
    </div>
  );
}

type Change = { text: string; isPoints: boolean; isUp: boolean } | null;

function Tile({
  name,
  value,
  small,
  change,
  rises,
  opens,
  onOpen,
}: {
  name: string;
  value: string;
  small: string;
  change?: Change;
  /** Whether more is better or worse; without it, more is just more. */
  rises?: "good" | "bad";
  /** What opens, for those who cannot see. */
  opens?: string;
  onOpen?: () => void;
}) {
  const { t } = useTranslation("figures");
  const isGood = change && rises && change.isUp === (rises === "good");
  const inside = (
    <>
      <Text size="sm" className="quiet" component="span">
        {name}
      </Text>
      <span className={classes.value}>{value}</span>
      <Text size="xs" className="quiet" component="span">
        {small}
      </Text>
      {change && (
        <span className={rises ? (isGood ? classes.better : classes.worse) : classes.change} title={t("changeText")}>
          {change.isUp ? <IconArrowUpRight size={14} aria-hidden /> : <IconArrowDownRight size={14} aria-hidden />}
          {change.isPoints ? t("points", { points: change.text }) : change.text}
          <span className="unseen"> {t("changeText")}</span>
        </span>
      )}
    </>
  );
  return onOpen ? (
    <UnstyledButton className={classes.tile} data-opens onClick={onOpen} title={t("opens", { what: opens })}>
      {inside}
      <span className="unseen">{t("opens", { what: opens })}</span>
    </UnstyledButton>
  ) : (
    <div className={classes.tile}>{inside}</div>
  );
}

/** Waits in a call and waits for a letter are never one figure. */
function PerChannel({ channels, onOpen }: { channels: readonly Row[]; onOpen: Open }) {
  const { t, i18n } = useTranslation("figures");
  const some = channels.filter((it) => it.counts.offered > 0);
  if (some.length === 0) return null;
  return (
    <div className={`${classes.tile} ${classes.channels}`}>
      <table>
        <caption className="unseen">{t("channels.caption")}</caption>
        <thead className={classes.channelsHead}>
          <tr>
            <th scope="col">{t("channels.channel")}</th>
            <th scope="col">{t("channels.offered")}</th>
            <th scope="col">{t("channels.level")}</th>
            <th scope="col">{t("channels.p50")}</th>
            <th scope="col">{t("channels.p90")}</th>
            <th scope="col">{t("channels.handling")}</th>
          </tr>
        </thead>
        <tbody>
          {some.map((it) => (
            <tr key={it.channel}>
              <th scope="row">
                <span className={classes.channel}>
                  <ChannelIcon channel={it.channel!} isNamed size={15} />
                  {t(`parts:channel.${it.channel!}`)}
                </span>
              </th>
              <td>
                <UnstyledButton
                  className={classes.opens}
                  onClick={() => onOpen("offered", t(`parts:channel.${it.channel!}`), { channel: [it.channel!] })}
                >
                  {count(it.counts.offered, i18n.language)}
                </UnstyledButton>
              </td>
              <td>{percent(it.serviceLevel.value, i18n.language)}</td>
              <td>{duration(it.waits.p50)}</td>
              <td>{duration(it.waits.p90)}</td>
              <td>{duration(it.handling.mean)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In percentage points; nothing when there is nothing to compare, or no difference to see. */
function shareChange(now: number | null, before: number | null | undefined, language: string): Change {
  if (now === null || before === null || before === undefined) return null;
  const points = Math.round((now - before) * 1_000) / 10;
  if (points === 0) return null;
  return {
    text: new Intl.NumberFormat(language, { maximumFractionDigits: 1, signDisplay: "always" }).format(points),
    isPoints: true,
    isUp: points > 0,
  };
}

function countChange(now: number, before: number | undefined, language: string): Change {
  if (!before) return null;
  const share = (now - before) / before;
  if (Math.abs(share) < 0.005) return null;
  return {
    text: new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0, signDisplay: "always" }).format(
      share,
    ),
    isPoints: false,
    isUp: share > 0,
  };
}
