import { Button } from "@mantine/core";
import { IconHeadphones } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/session";

/** For whoever may see who has listened to recordings. */
export function RecordingLogLink() {
  const { t } = useTranslation("recording");
  if (!useMay("recording.log")) return null;
  return (
    <Button
      component={Link}
      to={"/history/recordings" as never}
      variant="default"
      leftSection={<IconHeadphones size={17} aria-hidden />}
    >
      {t("log.link")}
    </Button>
  );
}
