import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import styles from "../parts/List.module.css";
import { Page } from "../parts/Page";
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
  const [isAdding, setAdding] = useState(false);
  const lift = useSaving((id: string) => told(api.DELETE("/api/v1/blocks/{id}", { params: { path: { id } } })), {
    changes: [["blocks"]],
    saved: t("block.lifted"),
  });
  return (
    <Page
      title={t("title")}
      actions={
        mayBlock && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            {t("block.new")}
          </Button>
        )
      }
    >
      <ServicesMenu />
      <Text size="sm" className="quiet" mb="sm">
        {t("block.help")}
      </Text>
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("block.kind")}</th>
              <th scope="col">{t("block.hint")}</th>
              <th scope="col">{t("block.cause")}</th>
              <th scope="col">{t("block.until")}</th>
              <th scope="col">
                <span className="unseen">{t("block.lift")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(blocks ?? []).map((it) => (
              <tr key={it.id}>
                <td>{t(`block.kinds.${it.kind}`)}</td>
                <td>{it.hint}</td>
                <td>{it.cause}</td>
                <td style={{ whiteSpace: "nowrap" }}>{dayAndTime(it.until, i18n.language)}</td>
                <td className={styles.end}>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t("block.liftOf", { hint: it.hint })}
                    onClick={() => lift.mutate(it.id)}
                  >
                    {t("block.lift")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {blocks?.length === 0 && <div className={styles.empty}>{t("block.none")}</div>}
      </div>
      {isAdding && <BlockDialog onClose={() => setAdding(false)} />}
    </Page>
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
    <Modal opened onClose={onClose} title={t("block.new")} closeButtonProps={{ "aria-label": t("parts:cancel") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
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
          <Group justify="flex-end">
            <Button type="submit" color="red" loading={save.isPending} disabled={!address.trim()}>
              {t("block.block")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
