import { Alert, Button, Group, Loader, Stack, Title } from "@mantine/core";
import { IconDoorExit, IconSpeakerphone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CallbacksLink } from "../callbacks/CallbacksLink";
import { Page } from "../parts/Page";
import { NoticeDialog } from "../services/NoticeDialog";
import { useMay } from "../session/session";
import { best } from "../texts/best";
import { Alarms } from "./Alarms";
import { boardQuery, intakeAlarmsQuery, mailboxAlarmsQuery, useNow } from "./board";
import { ClosingDialog, useOpenAgain } from "./ClosingDialog";
import { PeopleGrid } from "./PeopleGrid";
import { QueueTable } from "./QueueTable";
import { WaitingTable } from "./WaitingTable";

/** The floor as it is: what waits, who is there, and what somebody should look at. */
export default function BoardPage() {
  const { t, i18n } = useTranslation("board");
  const { data: board } = useQuery(boardQuery);
  const { data: mailboxes } = useQuery(mailboxAlarmsQuery);
  const { data: intakes } = useQuery(intakeAlarmsQuery);
  const [dialog, setDialog] = useState<"close" | "notice" | null>(null);
  const mayRead = useMay("contact.read");
  const maySteer = useMay("service.steer");
  const mayOpenWays = useMay("service.read");
  const openAgain = useOpenAgain();
  const now = useNow();

  if (!board)
    return (
      <Page title={t("title")} isWide>
        <Loader aria-label={t("loading")} />
      </Page>
    );
  return (
    <Page
      title={t("title")}
      isWide
      actions={
        <>
          {mayRead && board.services.some((it) => it.channels.some((channel) => channel.channel === "Voice")) && (
            <CallbacksLink count={board.services.reduce((sum, it) => sum + it.callbacks, 0)} />
          )}
          {maySteer && (
            <Button variant="default" leftSection={<IconSpeakerphone size={16} />} onClick={() => setDialog("notice")}>
              {t("notice")}
            </Button>
          )}
          {maySteer && !board.closing && (
            <Button variant="default" leftSection={<IconDoorExit size={16} />} onClick={() => setDialog("close")}>
              {t("closing.close")}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="lg">
        {board.closing && (
          <Alert color="red" variant="light" title={t("closing.title")} icon={<IconDoorExit />}>
            <Group justify="space-between">
              <span>{best(board.closing.message, i18n.language)}</span>
              {maySteer && (
                <Button
                  size="xs"
                  color="red"
                  variant="outline"
                  loading={openAgain.isPending}
                  onClick={() => openAgain.mutate()}
                >
                  {t("closing.open")}
                </Button>
              )}
            </Group>
          </Alert>
        )}
        <Alarms board={board} mailboxes={mailboxes ?? []} intakes={intakes ?? []} mayOpenWays={mayOpenWays} />
        <section aria-labelledby="board-services">
          <Title order={2} id="board-services" mb="xs">
            {t("services")}
          </Title>
          <QueueTable board={board} now={now} />
        </section>
        <section aria-labelledby="board-waiting">
          <Title order={2} id="board-waiting" mb="xs">
            {t("waiting", { count: board.waitingCount })}
          </Title>
          <WaitingTable board={board} now={now} />
        </section>
        <section aria-labelledby="board-people">
          <Title order={2} id="board-people" mb="xs">
            {t("people")}
          </Title>
          <PeopleGrid board={board} now={now} />
        </section>
      </Stack>
      {dialog === "close" && <ClosingDialog onClose={() => setDialog(null)} />}
      {dialog === "notice" && <NoticeDialog notice={undefined} onClose={() => setDialog(null)} />}
    </Page>
  );
}
