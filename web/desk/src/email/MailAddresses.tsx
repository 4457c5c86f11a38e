import { useTranslation } from "react-i18next";
import { Fold } from "./Fold";
import styles from "./MailCard.module.css";
import type { Address, Mail } from "./mail";

/** More recipients than this are folded. */
const few = 2;

/** To whom a mail went, and where its sender wants the answer when that is elsewhere. */
export function MailAddresses({ mail }: { mail: Mail }) {
  const { t, i18n } = useTranslation("email");
  const all = [...mail.to, ...mail.cc, ...mail.bcc];
  const lists = (
    [
      ["to", mail.to],
      ["cc", mail.cc],
      ["bcc", mail.bcc],
    ] as const
  ).filter(([, list]) => list.length > 0);
  const asks = mail.replyTo.filter((it) => it.address !== mail.from?.address);
  return (
    <div className={styles.addresses}>
      {all.length > few ? (
        <Fold
          show={t("recipients.show", { first: spoken(all[0]!), count: all.length - 1 })}
          hide={t("recipients.hide", { count: all.length })}
        >
          <Lists lists={lists} />
        </Fold>
      ) : (
        <Lists lists={lists} />
      )}
      {!mail.isOutgoing && asks.length > 0 && (
        <p>{t("replyTo", { addresses: new Intl.ListFormat(i18n.language).format(asks.map((it) => it.address)) })}</p>
      )}
    </div>
  );
}

function Lists({ lists }: { lists: readonly (readonly ["to" | "cc" | "bcc", Address[]])[] }) {
  const { t } = useTranslation("email");
  return (
    <dl>
      {lists.map(([kind, list]) => (
        <div key={kind}>
          <dt>{t(`field.${kind}`)}</dt>
          <dd>
            {list.map((it, at) => (
              <span key={it.address} title={it.address} dir="auto">
                {whole(it)}
                {at < list.length - 1 && ","}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function spoken(it: Address): string {
  return it.name ?? it.address;
}

function whole(it: Address): string {
  return it.name ? `${it.name} <${it.address}>` : it.address;
}
