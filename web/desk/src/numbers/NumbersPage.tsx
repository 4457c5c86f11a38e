import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { flowsQuery } from "../flows/flow";
import { SetupPage } from "../parts/SetupPage";
import { servicesQuery } from "../parts/setup";
import { ServicesMenu } from "../services/ServicesMenu";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { languageName } from "../texts/languageName";
import { DialRule } from "./DialRule";
import { numbersQuery, type PhoneNumber } from "./number";
import { Telephony } from "./Telephony";

/** Every telephone number, and where its calls go: into a flow, or to a service. */
export default function NumbersPage() {
  const { t, i18n } = useTranslation("numbers");
  const { data: numbers } = useQuery(numbersQuery);
  const { data: services } = useQuery(servicesQuery);
  const { data: flows } = useQuery(flowsQuery);
  const mayWrite = useMay("service.write");
  const navigate = useNavigate();
  const dialled = (it: PhoneNumber) => (
    <>
      <Link to="/services/numbers/$number" params={{ number: it.id }}>
        {it.dialled}
      </Link>
      <div className="quiet">{it.name}</div>
    </>
  );
  const serviceOf = (id: string) => best(services?.find((one) => one.id === id)?.name, i18n.language);
  return (
    <SetupPage
      title={t("services:title")}
      menu={<ServicesMenu />}
      help={t("help")}
      rows={numbers}
      columns={[
        { key: "dialled", head: t("dialled"), cell: dialled },
        {
          key: "leadsTo",
          head: t("leadsTo"),
          cell: (it) =>
            it.flow
              ? t("leadsToFlow", { name: flows?.find((one) => one.id === it.flow)?.name ?? "" })
              : it.isFax
                ? t("leadsToFax", { name: serviceOf(it.service) })
                : serviceOf(it.service),
        },
        { key: "language", head: t("language"), cell: (it) => languageName(it.language, i18n.language) },
      ]}
      none={t("none")}
      mayWrite={mayWrite}
      add={t("new")}
      onAdd={() => void navigate({ to: "/services/numbers/$number", params: { number: "new" } })}
      above={
        <>
          <Telephony />
          {mayWrite && <DialRule />}
        </>
      }
    />
  );
}
