import { Button, Loader, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { SessionList } from "../account/SessionList";
import { api, told } from "../api/api";

/** Where one person is signed in, for an administrator: seen, and ended one by one or all at once. */
export function PersonSessions({ person }: { person: string }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const queryKey = ["access", "sessions", person];
  const path = { person };
  const { data: sessions } = useQuery({
    queryKey,
    queryFn: () => told(api.GET("/api/v1/accounts/{person}/sessions", { params: { path } })),
    staleTime: 0,
  });
  const fetchAgain = () => cache.invalidateQueries({ queryKey });
  const end = useMutation({
    mutationFn: (session: string) =>
      told(api.DELETE("/api/v1/accounts/{person}/sessions/{session}", { params: { path: { person, session } } })),
    onSettled: fetchAgain,
  });
  const endAll = useMutation({
    mutationFn: () => told(api.DELETE("/api/v1/accounts/{person}/sessions", { params: { path } })),
    onSettled: fetchAgain,
  });
  return (
    <Stack gap="xs" component="section" aria-label={t("account.sessions")}>
      <Title order={3}>{t("account.sessions")}</Title>
      {sessions === undefined && <Loader type="dots" />}
      {sessions?.length === 0 && (
        <Text size="sm" className="quiet" role="status">
          {t("account.noSessions")}
        </Text>
      )}
      {sessions && sessions.length > 0 && (
        <>
          <SessionList
            sessions={sessions}
            ending={end.isPending ? end.variables : undefined}
            onEnd={(it) => end.mutate(it)}
          />
          <div>
            <Button variant="default" loading={endAll.isPending} onClick={() => endAll.mutate()}>
              {t("account.endSessions")}
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
}
