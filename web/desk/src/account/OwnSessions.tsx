import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { sessionsQuery } from "./account";
import { SessionList } from "./SessionList";

/** Where one is signed in, and ending it there. */
export function OwnSessions() {
  const { t } = useTranslation("account");
  const cache = useQueryClient();
  const { data: sessions = [] } = useQuery(sessionsQuery);
  const fetchAgain = () => cache.invalidateQueries(sessionsQuery);
  const end = useMutation({
    mutationFn: (id: string) => told(api.DELETE("/api/v1/sessions/{id}", { params: { path: { id } } })),
    onSuccess: fetchAgain,
  });
  const endOthers = useMutation({ mutationFn: () => told(api.DELETE("/api/v1/sessions")), onSuccess: fetchAgain });
  return (
    <>
      <SessionList
        sessions={sessions}
        ending={end.isPending ? end.variables : undefined}
        onEnd={(it) => end.mutate(it)}
      />
      {sessions.length > 1 && (
        <div>
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t("sessions.endOthers")}
          </Button>
        </div>
      )}
    </>
  );
}
