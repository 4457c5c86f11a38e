import { Alert, Code } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { telephonyQuery } from "./number";

/** Says so when no exchange is connected: then no call comes, whatever the numbers say. */
export function Telephony() {
  const { t } = useTranslation("numbers");
  const { data: telephony } = useQuery(telephonyQuery);
  if (!telephony || telephony.isSetUp) return null;
  return (
    <Alert color="yellow" mb="md" title={t("notConnected")}>
      {t("notConnectedHelp")} <Code>Isberg__Voice__Nodes__0__Address</Code>
    </Alert>
  );
}
