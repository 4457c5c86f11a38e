export interface ServerEvent {
  kind: string;
  data: unknown;
}

/** Reads server-sent events out of a stream of text that comes in pieces of any size. */
export class EventReader {
  private rest = "";

  /** The events that are complete with this piece. */
  take(piece: string): ServerEvent[] {
    this.rest += piece;
    const blocks = this.rest.split(/\r?\n\r?\n/);
    this.rest = blocks.pop()!;
    return blocks.flatMap((it) => read(it));
  }
}

function read(block: string): ServerEvent[] {
  let kind = "message";
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) kind = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length === 0 ? [] : [{ kind, data: JSON.parse(data.join("\n")) }];
}
