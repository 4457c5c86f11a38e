import { Loader, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { clockTime } from "../parts/time";
import styles from "./Board.module.css";

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

type Offered = { number: number; person: string; at: string };

type Props = { contact: string; reference: string; offer?: Offered; onClose: () => void };

/**
 * Why a contact waits: what it asks for, who is ahead of it, and what keeps each person from taking it. Of an offer in
 * the past: why it was made, why to that person, and who was passed over.
 */
export function WhyDialog({ contact, reference, offer, onClose }: Props) {
  const { t, i18n } = useTranslation("board");
  const { data: why, error } = useQuery({
    queryKey: ["explanation", contact, offer?.number],
    queryFn: () =>
      told(
        api.GET("/api/v1/contacts/{id}/explanation", {
          params: { path: { id: contact }, query: { offer: offer?.number } },
        }),
      ),
    refetchInterval: offer ? false : 3_000,
    staleTime: offer ? Number.POSITIVE_INFINITY : 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        offer
          ? t("why.offerTitle", { reference, person: offer.person, time: clockTime(offer.at, i18n.language) })
          : t("why.title", { reference })
      }
      closeButtonProps={{ "aria-label": t("why.close") }}
    >
      {error ? (
        <Text role="alert">{sentenceOf(error)}</Text>
      ) : !why ? (
        <Loader aria-label={t("loading")} />
      ) : (
        <Stack gap="sm">
          <Text size="sm">
            {t(offer ? "why.wasAhead" : "why.ahead", { count: why.aheadOfIt })}{" "}
            {t("why.due", { time: clockTime(why.due, i18n.language) })}
            {why.step > 0 && ` ${t("why.step", { count: why.step })}`}
          </Text>
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
                      <td>{it.verdict === "Chosen" && offer ? t("why.chosen") : t(`verdict.${it.verdict}`)}</td>
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
