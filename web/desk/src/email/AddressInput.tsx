import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./MailEditor.module.css";
import { addressesIn, isAddress } from "./mail";

type Props = { label: string; value: string[]; onChange: (addresses: string[]) => void };

/** Addresses, one after the other; what is pasted is taken apart. */
export function AddressInput({ label, value, onChange }: Props) {
  const { t } = useTranslation("email");
  const wrong = value.filter((it) => !isAddress(it));
  return (
    <TagsInput
      classNames={{
        root: styles.line,
        label: styles.label,
        wrapper: styles.lineField,
        input: styles.input,
        inputField: styles.inputField,
        error: styles.lineError,
      }}
      size="sm"
      variant="unstyled"
      label={label}
      inputMode="email"
      autoComplete="off"
      splitChars={[",", ";"]}
      acceptValueOnBlur
      value={value}
      onChange={(it) => onChange(addressesIn(it))}
      error={wrong.length > 0 && t("editor.wrongAddress", { addresses: wrong.join(", ") })}
    />
  );
}
