import { notifications } from "@mantine/notifications";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

/** Saves something, says so, and asks anew for what may have changed with it. */
export function useSaving<T, R>(
  save: (value: T) => Promise<R>,
  { changes, saved, after }: { changes: QueryKey[]; saved?: string; after?: (result: R) => void },
) {
  const { t } = useTranslation("parts");
  const cache = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: async (result) => {
      notifications.show({
        color: "green",
        message: saved ?? t("saved"),
        autoClose: 2_500,
        closeButtonProps: { "aria-label": t("close") },
      });
      await Promise.all(changes.map((queryKey) => cache.invalidateQueries({ queryKey })));
      after?.(result);
    },
  });
}
