import {
  IconArrowsSplit2,
  IconDatabaseSearch,
  IconDialpad,
  IconMessage2Question,
  IconMicrophone,
  IconNumber123,
  IconPhoneCalling,
  IconPhoneOff,
  type IconProps,
  IconUserCheck,
  IconUsersGroup,
  IconVolume,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { servicesQuery } from "../parts/setup";
import { best } from "../texts/best";
import { languageName } from "../texts/languageName";
import type { Mistake } from "./check";
import { exitsOf, type Flow, type Kind, leadsToService, type Step, speaks, type When } from "./model";
import type { Outline } from "./order";

const icons: Record<Kind, ComponentType<IconProps>> = {
  say: IconVolume,
  menu: IconDialpad,
  digits: IconNumber123,
  speech: IconMessage2Question,
  lookUp: IconDatabaseSearch,
  decide: IconArrowsSplit2,
  handler: IconUserCheck,
  queue: IconUsersGroup,
  callback: IconPhoneCalling,
  message: IconMicrophone,
  hangUp: IconPhoneOff,
};

/** The shape of a kind of step; its name stands beside it. */
export function KindIcon({ kind, size = 18 }: { kind: Kind; size?: number }) {
  const Icon = icons[kind];
  return <Icon size={size} aria-hidden />;
}

/** How steps, their ways out and their mistakes are called. */
export function useWords(flow: Flow, outline: Outline) {
  const { t, i18n } = useTranslation("flows");
  const { data: services } = useQuery(servicesQuery);
  const service = (id: string | null | undefined) =>
    best(services?.find((it) => it.id === id)?.name, i18n.language) || t("noService");

  const condition = (it: When): string =>
    t(`condition.${it.kind}.said`, {
      service: service(it.service),
      minutes: it.minutes ?? 0,
      name: it.name || t("noName"),
      value: it.value || t("nothing"),
    });

  /** What a step says or does, in a line. */
  const summary = (step: Step): string => {
    if (leadsToService(step.kind)) return service(step.service);
    if (step.kind === "lookUp") return hostOf(step.url);
    if (step.kind === "decide") return t("kind.decide.short");
    if (!speaks(step.kind)) return "";
    const said = best({ ...step.text, ...only(step.text, flow.language) }, flow.language);
    return said || t(step.sounds ? "sound.only" : `kind.${step.kind}.silent`);
  };

  const exit = (step: Step, id: string): string => {
    const [list, index] = id.split(".");
    if (list === "keys") {
      const key = step.keys?.[Number(index)];
      return [key?.key, key?.label].filter(Boolean).join("  ");
    }
    if (list === "branches") return condition(step.branches![Number(index)]!.when);
    if (id === "onFailed") return t("exit.failed");
    return t(
      step.kind === "decide" || step.kind === "handler"
        ? "exit.otherwise"
        : step.kind === "lookUp"
          ? "exit.found"
          : "exit.next",
    );
  };

  /** "3. Menu: For building permits, press 1 …" */
  const name = (step: Step, isLong = true): string => {
    const short = `${outline.numbers.get(step.id) ?? "–"}. ${t(`kind.${step.kind}.name`)}`;
    const said = summary(step);
    return isLong && said ? `${short}: ${said.length > 60 ? `${said.slice(0, 59)}…` : said}` : short;
  };

  /** What is wrong, in words: with the way out or the language that it concerns. */
  const mistake = (it: Mistake, step?: Step): string => {
    const way = step && exitsOf(step).find((one) => one.id === it.field);
    if (way && it.code !== "endless")
      return it.field === "next" && exitsOf(step).length === 1
        ? t("mistake.nowhere")
        : t("mistake.exitNowhere", { exit: exit(step, it.field) });
    const [field, index, part] = it.field.split(".");
    if (field === "text") return t("mistake.text", { language: languageName(index!, i18n.language) });
    const special =
      (step?.kind === "speech" && { seconds: "wrong_spoken", keys: "missing_ways" }[it.field]) ||
      (step?.kind === "message" && it.code === "unknown" && "unknown_taking");
    const known = [`mistake.${special}`, `mistake.${it.code}_${part ?? field}`, `mistake.${it.code}`].find((one) =>
      i18n.exists(`flows:${one}`),
    );
    return t(known ?? "mistake.other", { field: it.field });
  };

  return { service, condition, summary, exit, name, mistake };
}

export type Words = ReturnType<typeof useWords>;

/** The text in one language, when something is written in it. */
function only(texts: Step["text"], language: string) {
  const text = texts?.[language];
  return text?.trim() ? { [language]: text } : {};
}

function hostOf(url: string | null | undefined): string {
  return /^https?:\/\/([^/]*)/.exec(url ?? "")?.[1] ?? url ?? "";
}
