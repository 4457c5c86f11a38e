import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { commissionersQuery, newKey, seen, servicesQuery } from "../parts/setup";
import { useDraft } from "../parts/useDraft";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { ServicesMenu } from "./ServicesMenu";

type Commissioner = Schemas["CommissionerView"];

/** Whom services are run for. */
export default function CommissionersPage() {
  const { t } = useTranslation("services");
  const { data: commissioners } = useQuery(commissionersQuery);
  const { data: services } = useQuery(servicesQuery);
  const served = (it: Commissioner) =>
    (services ?? []).filter((one) => one.commissioner === it.id && !one.isArchived).length;
  return (
    <SetupList
      title={t("title")}
      menu={<ServicesMenu />}
      help={t("commissioners.help")}
      rows={commissioners}
      columns={[
        { key: "name", head: t("commissioner"), cell: (it) => it.name },
        { key: "services", head: t("commissioners.services"), cell: served },
      ]}
      none={t("commissioners.none")}
      mayWrite={useMay("service.write")}
      add={t("commissioners.new")}
      editOf={(it) => t("commissioners.editOf", { name: it.name })}
      dialog={(commissioner, onClose) => (
        <CommissionerDialog
          commissioner={commissioner}
          served={commissioner ? served(commissioner) : 0}
          onClose={onClose}
        />
      )}
    />
  );
}

function CommissionerDialog({
  commissioner,
  served,
  onClose,
}: {
  commissioner: Commissioner | undefined;
  served: number;
  onClose: () => void;
}) {
  const { t } = useTranslation("services");
  const { draft: name, setDraft: setName, base, overtaken } = useDraft(commissioner, (it) => it?.name ?? "");
  const [key] = useState(newKey);
  const save = useSaving(
    (isArchived: boolean) => {
      const body = { name, isArchived };
      return told(
        base
          ? api.PUT("/api/v1/commissioners/{id}", {
              params: { path: { id: base.id }, header: seen(base.version) },
              body,
            })
          : api.POST("/api/v1/commissioners", { params: { header: key }, body }),
      );
    },
    { changes: [["commissioners"], ["access", "commissioners"]], after: onClose },
  );
  return (
    <KeepDialog
      title={t(commissioner ? "commissioners.edit" : "commissioners.new")}
      onClose={onClose}
      onSave={save.mutate}
      isBusy={save.isPending}
      overtaken={overtaken}
      isReady={name.trim() !== ""}
      isArchived={commissioner?.isArchived}
      inUse={served > 0 ? t("commissioners.inUse", { count: served }) : undefined}
    >
      <TextInput
        label={t("parts:name")}
        description={t("commissioners.nameHelp")}
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </KeepDialog>
  );
}
