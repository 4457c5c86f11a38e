import { Button, Loader, Text } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ContactsOfCustomer } from "../agent/ContactsOfCustomer";
import { CustomerCard } from "../agent/CustomerCard";
import { MessageLine } from "../agent/MessageLine";
import { Parts } from "../agent/Thread";
import { around, threadQuery } from "../agent/thread";
import { VoiceMessage } from "../agent/VoiceMessage";
import { Writer } from "../agent/Writer";
import { ApiError, api, type Schemas, told } from "../api/api";
import { sentenceOf } from "../api/tellError";
import { BlockDialog } from "../board/BlockDialog";
import { WhyDialog } from "../board/WhyDialog";
import { MailCard } from "../email/MailCard";
import { mailBefore } from "../email/mail";
import { SideLine } from "../outward/SideLine";
import { ChannelIcon } from "../parts/channels";
import { Page } from "../parts/Page";
import { clockTime, dayAndTime, stopwatch } from "../parts/time";
import { Recordings } from "../recording/Recordings";
import { useMay } from "../session/session";
import { CallSounds } from "../sound/CallSounds";
import { best } from "../texts/best";
import { ContactStateBadge } from "./ContactStateBadge";
import { EventLine } from "./EventLine";
import { lastSearch } from "./lastSearch";
import styles from "./StoryPage.module.css";
import { timeline } from "./timeline";

type Story = Schemas["ContactStory"];

/** Something more may happen by itself: the contact is open, or a mail is on its way. */
function isMoving(story: Story): boolean {
  return (
    story.contact.stage !== "Closed" ||
    story.messages.some((it) => it.mail?.state === "Queued" || it.mail?.state === "Sending")
  );
}

/** One contact from its arrival to its end: who did what, when, what was said, and how long anybody waited. */
export default function StoryPage() {
  const { t } = useTranslation("history");
  const { contact } = useParams({ strict: false }) as { contact: string };
  const mayBlock = useMay("block.write");
  const [isBlocking, setBlocking] = useState(false);
  const { data: story, error } = useQuery({
    queryKey: ["story", contact],
    queryFn: () => told(api.GET("/api/v1/contacts/{contact}", { params: { path: { contact } } })),
    refetchInterval: (it) => (it.state.data && isMoving(it.state.data) ? 5_000 : false),
  });

  if (error)
    return (
      <Page title={t("story.title")}>
        <Text role="alert">
          {error instanceof ApiError && error.status === 404 ? t("story.none") : sentenceOf(error)}
        </Text>
        <Button component={Link} to={"/history" as never} search={lastSearch() as never} variant="default" mt="md">
          {t("story.back")}
        </Button>
      </Page>
    );
  if (!story) return <Loader type="dots" m="xl" aria-label={t("searching")} />;
  return (
    <Page
      title={t("story.titleOf", { reference: story.contact.reference })}
      back={{ to: "/history", name: t("title"), search: lastSearch() }}
      actions={
        <>
          <ContactStateBadge contact={story.contact} />
          {mayBlock && (story.given || story.customer) && (
            <Button variant="default" leftSection={<IconBan size={17} aria-hidden />} onClick={() => setBlocking(true)}>
              {t("block")}
            </Button>
          )}
        </>
      }
    >
      {isBlocking && <BlockDialog contact={contact} onClose={() => setBlocking(false)} />}
      <Facts story={story} />
      {story.contact.channel === "Voice" && <Recordings contact={contact} />}
      {story.contact.channel === "Voice" && <CallSounds contact={contact} isMoving={isMoving(story)} />}
      {story.contact.channel === "VoiceMessage" && <VoiceMessage contact={contact} />}
      <div className={styles.columns}>
        <section aria-labelledby="story-line">
          <h2 id="story-line" className={styles.title}>
            {t("story.line")}
          </h2>
          <Whole story={story} />
          {isMoving(story) && <Writer contact={contact} />}
        </section>
        <aside aria-label={t("story.about")}>
          <h2 className={styles.title}>{t("story.customer")}</h2>
          <CustomerCard story={story} />
          {story.segments.length > 0 && (
            <>
              <h2 className={styles.title}>{t("story.segments")}</h2>
              <Segments story={story} />
            </>
          )}
          {story.later.length > 0 && (
            <>
              <h2 className={styles.title}>{t("story.later")}</h2>
              <ContactsOfCustomer contacts={story.later} />
            </>
          )}
          <h2 className={styles.title}>{t("story.earlier")}</h2>
          <ContactsOfCustomer contacts={story.earlier} />
        </aside>
      </div>
    </Page>
  );
}

/** What was said before and after in the same matter stands around what happened here. */
function Whole({ story }: { story: Story }) {
  const { contact, channel } = story.contact;
  const { data: thread } = useQuery(threadQuery(contact, channel));
  const { earlier, later } = around(thread?.parts ?? []);
  return (
    <>
      {earlier.length > 0 && <Parts parts={earlier} />}
      <Line story={story} />
      {later.length > 0 && <Parts parts={later} />}
    </>
  );
}

function Facts({ story: { contact } }: { story: Story }) {
  const { t, i18n } = useTranslation("history");
  const waited = contact.isOutgoing ? null : (contact.answeredAt ?? contact.closedAt);
  const talked = contact.answeredAt && contact.endedAt;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t("column.service")}</dt>
        <dd>
          <ChannelIcon channel={contact.channel} /> {best(contact.serviceName, i18n.language)}
        </dd>
      </div>
      <div>
        <dt>{t("column.arrived")}</dt>
        <dd>{dayAndTime(contact.arrivedAt, i18n.language)}</dd>
      </div>
      <div>
        <dt>{t("column.waited")}</dt>
        <dd>{waited ? stopwatch(Date.parse(waited) - Date.parse(contact.arrivedAt)) : "–"}</dd>
      </div>
      <div>
        <dt>{t("story.talk")}</dt>
        <dd>{talked ? stopwatch(Date.parse(contact.endedAt!) - Date.parse(contact.answeredAt!)) : "–"}</dd>
      </div>
      <div>
        <dt>{t("column.person")}</dt>
        <dd>{contact.personName ?? "–"}</dd>
      </div>
      <div>
        <dt>{t("column.reasons")}</dt>
        <dd>{contact.reasons.map((it) => best(it.name, i18n.language)).join(", ") || "–"}</dd>
      </div>
    </dl>
  );
}

function Line({ story }: { story: Story }) {
  const { t, i18n } = useTranslation("history");
  const mayAsk = useMay("floor.watch");
  const [asked, setAsked] = useState<Schemas["StoryEvent"] | null>(null);
  const { contact, reference } = story.contact;
  return (
    <>
      <ol className={styles.line}>
        {timeline(story.events, story.messages).map((it) => (
          <li
            key={it.key}
            className={it.message && !it.message.side ? styles.message : styles.event}
            data-mail={it.message?.mail && !it.message.side && true}
          >
            {it.message?.side ? (
              <SideLine contact={story.contact.contact} message={it.message} />
            ) : it.message?.mail ? (
              <MailCard
                contact={story.contact.contact}
                message={it.message}
                before={mailBefore(story.messages, it.message)}
                isPast
              />
            ) : it.message ? (
              <MessageLine contact={story.contact.contact} message={it.message} before={it.message} />
            ) : (
              <EventLine
                event={it.event}
                onWhy={mayAsk && it.event.kind === "contact.offered" ? () => setAsked(it.event) : undefined}
              />
            )}
            {!it.message?.mail && (
              <time className={styles.at} dateTime={it.at}>
                {clockTime(it.at, i18n.language)}
              </time>
            )}
          </li>
        ))}
      </ol>
      {asked?.number != null && (
        <WhyDialog
          contact={contact}
          reference={reference}
          offer={{ number: asked.number, person: asked.personName ?? t("somebody"), at: asked.at }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Segments({ story }: { story: Story }) {
  const { t, i18n } = useTranslation("history");
  return (
    <ol className={styles.segments}>
      {story.segments.map((it) => (
        <li key={it.number}>
          <strong>{it.personName ?? t("story.nobody")}</strong> · {best(it.serviceName, i18n.language)}
          <span className="quiet">
            {t("story.segment", {
              waited: stopwatch(Date.parse(it.answeredAt ?? it.endedAt ?? it.queuedAt) - Date.parse(it.queuedAt)),
              talked: it.answeredAt && it.endedAt ? stopwatch(Date.parse(it.endedAt) - Date.parse(it.answeredAt)) : "–",
            })}
          </span>
        </li>
      ))}
    </ol>
  );
}
