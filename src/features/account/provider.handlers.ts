import type * as oidc from "openid-client";
import { addMinutes, type Instant } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { fetchOutside, OwnNetworkError, type Reach, requireOutside } from "#server/outward.ts";
import type { Call } from "#server/procedure.ts";
import type { findOrganisation } from "./access.store.ts";
import { faultWords } from "./faults.words.ts";
import { openSecret } from "./organisation.secret.handlers.ts";

// What is asked of an organisation's provider of OpenID Connect, and how often.

/** Why somebody who comes back from their organisation is not let in: each has a sentence on the page of signing in. */
export type NotLetIn = "over" | "refused" | "unverified" | "unknown" | "invited" | "other";
export class Refused extends Error {
  readonly why: NotLetIn;
  constructor(why: NotLetIn) {
    super(`not let in: ${why}`);
    this.why = why;
  }
}

// The library is loaded by the first who signs in this way.
const library = () => import("openid-client");
export type Found = NonNullable<Awaited<ReturnType<typeof findOrganisation>>>;

const isBehindTls = (call: Call) => call.services.baseUrl.startsWith("https:");
const reachOf = (call: Call): Reach => (call.services.settings.privateProviders === "1" ? "anywhere" : "outside");

/** Throws unless a provider's address can be asked from here: by https, and outside one's own network unless whoever runs the server allows it. */
export async function requireReachable(call: Call, issuer: string): Promise<void> {
  // Beyond a made-up place without TLS nobody's sign-in may travel in the open.
  if (!issuer.startsWith("https:") && (isBehindTls(call) || reachOf(call) === "outside")) throw fieldFault("issuer", faultWords.insecureIssuer);
  await requireOutside(issuer, reachOf(call)).catch((error: unknown) => {
    throw fieldFault("issuer", error instanceof OwnNetworkError ? faultWords.privateIssuer : faultWords.unknownIssuer);
  });
}

/** Minutes for which it is remembered what a provider says of itself, so that nobody makes this server ask it again and again. */
const KEPT_MINUTES = 5;
const MOST_KEPT = 500;
const kept = new Map<string, { until: Instant; configuration: oidc.Configuration }>();

/** The provider as it says of itself, asked anew after some minutes: it may change its keys. */
export async function askProvider(call: Call, found: Found): Promise<{ client: typeof oidc; configuration: oidc.Configuration }> {
  const client = await library();
  const now = call.services.clock.now();
  const before = kept.get(found.id);
  if (before && before.until > now) return { client, configuration: before.configuration };
  const secret = openSecret(call, found.id, found.secret);
  const insecure = reachOf(call) === "anywhere" && !isBehindTls(call) && found.issuer.startsWith("http:") ? [client.allowInsecureRequests] : [];
  const configuration = await client.discovery(new URL(found.issuer), found.clientId, undefined, client.ClientSecretBasic(secret), {
    timeout: 10,
    [client.customFetch]: fetchOutside(reachOf(call)),
    execute: [client.enableNonRepudiationChecks, ...insecure],
  });
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(found.id, { until: addMinutes(now, KEPT_MINUTES), configuration });
  return { client, configuration };
}

/** Counts something of an agency by the minute, in this process; false from the one after `most` on. */
function counter(most: number): (agencyId: string, now: Instant) => boolean {
  const counted = new Map<string, { minute: string; count: number }>();
  return (agencyId, now) => {
    const minute = now.slice(0, 16);
    const before = counted.get(agencyId);
    const count = before?.minute === minute ? before.count + 1 : 1;
    if (counted.size >= MOST_KEPT) counted.clear();
    counted.set(agencyId, { minute, count });
    return count <= most;
  };
}

/** So many may begin to sign in at one organisation in a minute. */
export const STARTS_A_MINUTE = 60;
const isFew = counter(STARTS_A_MINUTE);
/** Throws where more begin in a minute than people of one agency would. */
export function requireFewStarts(agencyId: string, now: Instant): void {
  if (!isFew(agencyId, now)) throw new Fault("too_many", faultWords.tooManyStarts);
}
/** Whether a false return is written into the trail: the first in each minute is, so that nobody fills it. */
export const isFirstFalseReturn = counter(1);

/** Who came back from the organisation: their place there, and their e-mail where it is proved. */
export type Came = { issuer: string; subject: string; email: string | null; verified: boolean };

/** Proves what came back: the state, the code with its verifier, the identity token with its nonce, issuer, audience and signature. */
export async function whoCame(call: Call, found: Found, begun: Record<string, string>, address: URL): Promise<Came> {
  const { client, configuration } = await askProvider(call, found);
  const tokens = await client.authorizationCodeGrant(configuration, address, { pkceCodeVerifier: begun.verifier!, expectedState: begun.state!, expectedNonce: begun.nonce!, idTokenExpected: true });
  // Who somebody is there is told by the signed token alone.
  const { iss: issuer, sub: subject, ...signed } = tokens.claims()!;
  let told: Record<string, unknown> = signed;
  // Many providers tell the e-mail at their own address only.
  if (signed.email === undefined && configuration.serverMetadata().userinfo_endpoint) {
    const { sub, ...more } = await client.fetchUserInfo(configuration, tokens.access_token, subject);
    if (sub !== subject) throw new Refused("refused");
    told = more;
  }
  return { issuer, subject, email: typeof told.email === "string" ? told.email.trim().toLowerCase() : null, verified: told.email_verified === true };
}
