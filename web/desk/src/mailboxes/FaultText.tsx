import { useTranslation } from "react-i18next";
import type { Fault } from "./mailbox";

/** What is wrong, what to do about it, and what the server itself said. */
export function FaultText({ fault, words }: { fault: Fault; words: string | null | undefined }) {
  const { t } = useTranslation("mailboxes");
  return (
    <>
      <div>
        <strong>{t(`fault.${fault}.what`)}</strong> {t(`fault.${fault}.act`)}
      </div>
      {words && (
        <div className="quiet" style={{ marginBlockStart: 6, overflowWrap: "anywhere" }}>
          {t("serverSays")} <q lang="">{words}</q>
        </div>
      )}
    </>
  );
}
