import { api, type Schemas, told } from "../api/api";

export type OwnAccount = Schemas["OwnAccountView"];

export const accountQuery = { queryKey: ["account"], queryFn: () => told(api.GET("/api/v1/account")) };

export const sessionsQuery = { queryKey: ["sessions"], queryFn: () => told(api.GET("/api/v1/sessions")) };

/** What people call their browser and system, from what the browser calls itself; null when it says neither. */
export function browserOf(agent: string): { browser: string; system: string } | null {
  const browser = first(agent, [
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\//, "Firefox"],
    [/Chrom(e|ium)\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = first(agent, [
    [/Windows/, "Windows"],
    [/Android/, "Android"],
    [/iPhone|iPad/, "iOS"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  return browser && system ? { browser, system } : null;
}

function first(text: string, names: readonly (readonly [RegExp, string])[]): string | undefined {
  return names.find(([sign]) => sign.test(text))?.[1];
}
