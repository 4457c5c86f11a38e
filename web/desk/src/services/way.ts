/** The ways in that services share with each other, by the folder that has their words and pages. */
export type WayKind = "mailboxes" | "intakes" | "numbers";

/** One of them as the server has it. */
export type Way = { id: string; name: string; version: string; isArchived: boolean };

/** One of them as it is edited. */
export type WayForm = { name: string; isArchived: boolean };

/** What was wrong with a form that the server did not take. */
export type Rejected<Form> = { errors: Record<string, string[]>; form: Form };

/** The fields that are still as they were when the server found something wrong with them. A text is one field in all languages. */
export function flawed<Form>(rejected: Rejected<Form> | null, now: Form): ReadonlySet<string> {
  const fields = Object.keys(rejected?.errors ?? {}).map((it) =>
    it.replace(/^(sender|signature|receipt|rules)\..*/, "$1"),
  );
  return new Set(fields.filter((it) => JSON.stringify(at(rejected!.form, it)) === JSON.stringify(at(now, it))));
}

function at(form: unknown, field: string): unknown {
  return field.split(".").reduce((it, name) => (it as Record<string, unknown> | undefined)?.[name], form);
}

const stuck = ["DiskFull", "ChannelMissing", "CentreFull", "NotTaken", "ScannerSilent"];

/** The way can be read, but what is in it waits there. */
export function isStuck(fault: string | null): boolean {
  return fault !== null && stuck.includes(fault);
}
