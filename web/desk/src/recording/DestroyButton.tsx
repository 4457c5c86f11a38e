import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, told } from "../api/api";
import { Confirm } from "../parts/Confirm";
import { type Copy, copiesQuery } from "./copies";

/** Destroys a copy that nobody needs any more. */
export function DestroyButton({ copy, contact }: { copy: Copy; contact: string }) {
  const { t } = useTranslation("recording");
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const destroy = useMutation({
    mutationFn: () => told(api.DELETE("/api/v1/recording-copies/{id}", { params: { path: { id: copy.id } } })),
    onSettled: () => {
      setAsking(false);
      queries.invalidateQueries(copiesQuery(contact));
    },
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t("copy.destroy")}
      </Button>
      {isAsking && (
        <Confirm
          title={t("copy.destroySure")}
          action={t("copy.destroy")}
          isDangerous
          isBusy={destroy.isPending}
          onConfirm={() => destroy.mutate()}
          onClose={() => setAsking(false)}
        >
          {t("copy.destroyText")}
        </Confirm>
      )}
    </>
  );
}
