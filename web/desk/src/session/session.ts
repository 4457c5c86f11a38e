import { useQuery } from "@tanstack/react-query";
import { ApiError, api, type Schemas, told } from "../api/api";

export type Session = Schemas["SessionView"];

/** Who is signed in; null: nobody. */
export const sessionQuery = {
  queryKey: ["session"],
  queryFn: async (): Promise<Session | null> => {
    try {
      return await told(api.GET("/api/v1/session"));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
  retry: (_failures: number, error: Error) => error instanceof ApiError && error.mayPass,
};

/** The session of whoever sees this page: pages are shown to people who are signed in. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error("A page was shown to nobody.");
  return data;
}

/** Whether the person may do what the named permission allows. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}
