import { Button, SegmentedControl } from "@mantine/core";
import { IconArrowForwardUp, IconEar, IconPhoneIncoming, IconPhoneOff, IconUsers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type DeskView, useDesk } from "../agent/desk";
import { phone, usePhone } from "./phone";
import styles from "./Second.module.css";
import { useConsult, useNameAt, useSupervision, type Way } from "./second";

type AtCall = NonNullable<DeskView["beside"]>;

const ways = ["Listens", "Whispers", "Joined"] as const;

/** Stands over every page while one is the second person at a colleague's call. */
export function Beside() {
  const beside = useDesk()?.beside;
  if (!beside) return null;
  return beside.isSupervision ? <Supervised beside={beside} /> : <Asked beside={beside} />;
}

/** Somebody asks about his call. */
function Asked({ beside }: { beside: AtCall }) {
  const { t } = useTranslation("phone");
  const { call } = usePhone();
  const name = useNameAt(beside.contact, beside.by) ?? t("beside.colleague");
  const { leave } = useConsult(beside.contact);
  const way = beside.way === "Asked" ? "asked" : beside.way === "Joined" ? "joined" : "consulted";
  return (
    <Card beside={beside} title={t(`beside.${way}`, { name })} help={t(`beside.${way}Help`, { name })} icon={IconUsers}>
      {way === "asked" && call?.stage === "ringing" && (
        <Button
          color="var(--accept)"
          leftSection={<IconPhoneIncoming size={17} aria-hidden />}
          onClick={() => phone.answer()}
        >
          {t("beside.answer")}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconPhoneOff size={17} aria-hidden />}
        loading={leave.isPending}
        onClick={() => leave.mutate()}
      >
        {way === "asked" ? t("beside.decline") : t("beside.leave")}
      </Button>
    </Card>
  );
}

/** One is at a colleague's call as a supervisor. */
function Supervised({ beside }: { beside: AtCall }) {
  const { t } = useTranslation("phone");
  const name = useNameAt(beside.contact, beside.by) ?? t("beside.colleague");
  const { begin, stop, takeOver } = useSupervision(beside.contact);
  const way = beside.way === "Joined" ? "joinedSupervision" : beside.way === "Whispers" ? "whispers" : "listens";
  return (
    <Card beside={beside} title={t(`beside.${way}`, { name })} help={t(`beside.${way}Help`, { name })} icon={IconEar}>
      <SegmentedControl
        aria-label={t("beside.way")}
        value={beside.way}
        onChange={(it) => begin.mutate(it as Way)}
        data={ways.map((it) => ({ value: it, label: t(`beside.${it}`) }))}
      />
      <Button
        variant="default"
        leftSection={<IconArrowForwardUp size={17} aria-hidden />}
        loading={takeOver.isPending}
        onClick={() => takeOver.mutate()}
      >
        {t("beside.takeOver")}
      </Button>
      <Button
        color="red"
        leftSection={<IconPhoneOff size={17} aria-hidden />}
        loading={stop.isPending}
        onClick={() => stop.mutate()}
      >
        {t("beside.stop")}
      </Button>
    </Card>
  );
}

function Card({
  beside,
  title,
  help,
  icon: Icon,
  children,
}: {
  beside: AtCall;
  title: string;
  help: string;
  icon: typeof IconEar;
  children: React.ReactNode;
}) {
  const { t } = useTranslation("phone");
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.text}>
        <p className={styles.state} role="status">
          <Icon size={18} aria-hidden /> {title}
        </p>
        <p className="quiet">{help}</p>
        <p>
          <span dir="auto">{beside.card.name ?? beside.card.matter}</span>{" "}
          <Link to={`/history/${beside.contact}` as never}>
            {t("beside.story")} {beside.card.reference}
          </Link>
        </p>
      </div>
      <div className={styles.acts}>{children}</div>
    </section>
  );
}
