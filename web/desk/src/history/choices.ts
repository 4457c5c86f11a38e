import { queryOptions } from "@tanstack/react-query";
import { api, told } from "../api/api";

/** What contacts can be looked for by: the services, the people and the reasons that one may see. */
export const choicesQuery = queryOptions({
  queryKey: ["contact-choices"],
  queryFn: () => told(api.GET("/api/v1/contacts/choices")),
  staleTime: 5 * 60_000,
});
