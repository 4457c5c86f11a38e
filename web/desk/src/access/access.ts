import type { TFunction } from "i18next";
import { api, type Schemas, told } from "../api/api";

export type StaffAccess = Schemas["StaffAccessView"];
export type Account = Schemas["AccountView"];

export const rolesQuery = {
  queryKey: ["access", "roles"],
  queryFn: () => told(api.GET("/api/v1/access/roles")),
  staleTime: Number.POSITIVE_INFINITY,
};

export const keysQuery = { queryKey: ["access", "keys"], queryFn: () => told(api.GET("/api/v1/api-keys")) };

export const openIdQuery = { queryKey: ["access", "openid"], queryFn: () => told(api.GET("/api/v1/access/openid")) };

export const commissionersQuery = {
  queryKey: ["access", "commissioners"],
  queryFn: () => told(api.GET("/api/v1/commissioners")),
};

export const accountsKey = ["access", "accounts"] as const;

/** A permission in words. */
export function nameOf(permission: string, t: TFunction<"access">): string {
  return t(`permissions.${permission.replaceAll(".", "_")}`);
}

/** How an account stands, as a text of this feature and a tone. */
export function standingOf(account: Account | null | undefined) {
  if (!account) return { text: "none", tone: "rest" } as const;
  if (account.isLocked) return { text: "locked", tone: "bad" } as const;
  if (account.isLockedOut) return { text: "lockedOut", tone: "care" } as const;
  if (account.hasAuthenticator) return { text: "withApp", tone: "good" } as const;
  return account.hasPassword
    ? ({ text: "inUse", tone: "good" } as const)
    : ({ text: "waiting", tone: "note" } as const);
}

/** The end of a chosen day by this browser's clock, as the server takes it. */
export function endOf(day: string | null): string | null {
  return day ? new Date(`${day}T23:59:59`).toISOString() : null;
}
