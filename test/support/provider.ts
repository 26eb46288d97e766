import http from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** Who is at the organisation: the subject, and what it says of their e-mail. */
export type Person = { sub: string; email?: string; email_verified?: boolean; /** Told beside the token, where it has no place. */ iss?: string };

/** A provider of OpenID Connect as an organisation runs one, on this machine: whoever is set signs in there without being asked. */
export type TestProvider = { issuer: string; clientId: string; clientSecret: string; is(person: Person): void; /** How often it was asked what it says of itself. */ discovered(): number; /** Follows an address as that person's browser would, and answers the address that it sends back to. */ follow(address: string): Promise<string>; close(): Promise<void> };

/** Starts one that knows a client whose people come back to `callback`. */
export async function startProvider(callback: string): Promise<TestProvider> {
  const server = http.createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const client = { client_id: "dyad-of-the-tests", client_secret: "a client secret of the tests, and long enough" };
  let person: Person = { sub: "nobody" };
  const known = new Map<string, Person>();
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [callback], grant_types: ["authorization_code"], response_types: ["code"] }],
    cookies: { keys: ["a key of the tests"] },
    claims: { openid: ["sub"], email: ["email", "email_verified", "iss"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => known.get(sub) ?? { sub } }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  let discovered = 0;
  server.on("request", (request, response) => {
    if (request.url!.includes("openid-configuration")) discovered++;
    if (!request.url!.startsWith("/interaction/")) return answer(request, response);
    known.set(person.sub, person);
    return provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  });
  return {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret,
    is: (next) => void (person = next),
    discovered: () => discovered,
    follow: async (address) => {
      const jar = new Map<string, string>();
      for (let next = address, step = 0; step < 10; step++) {
        if (next.startsWith(callback)) return next;
        const found = await fetch(next, { redirect: "manual", headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") } });
        for (const line of found.headers.getSetCookie()) jar.set(line.split("=")[0]!, line.split("=").slice(1).join("=").split(";")[0]!);
        const to = found.headers.get("location");
        if (to === null) throw new Error(`The provider answered ${found.status}: ${(await found.text()).slice(0, 300)}`);
        next = new URL(to, next).href;
      }
      throw new Error("The provider leads in circles.");
    },
    close: () => new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    }),
  };
}
