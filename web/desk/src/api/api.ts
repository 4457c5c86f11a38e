import createClient from "openapi-fetch";
import type { components, paths } from "./generated/schema";

/** The server's own types, by the name that the API document gives them. */
export type Schemas = components["schemas"];

/** The public API; every call answers `{ data, error, response }`. */
export const api = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });

/** The server said no, or could not be reached. The code is for programs, the sentence for people. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
    /** What is wrong with each field that was sent, when that is why. */
    readonly errors?: Record<string, string[]>,
  ) {
    super(sentence);
  }

  /** Trying the same again later may help. */
  get mayPass() {
    return this.status === 0 || this.status === 503 || this.status === 502 || this.status === 504;
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/**
 * The data of an answer, or an {@link ApiError}: `const desk = await told(api.GET("/api/v1/desk"))`.
 * A server that cannot be reached has status 0 and the code "server.unreachable".
 */
export async function told<T>(call: Promise<Answer<T>>): Promise<T> {
  const answer = await call.catch(() => {
    throw new ApiError(0, "server.unreachable", "The server cannot be reached.");
  });
  if (answer.response.ok) return answer.data as T;
  throw problem(answer.response.status, answer.error);
}

function problem(status: number, body: unknown): ApiError {
  const { code, title, errors } = (typeof body === "object" && body !== null ? body : {}) as {
    code?: string;
    title?: string;
    errors?: Record<string, string[]>;
  };
  return new ApiError(
    status,
    code ?? (status >= 502 ? "server.unreachable" : `http.${status}`),
    title ?? `HTTP ${status}`,
    errors,
  );
}
