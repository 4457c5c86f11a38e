import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./api";
import { tellError } from "./tellError";

/** The one cache of server state; the live stream writes into it. */
export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => error instanceof ApiError && error.mayPass && failures < 30,
      retryDelay: (failures) => Math.min(500 * 2 ** failures, 4_000),
    },
    mutations: { retry: false },
  },
  queryCache: new QueryCache({ onError: signedOut }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      signedOut(error);
      if (error instanceof ApiError && error.status === 412) void queries.invalidateQueries();
      if (!mutation.meta?.tellsItself) tellError(error);
    },
  }),
});

/** The session has ended elsewhere: ask who is signed in, which brings the sign-in page up in place. */
function signedOut(error: unknown) {
  if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries({ queryKey: ["session"] });
}
