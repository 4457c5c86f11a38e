/** What the host page's browser keeps for us; where it keeps nothing (private windows, blocked storage), this page's life. */
export class Memory {
  private readonly here = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  read<T>(name: string): T | null {
    try {
      const kept = localStorage.getItem(this.prefix + name) ?? this.here.get(name);
      return kept ? (JSON.parse(kept) as T) : null;
    } catch {
      const kept = this.here.get(name);
      return kept ? (JSON.parse(kept) as T) : null;
    }
  }

  write(name: string, value: unknown): void {
    const text = JSON.stringify(value);
    this.here.set(name, text);
    try {
      localStorage.setItem(this.prefix + name, text);
    } catch {
      // Full or forbidden: what we have in mind serves until the page is closed.
    }
  }

  forget(name: string): void {
    this.here.delete(name);
    try {
      localStorage.removeItem(this.prefix + name);
    } catch {
      // See write.
    }
  }

  /** Another window of the same site has changed something. */
  onChangeElsewhere(changed: (name: string) => void): void {
    window.addEventListener("storage", (event) => {
      if (event.key?.startsWith(this.prefix)) changed(event.key.slice(this.prefix.length));
    });
  }
}

/** 256 random bits: what makes a request its own, and, for the first one, what the conversation's secret comes from. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
}
