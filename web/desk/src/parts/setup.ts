import { queryOptions } from "@tanstack/react-query";
import { api, type Schemas, told } from "../api/api";

/** How the centre is set up. Asked for once, and again after a change. */

export type Service = Schemas["ServiceView"];
export type Person = Schemas["PersonView"];
export type Role = Schemas["RoleView"];
export type Skill = Schemas["SkillView"];
export type Reason = Schemas["ReasonView"];

const fresh = { staleTime: 60_000 };

export const servicesQuery = queryOptions({
  queryKey: ["services"],
  queryFn: () => told(api.GET("/api/v1/services")),
  ...fresh,
});

export const calendarsQuery = queryOptions({
  queryKey: ["calendars"],
  queryFn: () => told(api.GET("/api/v1/calendars")),
  ...fresh,
});

export const commissionersQuery = queryOptions({
  queryKey: ["commissioners"],
  queryFn: () => told(api.GET("/api/v1/commissioners")),
  ...fresh,
});

export const reasonsQuery = queryOptions({
  queryKey: ["reasons"],
  queryFn: () => told(api.GET("/api/v1/reasons")),
  ...fresh,
});

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: () => told(api.GET("/api/v1/templates")),
  ...fresh,
});

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: () => told(api.GET("/api/v1/notices")),
  ...fresh,
});

export const blocksQuery = queryOptions({
  queryKey: ["blocks"],
  queryFn: () => told(api.GET("/api/v1/blocks")),
  ...fresh,
});

export const skillsQuery = queryOptions({
  queryKey: ["skills"],
  queryFn: () => told(api.GET("/api/v1/skills")),
  ...fresh,
});

export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => told(api.GET("/api/v1/roles")),
  ...fresh,
});

export const presenceReasonsQuery = queryOptions({
  queryKey: ["presence-reasons"],
  queryFn: () => told(api.GET("/api/v1/presence-reasons")),
  ...fresh,
});

export const centreQuery = queryOptions({
  queryKey: ["centre"],
  queryFn: () => told(api.GET("/api/v1/centre")),
  ...fresh,
});

const pageSize = 200;

/** Everybody on the staff, page by page. */
export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async (): Promise<Person[]> => {
    const all: Person[] = [];
    let after: string | undefined;
    do {
      const page = await told(
        api.GET("/api/v1/people", { params: { query: { limit: pageSize, archived: true, after } } }),
      );
      all.push(...page.items);
      after = page.next ?? undefined;
    } while (after);
    return all;
  },
  ...fresh,
});

/** The thing as it was last heard of. */
export function latest<T extends { id: string }>(all: readonly T[] | undefined, it: T): T {
  return all?.find((one) => one.id === it.id) ?? it;
}

/** What a creating call is known by, so that a repeated press creates nothing twice. */
export function newKey() {
  return { "Idempotency-Key": crypto.randomUUID() };
}

export function seen(version: string) {
  return { "If-Match": version };
}
