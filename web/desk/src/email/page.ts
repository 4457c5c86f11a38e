import { queryOptions } from "@tanstack/react-query";
import { api, told } from "../api/api";

/** How a mail looks, made harmless by the server. */
export function pageQuery(contact: string, mail: string, remote: boolean, quote: string) {
  return queryOptions({
    queryKey: ["mail-page", contact, mail, remote, quote],
    queryFn: () =>
      told(
        api.GET("/api/v1/contacts/{contact}/mails/{mail}/page", {
          params: { path: { contact, mail }, query: { remote, quote } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Its links open a page of their own, which knows nothing of the desk. Scripts, forms and the desk's own origin stay out. */
export const sandbox = "allow-popups allow-popups-to-escape-sandbox";

const style = `
:root { color-scheme: light; }
body { margin: 12px; background: #fff; color: #1c242b; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; }
table { max-width: 100%; }
blockquote { margin: 8px 0; padding-inline-start: 12px; border-inline-start: 3px solid #d0d9df; }
pre { white-space: pre-wrap; }
summary { color: #145a74; cursor: pointer; }
`;

/** The document of the frame in which a mail's page stands: it may load nothing but pictures, and those from elsewhere only when they were asked for. */
export function frameOf(html: string, remote: boolean): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:${remote ? " https:" : ""}`;
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width"><style>${style}</style></head><body>${html}</body></html>`;
}
