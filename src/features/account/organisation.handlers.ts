import { randomBytes } from "node:crypto";
import type * as oidc from "openid-client";
import { asActor, newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import { countRefused } from "#server/metrics.ts";
import type { Call } from "#server/procedure.ts";
import { hashPassword } from "#server/sign-in.ts";
import type { Organisation } from "./access.contract.ts";
import { invitationState } from "./access.rules.ts";
import * as store from "./access.store.ts";
import { open } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { openSecret, sealSecret } from "./organisation.secret.handlers.ts";
import { accountOfStaff, beginStep, endLinksFor, takeStep } from "./own.store.ts";
import { addAccount, listAgencies } from "./store.ts";

/** Where the organisation sends people back to. */
export const CALLBACK = "/single-sign-on/callback";
/** Minutes that somebody has at their organisation. */
const STEP_MINUTES = 10;

/** Why somebody who comes back from their organisation is not let in: each has a sentence on the page of signing in. */
export type NotLetIn = "over" | "refused" | "unverified" | "unknown" | "other";
class Refused extends Error {
  readonly why: NotLetIn;
  constructor(why: NotLetIn) {
    super(`not let in: ${why}`);
    this.why = why;
  }
}

// The library is loaded by the first who signs in this way.
const library = () => import("openid-client");
type Found = NonNullable<Awaited<ReturnType<typeof store.findOrganisation>>>;

const isBehindTls = (call: Call) => call.services.baseUrl.startsWith("https:");

export async function setOrganisation(tx: Transaction, { clientSecret, ...input }: Omit<Organisation, "changedAt" | "changedByName"> & { clientSecret: string }, call: Call) {
  // Beyond a made-up place without TLS nobody's sign-in may travel in the open.
  if (!input.issuer.startsWith("https:") && isBehindTls(call)) throw fieldFault("issuer", faultWords.insecureIssuer);
  const holder = await store.agencyOfDomain(tx, input.emailDomain);
  if (holder !== null && holder !== tx.actor.agencyId) throw fieldFault("emailDomain", faultWords.domainTaken);
  await store.endOrganisation(tx);
  const id = newId(tx);
  await store.insertOrganisation(tx, id, { ...input, secret: sealSecret(call, { owner: tx.actor.agencyId, thing: id }, clientSecret) });
  const { id: _id, secret: _secret, ...organisation } = (await store.findOrganisation(tx))!;
  return { organisation };
}

/** What the provider says of itself, asked anew each time: it is asked rarely, and may change its keys. */
async function askProvider(call: Call, found: Found): Promise<{ client: typeof oidc; configuration: oidc.Configuration }> {
  const client = await library();
  const secret = openSecret(call, found.id, found.secret);
  const insecure = !isBehindTls(call) && found.issuer.startsWith("http:") ? { execute: [client.allowInsecureRequests] } : {};
  const configuration = await client.discovery(new URL(found.issuer), found.clientId, undefined, client.ClientSecretBasic(secret), { timeout: 10, ...insecure });
  return { client, configuration };
}

const machine = (agency: { agency_id: string; time_zone: string }) => ({ kind: "system", job: "single sign-on", agencyId: agency.agency_id, timeZone: agency.time_zone }) as const;

async function agencyOf(call: Call, agencyId: string) {
  return (await listAgencies(call.services.database)).find((one) => one.agency_id === agencyId)!;
}

/** The address at the organisation for a domain of e-mail. That somebody works here is not said: any e-mail of the domain gets one. */
export async function beginOrganisationSignIn(call: Call, { email }: { email: string }) {
  const { database, clock, baseUrl } = call.services;
  const agencyId = await store.agencyOfDomain(database, email.split("@")[1]!);
  if (agencyId === null) throw new Fault("not_found", faultWords.noOrganisation);
  const found = (await asActor(database, clock, machine(await agencyOf(call, agencyId)), store.findOrganisation))!;
  const { client, configuration } = await askProvider(call, found).catch((cause: unknown) => {
    throw new Fault("not_ready", faultWords.organisationSilent, { cause });
  });
  const content = { organisationId: found.id, state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
  const step = makeToken();
  const now = clock.now();
  await beginStep(database, hashToken(step), { purpose: "single_sign_on", accountId: null, agencyId, content }, now, addMinutes(now, STEP_MINUTES));
  call.setStepToken(step);
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${baseUrl}${CALLBACK}`,
    scope: "openid email",
    state: content.state,
    nonce: content.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(content.verifier),
    code_challenge_method: "S256",
    login_hint: email,
  });
  return { address: address.href };
}

/** Who came back from the organisation: their place there, and their e-mail where it is proved. */
type Came = { issuer: string; subject: string; email: string | null; verified: boolean };

/** Which of ours came: by the subject that was bound, else by a proved e-mail of the domain, which binds it. Makes nobody who was not invited. */
async function findMember(tx: Transaction, found: Found, came: Came): Promise<string> {
  const bound = await store.findBinding(tx, came.issuer, { subject: came.subject });
  if (bound) return bound.staffId;
  if (came.email === null || !came.verified) throw new Refused("unverified");
  if (came.email.split("@")[1] !== found.emailDomain) throw new Refused("unknown");
  const staff = await store.staffByEmail(tx, came.email);
  if (!staff) throw new Refused("unknown");
  // Somebody of ours is one person there: another subject with the same e-mail is somebody else.
  if (await store.findBinding(tx, came.issuer, { staffId: staff.id })) throw new Refused("other");
  await store.insertBinding(tx, { issuer: came.issuer, subject: came.subject, staffId: staff.id });
  return staff.id;
}

/** The account of a member; an invitation that is open is taken up by this. */
async function takeUp(tx: Transaction, staffId: string, passwordHash: string): Promise<string> {
  const account = await accountOfStaff(tx, staffId);
  if (account) return account;
  const invited = (await store.listInvitations(tx)).find((one) => one.staffId === staffId);
  if (!invited || invitationState(invited, tx.now) !== "open") throw new Refused("unknown");
  const accountId = newId(tx);
  await addAccount(tx, { accountId, email: invited.email.toLowerCase(), passwordHash, staffId, personId: null });
  await endLinksFor(tx, staffId, "invitation");
  return accountId;
}

/** Takes somebody back from their organisation and signs them in. Answers why not, where that is so; nothing says more than that to whoever holds a wrong link. */
export async function finishOrganisationSignIn(call: Call, stepToken: string | null, query: string): Promise<NotLetIn | "in"> {
  const { database, clock, baseUrl, log } = call.services;
  const begun = stepToken === null ? null : await takeStep(database, hashToken(stepToken), "single_sign_on", clock.now());
  call.setStepToken(null);
  if (!begun?.agency_id) {
    countRefused("organisation");
    return "over";
  }
  const agency = await agencyOf(call, begun.agency_id);
  try {
    const found = await asActor(database, clock, machine(agency), store.findOrganisation);
    if (!found || found.id !== begun.content.organisationId) throw new Refused("over");
    const came = await whoCame(call, found, begun.content, new URL(`${baseUrl}${CALLBACK}${query}`));
    // Nobody knows this password: it is there because an account has one.
    const unknown = await hashPassword(randomBytes(32).toString("base64url"));
    const accountId = await asActor(database, clock, machine(agency), async (tx) => takeUp(tx, await findMember(tx, found, came), unknown));
    await open(call, { account_id: accountId, agency_id: agency.agency_id, person_id: null }, "single_sign_on", "one_factor");
    return "in";
  } catch (error) {
    const why = error instanceof Refused ? error.why : error instanceof Fault && error.code === "not_signed_in" ? "unknown" : "refused";
    if (!(error instanceof Refused) && !(error instanceof Fault)) log.warn({ requestId: call.requestId, type: (error as Error).name, code: (error as { code?: string }).code ?? "" }, "the organisation's answer was refused");
    countRefused("organisation");
    await asActor(database, clock, machine(agency), (tx) => appendAudit(tx, { action: "refusal", procedure: "access.organisationSignIn", outcome: "not_signed_in", requestId: call.requestId, details: { why } }));
    return why;
  }
}

/** Proves what came back: the state, the code with its verifier, the identity token with its nonce, issuer, audience and signature. */
async function whoCame(call: Call, found: Found, begun: Record<string, string>, address: URL): Promise<Came> {
  const { client, configuration } = await askProvider(call, found);
  const tokens = await client.authorizationCodeGrant(configuration, address, { pkceCodeVerifier: begun.verifier!, expectedState: begun.state!, expectedNonce: begun.nonce!, idTokenExpected: true });
  let claims = tokens.claims()! as { iss: string; sub: string; email?: unknown; email_verified?: unknown };
  // Many providers tell the e-mail at their own address only.
  if (claims.email === undefined && configuration.serverMetadata().userinfo_endpoint) claims = { ...claims, ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)) };
  return { issuer: claims.iss, subject: claims.sub, email: typeof claims.email === "string" ? claims.email.trim().toLowerCase() : null, verified: claims.email_verified === true };
}
