import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { KeepDialog } from "../parts/KeepDialog";
import { SetupList } from "../parts/SetupList";
import { blocksQuery, newKey } from "../parts/setup";
import { dayAndTime } from "../parts/time";
import { useSaving } from "../parts/useSaving";
import { useMay } from "../session/session";
import { ServicesMenu } from "./ServicesMenu";

const kinds: Schemas["BlockKind"][] = ["Email", "Phone", "Address"];
const periods = ["1", "7", "30", "180"];

/** Whose contacts are not taken in for now. */
export default function BlocksPage() {
  const mayBlock = useMay("block.write");
  const { t, i18n } = useTranslation("services");
  const { data: blocks } = useQuery({ ...blocksQuery, enabled: mayBlock });
  const lift = useSaving((id: string) => told(api.DELETE("/api/v1/blocks/{id}", { params: { path: { id } } })), {
    changes: [["blocks"]],
    saved: t("block.lifted"),
  });
  return (
    <SetupList
      title={t("title")}
      menu={<ServicesMenu />}
      help={t("block.help")}
      rows={blocks}
      columns={[
        { key: "kind", head: t("block.kind"), cell: (it) => t(`block.kinds.${it.kind}`) },
        { key: "hint", head: t("block.hint"), cell: (it) => it.hint },
        { key: "cause", head: t("block.cause"), cell: (it) => it.cause },
        {
          key: "until",
          head: t("block.until"),
          cell: (it) => <span style={{ whiteSpace: "nowrap" }}>{dayAndTime(it.until, i18n.language)}</span>,
        },
      ]}
      none={t("block.none")}
      mayWrite={mayBlock}
      add={t("block.new")}
      actions={(it) => (
        <Button
          size="xs"
          variant="default"
          aria-label={t("block.liftOf", { hint: it.hint })}
          onClick={() => lift.mutate(it.id)}
        >
          {t("block.lift")}
        </Button>
      )}
      dialog={(_, onClose) => <BlockDialog onClose={onClose} />}
    />
  );
}

function BlockDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("services");
  const [kind, setKind] = useState<Schemas["BlockKind"]>("Email");
  const [address, setAddress] = useState("");
  const [cause, setCause] = useState("");
  const [period, setPeriod] = useState("7");
  const [key] = useState(newKey);
  const save = useSaving(
    () =>
      told(
        api.POST("/api/v1/blocks", {
          params: { header: key },
          body: { kind, address, cause, until: new Date(Date.now() + Number(period) * 86_400_000).toISOString() },
        }),
      ),
    { changes: [["blocks"]], after: onClose },
  );
  return (
    <KeepDialog
      title={t("block.new")}
      onClose={onClose}
      onSave={() => save.mutate()}
      isBusy={save.isPending}
      isReady={address.trim() !== ""}
      action={t("block.block")}
      isDangerous
    >
      <Select
        label={t("block.kind")}
        allowDeselect={false}
        value={kind}
        onChange={(it) => setKind(it as Schemas["BlockKind"])}
        data={kinds.map((it) => ({ value: it, label: t(`block.kinds.${it}`) }))}
      />
      <TextInput
        label={t(`block.kinds.${kind}`)}
        description={t("block.addressHelp")}
        required
        maxLength={254}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <TextInput
        label={t("block.cause")}
        maxLength={500}
        value={cause}
        onChange={(event) => setCause(event.currentTarget.value)}
      />
      <Select
        label={t("block.holdsFor")}
        allowDeselect={false}
        value={period}
        onChange={(it) => setPeriod(it ?? "7")}
        data={periods.map((it) => ({ value: it, label: t("block.days", { count: Number(it) }) }))}
      />
    </KeepDialog>
  );
}
