import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { commissionersQuery, servicesQuery } from "../parts/setup";
import { useSetupDialog } from "../parts/useSetupDialog";
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
  const { draft, set, dialog } = useSetupDialog(commissioner, {
    draftOf: (it) => ({ name: it?.name ?? "" }),
    bodyOf: (it, isArchived) => ({ ...it, isArchived }),
    put: (params, body) => api.PUT("/api/v1/commissioners/{id}", { params, body }),
    post: (params, body) => api.POST("/api/v1/commissioners", { params, body }),
    changes: [["commissioners"], ["access", "commissioners"]],
    onClose,
  });
  return (
    <KeepDialog
      {...dialog}
      title={t(commissioner ? "commissioners.edit" : "commissioners.new")}
      isReady={draft.name.trim() !== ""}
      inUse={served > 0 ? t("commissioners.inUse", { count: served }) : undefined}
    >
      <TextInput
        label={t("parts:name")}
        description={t("commissioners.nameHelp")}
        required
        maxLength={200}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
    </KeepDialog>
  );
}
