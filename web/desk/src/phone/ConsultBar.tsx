import { Button } from "@mantine/core";
import { IconArrowBackUp, IconArrowForwardUp, IconEar, IconUsers, IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeskContact } from "../agent/desk";
import styles from "./Second.module.css";
import { useConsult, useNameAt } from "./second";

/** The colleague who is asked about a call, and what to do next; and the supervisor who is at it. */
export function ConsultBar({ contact }: { contact: DeskContact }) {
  const { t } = useTranslation("phone");
  return (
    <>
      <div role="status">
        {contact.supervision && (
          <p className={styles.told}>
            <IconEar size={17} aria-hidden /> {t(`supervision.${contact.supervision.way}`)}
          </p>
        )}
      </div>
      {contact.consult && <Consult contact={contact.contact} consult={contact.consult} />}
    </>
  );
}

function Consult({ contact, consult }: { contact: string; consult: NonNullable<DeskContact["consult"]> }) {
  const { t } = useTranslation("phone");
  const name = useNameAt(contact, consult.person) ?? t("beside.colleague");
  const { join, handOver, leave } = useConsult(contact);
  const isThere = consult.way !== "Asked";
  return (
    <section className={styles.bar} aria-label={t("consult.title")}>
      <div className={styles.text} role="status">
        <p className={styles.state}>
          <IconUsers size={18} aria-hidden /> {t(`consult.${consult.way}`, { name })}
        </p>
        <p className="quiet">{t(`consult.${consult.way}Help`, { name })}</p>
      </div>
      <div className={styles.acts}>
        {isThere && (
          <Button
            leftSection={<IconArrowForwardUp size={17} aria-hidden />}
            loading={handOver.isPending}
            onClick={() => handOver.mutate()}
          >
            {t("consult.handOver", { name })}
          </Button>
        )}
        {consult.way === "Consulted" && (
          <Button
            variant="default"
            leftSection={<IconUsersGroup size={17} aria-hidden />}
            loading={join.isPending}
            onClick={() => join.mutate()}
          >
            {t("consult.join")}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={17} aria-hidden />}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {consult.way === "Joined" ? t("consult.drop", { name }) : t("consult.back")}
        </Button>
      </div>
    </section>
  );
}
