import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SetupPage } from "../parts/SetupPage";
import { servicesQuery } from "../parts/setup";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { ServicesMenu } from "./ServicesMenu";
import type { Way, WayKind } from "./way";

type Listed = Way & { service: string; rules: readonly unknown[] };

type Props<T> = {
  kind: WayKind;
  ways: readonly T[] | undefined;
  /** Where it is: an address, or a folder. */
  place: (way: T) => string;
  standing: (way: T) => ReactNode;
  above?: ReactNode;
  children?: ReactNode;
};

/** The ways in of one kind: where each is, what it is for, and whether it goes. */
export function WaysPage<T extends Listed>({ kind, ways, place, standing, above, children }: Props<T>) {
  const { t, i18n } = useTranslation(kind);
  const { data: services } = useQuery(servicesQuery);
  const navigate = useNavigate();
  const name = (it: T) => (
    <>
      <Link to={`/services/${kind}/${it.id}` as never}>{it.name}</Link>
      <div className="quiet">{place(it)}</div>
    </>
  );
  const service = (it: T) => (
    <>
      {best(services?.find((one) => one.id === it.service)?.name, i18n.language)}
      {it.rules.length > 0 && <div className="quiet">{t("ruleCount", { count: it.rules.length })}</div>}
    </>
  );
  return (
    <SetupPage
      title={t("services:title")}
      menu={<ServicesMenu />}
      help={t("help")}
      rows={ways?.toSorted((a, b) => a.name.localeCompare(b.name, i18n.language))}
      columns={[
        { key: "name", head: t("title"), cell: name },
        { key: "service", head: t("service"), cell: service },
        { key: "state", head: t("state"), cell: (it) => !it.isArchived && standing(it) },
      ]}
      none={t("none")}
      mayWrite={useMay("service.write")}
      add={t("new")}
      onAdd={() => void navigate({ to: `/services/${kind}/new` as never })}
      above={above}
    >
      {children}
    </SetupPage>
  );
}
