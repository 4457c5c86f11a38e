// A real OpenID provider on a free port of this machine: node server.mjs REDIRECT_URI
// It prints its issuer, knows three people, and signs in whomever the header X-Person names.
import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const people = {
  asa: { name: "Åsa Öberg", email: "asa@sund.example", email_verified: true, groups: ["contact-centre"] },
  maya: { name: "Maya", email: "MAYA@sund.example", email_verified: true, groups: ["contact-centre", "leads"] },
  eve: { name: "Eve", email: "otto@sund.example", email_verified: false, groups: ["leads"] },
};

const server = createServer();
server.listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "isberg",
      client_secret: "a secret with signs: %+&=",
      redirect_uris: [process.argv[2]],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
  cookies: { keys: ["only a test"] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
});

async function answer(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === "login")
    return provider.interactionFinished(request, response, { login: { accountId: request.headers["x-person"] } });
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

const standard = provider.callback();
server.on("request", (request, response) => {
  if (request.url.startsWith("/interaction/")) void answer(request, response);
  else standard(request, response);
});
process.stdin.on("end", () => process.exit()).resume();
console.log(issuer);
