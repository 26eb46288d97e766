import { asActor, newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import { countRefused } from "#server/metrics.ts";
import { type Call, handleLong } from "#server/procedure.ts";
import { NO_PASSWORD } from "#server/sign-in.ts";
import type { Organisation } from "./access.contract.ts";
import { invitationState } from "./access.rules.ts";
import * as store from "./access.store.ts";
import { open } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { sealSecret } from "./organisation.secret.handlers.ts";
import { accountOfStaff, beginStep, takeStep } from "./own.store.ts";
import { tellOfPower } from "./power.handlers.ts";
import { askProvider, type Came, type Found, isFirstFalseReturn, type NotLetIn, Refused, requireFewStarts, requireReachable, whoCame } from "./provider.handlers.ts";
import { addAccount, type AgencyRow, endLink, listAgencies } from "./store.ts";

/** Where the organisation sends people back to. */
export const CALLBACK = "/single-sign-on/callback";
/** Minutes that somebody has at their organisation, and then for the password that binds it. */
const STEP_MINUTES = 10;

type Given = Omit<Organisation, "changedAt" | "changedByName"> & { clientSecret: string };

/** Sets the sign-in at the organisation. The provider's name is looked up before the transaction. */
export const setOrganisation = handleLong(async (call, input: Given) => {
  await requireReachable(call, input.issuer);
  return { run: (tx: Transaction) => keep(tx, input, call), undo: async () => {} };
});

async function keep(tx: Transaction, { clientSecret, ...input }: Given, call: Call) {
  const holder = await store.agencyOfDomain(tx, input.emailDomain);
  if (holder !== null && holder !== tx.actor.agencyId) throw fieldFault("emailDomain", faultWords.domainTaken);
  const before = await store.findOrganisation(tx);
  await store.endOrganisation(tx);
  if (before?.issuer !== input.issuer || before.clientId !== input.clientId) await forgetEverybody(tx);
  const id = newId(tx);
  await store.insertOrganisation(tx, id, { ...input, secret: sealSecret(call, { owner: tx.actor.agencyId, thing: id }, clientSecret) }).catch((error: unknown) => {
    // Another agency was first, in the same moment.
    throw (error as { constraint?: string }).constraint === "single_sign_on_domain" ? fieldFault("emailDomain", faultWords.domainTaken) : error;
  });
  await tellOfPower(tx, call, { kind: "organisation_changed", subjectId: id });
  const { id: _id, secret: _secret, ...organisation } = (await store.findOrganisation(tx))!;
  return { organisation };
}

/** Whoever is asked there from now on has proved nobody's place: who was let in by the former one is let in no more. */
async function forgetEverybody(tx: Transaction): Promise<void> {
  await store.endBindings(tx);
  await store.endOrganisationSignIns(tx, null);
}

export async function endOrganisation(tx: Transaction, _input: unknown, call: Call) {
  const ended = await store.endOrganisation(tx);
  if (ended === null) throw new Fault("not_found", faultWords.noBinding);
  await forgetEverybody(tx);
  await tellOfPower(tx, call, { kind: "organisation_changed", subjectId: ended });
  return { ended: true as const };
}

export async function releaseBinding(tx: Transaction, { bindingId }: { bindingId: string }) {
  const staffId = await store.endBinding(tx, bindingId);
  if (staffId === null) throw new Fault("not_found", faultWords.noBinding);
  await store.endOrganisationSignIns(tx, staffId);
  return { released: true as const };
}

export const signOnMachine = (agency: { agency_id: string; time_zone: string }) => ({ kind: "system", job: "single sign-on", agencyId: agency.agency_id, timeZone: agency.time_zone }) as const;

export async function agencyOf(call: Call, agencyId: string): Promise<AgencyRow> {
  return (await listAgencies(call.services.database)).find((one) => one.agency_id === agencyId)!;
}

/** The address at the organisation for a domain of e-mail. That somebody works here is not said: any e-mail of the domain gets one. */
export async function beginOrganisationSignIn(call: Call, { email }: { email: string }) {
  const agencyId = await store.agencyOfDomain(call.services.database, email.split("@")[1]!);
  if (agencyId === null) throw new Fault("not_found", faultWords.noOrganisation);
  return leadThere(call, await agencyOf(call, agencyId), email, {});
}

/** The address at an agency's organisation; `more` is kept with the step until somebody comes back. */
export async function leadThere(call: Call, agency: AgencyRow, email: string, more: Record<string, string>) {
  const { database, clock, baseUrl } = call.services;
  const now = clock.now();
  const found = await asActor(database, clock, signOnMachine(agency), store.findOrganisation);
  if (!found) throw new Fault("not_found", faultWords.noOrganisation);
  requireFewStarts(agency.agency_id, now);
  const { client, configuration } = await askProvider(call, found).catch((cause: unknown) => {
    throw new Fault("not_ready", faultWords.organisationSilent, { cause });
  });
  const content = { organisationId: found.id, state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), ...more };
  const step = makeToken();
  await beginStep(database, hashToken(step), { purpose: "single_sign_on", accountId: null, agencyId: agency.agency_id, content }, now, addMinutes(now, STEP_MINUTES));
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

/** Who of ours has an e-mail that the organisation has proved, of the domain that was set. */
async function requireProved(tx: Transaction, found: Found, came: Came): Promise<{ id: string; email: string }> {
  if (came.email === null || !came.verified) throw new Refused("unverified");
  if (came.email.split("@")[1] !== found.emailDomain) throw new Refused("unknown");
  const staff = await store.staffByEmail(tx, came.email);
  if (!staff) throw new Refused("unknown");
  // Somebody of ours is one person there: another subject with the same e-mail is somebody else.
  if (await store.findBinding(tx, came.issuer, { staffId: staff.id })) throw new Refused("other");
  return staff;
}

type Met = { accountId: string; state: "known" } | { accountId: string; staffId: string; state: "to_be_bound" };

/** Which of ours came: by the subject that was bound. Who has an account already and is not bound has yet to prove that it is theirs. */
async function findMember(tx: Transaction, found: Found, came: Came): Promise<Met> {
  const bound = await store.findBinding(tx, came.issuer, { subject: came.subject });
  const staffId = bound?.staffId ?? (await requireProved(tx, found, came)).id;
  const accountId = await accountOfStaff(tx, staffId);
  if (accountId) return bound ? { accountId, state: "known" } : { accountId, staffId, state: "to_be_bound" };
  const invited = await store.findInvitation(tx, staffId);
  throw new Refused(invited && invitationState(invited, tx.now) === "open" ? "invited" : "unknown");
}

/** Takes up an invitation whose link was held by whoever came back: makes the account, without a password, and binds it. */
async function takeUp(tx: Transaction, found: Found, came: Came, linkId: string, requestId: string): Promise<Met> {
  if (await store.findBinding(tx, came.issuer, { subject: came.subject })) throw new Refused("other");
  const staff = await requireProved(tx, found, came);
  const invited = await store.findInvitation(tx, staff.id);
  if (invited?.linkId !== linkId) throw new Refused("unknown");
  if (invitationState(invited, tx.now) !== "open" || !(await endLink(tx, linkId, tx.now))) throw new Refused("over");
  const accountId = newId(tx);
  await addAccount(tx, { accountId, email: staff.email.toLowerCase(), passwordHash: NO_PASSWORD, staffId: staff.id, personId: null });
  await store.insertBinding(tx, { issuer: came.issuer, subject: came.subject, staffId: staff.id });
  await appendAudit(tx, { action: "write", procedure: "access.acceptAtOrganisation", outcome: "done", requestId, subjectId: staff.id });
  return { accountId, state: "known" };
}

/** Takes somebody back from their organisation and signs them in, or leads on to the password that binds the two (`bind`). Answers why not, where that is so; nothing says more than that to whoever holds a wrong link. */
export async function finishOrganisationSignIn(call: Call, query: string): Promise<NotLetIn | "in" | "bind"> {
  const { database, clock, baseUrl, log } = call.services;
  const now = clock.now();
  const begun = call.stepToken === null ? null : await takeStep(database, hashToken(call.stepToken), "single_sign_on", now);
  call.setStepToken(null);
  if (!begun?.agency_id) {
    countRefused("organisation");
    return "over";
  }
  const agency = await agencyOf(call, begun.agency_id);
  try {
    const found = await asActor(database, clock, signOnMachine(agency), store.findOrganisation);
    if (!found || found.id !== begun.content.organisationId) throw new Refused("over");
    const came = await whoCame(call, found, begun.content, new URL(`${baseUrl}${CALLBACK}${query}`));
    const { linkId } = begun.content;
    const met = await asActor(database, clock, signOnMachine(agency), (tx) => (linkId === undefined ? findMember(tx, found, came) : takeUp(tx, found, came, linkId, call.requestId)));
    if (met.state === "to_be_bound") {
      const step = makeToken();
      const content = { organisationId: found.id, issuer: came.issuer, subject: came.subject, staffId: met.staffId };
      await beginStep(database, hashToken(step), { purpose: "single_sign_on_binding", accountId: met.accountId, agencyId: agency.agency_id, content }, now, addMinutes(now, STEP_MINUTES));
      call.setStepToken(step);
      return "bind";
    }
    await open(call, { account_id: met.accountId, agency_id: agency.agency_id, person_id: null }, "single_sign_on", "one_factor");
    return "in";
  } catch (error) {
    const why = error instanceof Refused ? error.why : error instanceof Fault && error.code === "not_signed_in" ? "unknown" : "refused";
    if (!(error instanceof Refused) && !(error instanceof Fault)) log.warn({ requestId: call.requestId, type: (error as Error).name, code: (error as { code?: string }).code ?? "" }, "the organisation's answer was refused");
    countRefused("organisation");
    if (isFirstFalseReturn(agency.agency_id, now)) await asActor(database, clock, signOnMachine(agency), (tx) => appendAudit(tx, { action: "refusal", procedure: "access.organisationSignIn", outcome: "not_signed_in", requestId: call.requestId, details: { why } }));
    return why;
  }
}
