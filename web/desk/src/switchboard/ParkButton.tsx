import { Button, Tooltip } from "@mantine/core";
import { IconParking } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { keys, useKeys } from "../agent/shortcuts";
import { usePark } from "./park";

/** The call is nobody's for a while, and a colleague may pick it up. */
export function ParkButton({ contact }: { contact: string }) {
  const { t } = useTranslation("switchboard");
  const { park } = usePark();
  const act = () => !park.isPending && park.mutate(contact);
  useKeys({ park: act });
  return (
    <Tooltip label="Alt+K">
      <Button
        size="md"
        aria-keyshortcuts={keys.park}
        variant="default"
        loading={park.isPending}
        leftSection={<IconParking size={18} aria-hidden />}
        onClick={act}
      >
        {t("park.park")}
      </Button>
    </Tooltip>
  );
}
