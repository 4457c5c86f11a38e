import { best } from "../texts/best";
import type { Choices } from "./queries";

/** What services, people and reasons are called, in the reader's language. */
export class Namer {
  private readonly services: Map<string, string>;
  private readonly people: Map<string, string>;
  private readonly reasons: Map<string, string>;
  private readonly presences: Map<string, string>;

  constructor(choices: Choices, language: string) {
    this.services = new Map(choices.services.map((it) => [it.id, best(it.name, language)]));
    this.people = new Map(choices.people.map((it) => [it.id, it.name]));
    this.reasons = new Map(choices.reasons.map((it) => [it.id, best(it.name, language)]));
    this.presences = new Map(choices.presences.map((it) => [it.id, best(it.name, language)]));
  }

  service(id: string | null): string {
    return this.services.get(id ?? "") ?? "–";
  }

  person(id: string | null): string {
    return this.people.get(id ?? "") ?? "–";
  }

  reason(id: string | null): string {
    return this.reasons.get(id ?? "") ?? "–";
  }

  presence(id: string): string {
    return this.presences.get(id) ?? "–";
  }
}
