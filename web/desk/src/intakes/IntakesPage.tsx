import { useQuery } from "@tanstack/react-query";
import { WaysPage } from "../services/WaysPage";
import { Aside } from "./Aside";
import { intakesQuery } from "./intake";
import { Programs } from "./Programs";
import { Standing } from "./Standing";

/** Every folder into which letters are scanned, whether they come through, and what could not be taken in. */
export default function IntakesPage() {
  const { data: intakes } = useQuery(intakesQuery);
  return (
    <WaysPage
      kind="intakes"
      ways={intakes}
      place={(it) => it.folder}
      standing={(it) => <Standing standing={it.standing} />}
      above={<Programs />}
    >
      <Aside />
    </WaysPage>
  );
}
