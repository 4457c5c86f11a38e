import { Loader, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import styles from "./Board.module.css";
import type { BoardContact } from "./board";

/** Whoever is nearest to taking it stands first. */
const order: Schemas["Verdict"][] = [
  "Chosen",
  "AnotherFitsBetter",
  "TakesAnotherFirst",
  "DeclinedRecently",
  "Busy",
  "Conflict",
  "NotAnswering",
  "NotReady",
  "BeginnerAlone",
  "JoinsLater",
  "LacksSkill",
  "LacksLanguage",
  "NotTheNamedPerson",
  "WrongChannel",
  "SignedOut",
  "NotAssigned",
];

/** Why a contact waits: what it asks for, who is ahead of it, and what keeps each person from taking it. */
export function WhyDialog({ contact, onClose }: { contact: BoardContact; onClose: () => void }) {
  const { t } = useTranslation("board");
  const { data: why } = useQuery({
    queryKey: ["explanation", contact.contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{id}/explanation", { params: { path: { id: contact.contact } } })),
    refetchInterval: 3_000,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t("why.title", { reference: contact.reference })}
      closeButtonProps={{ "aria-label": t("why.close") }}
    >
      {!why ? (
        <Loader aria-label={t("loading")} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">{t("why.ahead", { count: why.aheadOfIt })}</Text>
          <div className={styles.frame}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t("why.person")}</th>
                  <th scope="col">{t("why.verdict")}</th>
                </tr>
              </thead>
              <tbody>
                {[...why.people]
                  .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.name.localeCompare(b.name))
                  .map((it) => (
                    <tr key={it.person}>
                      <td className={styles.name}>{it.name}</td>
                      <td>{t(`verdict.${it.verdict}`)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </Stack>
      )}
    </Modal>
  );
}
