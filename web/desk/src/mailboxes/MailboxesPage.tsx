import { useQuery } from "@tanstack/react-query";
import { WaysPage } from "../services/WaysPage";
import { mailboxesQuery } from "./mailbox";
import { Standing } from "./Standing";

/** Every mailbox that is read and answered from, and whether that works. */
export default function MailboxesPage() {
  const { data: mailboxes } = useQuery(mailboxesQuery);
  return (
    <WaysPage
      kind="mailboxes"
      ways={mailboxes}
      place={(it) => it.address}
      standing={(it) => <Standing standing={it.standing} />}
    />
  );
}
