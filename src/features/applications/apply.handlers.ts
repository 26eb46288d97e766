import { randomBytes } from "node:crypto";
import { addMinutes, type Instant } from "#kernel/dates.ts";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { type AgencyRow, listAgencies } from "#features/account/store.ts";
import { receiptCode } from "#features/intake/rules.ts";
import type { Policy } from "#features/policy/contract.ts";
import { policiesOf } from "#features/policy/agency.handlers.ts";
import { type Practice, practiceFrom } from "#features/site/practice.rules.ts";
import { type ApplicationKind, isWithApplicant, MOST_BEGUN, MOST_UNOPENED, shippedApplications } from "./contract.ts";
import { type Draft, emptyDraft } from "./form.rules.ts";
import { makeCode } from "./offers.handlers.ts";
import type { OfferState } from "./offers.pages.tsx";
import { findState } from "./offers.store.ts";
import { type ApplicationFault, checkApplication } from "./rules.ts";
import { makeLink, settingsNow, type Sending, writeAndSend } from "./sending.handlers.ts";
import * as store from "./store.ts";

const DAY_MINUTES = 24 * 60;
/** By which policy a team is judged (C9): the one that decides about teams elsewhere too. */
const TEAM_POLICY = "nc-ctp";
export type Applying = Sending & Pick<Services, "database" | "clock" | "projectRoot" | "baseUrl">;

/** The collaboratives of this installation, in the order in which they were made. */
const areCollaborative = ({ kind }: AgencyRow) => kind === "collaborative";
export const collaboratives = async (services: Pick<Services, "database">): Promise<AgencyRow[]> => (await listAgencies(services.database)).filter(areCollaborative);
/** The machine that keeps a collaborative's drafts: no visitor reads or writes one by a right of their own. */
const machineOf = (agency: AgencyRow): Actor => ({ kind: "system", job: "applications", agencyId: agency.agency_id, timeZone: agency.time_zone });
const within = <T>({ database, clock }: Applying, agency: AgencyRow, work: (tx: Transaction) => Promise<T>): Promise<T> => asActor(database, clock, machineOf(agency), work);

export type Offered = store.OpenCohort & { agency: AgencyRow };
/** Every cohort that takes applications today. */
export async function listOffered(services: Applying): Promise<Offered[]> {
  const all = await Promise.all((await collaboratives(services)).map(async (agency) => (await within(services, agency, (tx) => store.listOpenCohorts(tx))).map((one) => ({ ...one, agency }))));
  return all.flat();
}

/** Whose page it is on which applications begin, and for how long what came to nothing is kept there; of the site where there is no collaborative. */
export async function settingsOf(services: Applying, site: Practice): Promise<{ practice: Practice; keepDays: number }> {
  const [agency] = await collaboratives(services);
  if (!agency) return { practice: site, keepDays: shippedApplications.keepDays };
  return { practice: practiceFrom(agency), keepDays: (await within(services, agency, settingsNow)).keepDays };
}

export const teamPolicy = async (tx: Transaction, services: Pick<Services, "projectRoot">): Promise<Policy> => (await policiesOf(tx, { services })).find((one) => one.id === TEAM_POLICY)!;

type Beginning = { cohortId: string; kind: ApplicationKind; email: string; language: "en" | "es"; requestId: string };
/** Begins an application and sends its private link to the address: whoever opens that address goes on, and nobody else. Where too many were begun nothing is made, and the answer is the same. */
export async function begin(services: Applying, { cohortId, kind, email, language, requestId }: Beginning): Promise<void> {
  const offered = (await listOffered(services)).find((one) => one.cohortId === cohortId);
  if (!offered) return;
  await within(services, offered.agency, async (tx) => {
    const { ofAddress, unopened } = await store.countBegun(tx, email, addMinutes(tx.now, -DAY_MINUTES));
    const isTaken = ofAddress < MOST_BEGUN && unopened < MOST_UNOPENED;
    if (isTaken) await beginNow(tx, services, { cohort: offered, kind, email, language });
    await appendAudit(tx, { action: "write", procedure: "applications.begin", outcome: isTaken ? "done" : "too_many", requestId });
  });
}
/** Makes the draft; answers it with the id of its link. */
export async function beginNow(tx: Transaction, services: Sending, one: { cohort: store.OpenCohort; kind: ApplicationKind; email: string; language: "en" | "es" }): Promise<{ applicationId: string; linkId: string }> {
  const { cohort, kind, email, language } = one;
  const code = receiptCode(randomBytes(24));
  const applicationId = await store.insertApplication(tx, { cohortId: cohort.cohortId, kind, code, language, isBlind: cohort.isBlind, email, ...emptyDraft(kind, email) });
  const { linkId, until } = await makeLink(tx, services, applicationId);
  await writeAndSend(tx, services, { applicationId, code, cohort: cohort.name, language }, "link", { linkId, until });
  return { applicationId, linkId };
}

export type Behind = { agency: AgencyRow; application: store.OwnApplication; policy: Policy; faults: ApplicationFault[]; offer: OfferState };
/** Of a team that is not decided yet figures may be offered, where another agency works in this installation (C1, C2). */
const mayOffer = ({ kind, status }: store.OwnApplication) => kind === "team" && (isWithApplicant(status) || status === "submitted");
async function lookBehind(tx: Transaction, services: Applying, { agency, all }: { agency: AgencyRow; all: readonly AgencyRow[] }, hash: Uint8Array): Promise<Behind | null> {
  const application = await store.findByLink(tx, hash);
  if (!application) return null;
  const policy = await teamPolicy(tx, services);
  const offer = { ...(await findState(tx, application.applicationId)), mayOffer: all.some((one) => !areCollaborative(one)) && mayOffer(application) };
  return { agency, application, policy, faults: checkApplication({ kind: application.kind, draft: application, policy, on: tx.today }), offer };
}
/** What stands behind a private link, judged as it stands; null whatever was wrong. */
export async function openLink(services: Applying, token: string): Promise<Behind | null> {
  const hash = hashToken(token);
  const all = await listAgencies(services.database);
  for (const agency of all.filter(areCollaborative)) {
    const found = await within(services, agency, async (tx) => {
      const behind = await lookBehind(tx, services, { agency, all }, hash);
      if (behind !== null) await store.noteOpened(tx, behind.application.applicationId);
      return behind;
    });
    if (found !== null) return found;
  }
  return null;
}

/** Makes the code by which the applicant's agency may offer its figures; null where none may be offered, or some stand already. */
export async function askForCode(services: Applying, { agency, application, offer }: Behind, requestId: string): Promise<{ code: string; until: Instant } | null> {
  if (!offer.mayOffer || offer.agreedAt !== null) return null;
  return within(services, agency, async (tx) => {
    const code = await makeCode(tx, services, application.applicationId);
    await note(tx, "applications.code", application.applicationId, requestId);
    return { code, until: (await findState(tx, application.applicationId)).codeUntil! };
  });
}

export type Step = { outcome: "saved" | "changed" | "over" };
const note = (tx: Transaction, procedure: string, applicationId: string, requestId: string) => appendAudit(tx, { action: "write", procedure, outcome: "done", requestId, subjectId: applicationId });

/** Keeps what was typed. `changed`: somebody of the team saved meanwhile, and nothing of theirs is overwritten. */
export async function save(services: Applying, { agency, application }: Behind, draft: Draft, requestId: string): Promise<Step> {
  return within(services, agency, async (tx) => {
    if (!isWithApplicant(application.status)) return { outcome: "over" };
    if (!(await store.saveDraft(tx, application, draft))) return { outcome: "changed" };
    await note(tx, "applications.save", application.applicationId, requestId);
    return { outcome: "saved" };
  });
}

/** Hands an application in, where nothing stands against it at that very moment. */
export async function submit(services: Applying, { agency, application }: Behind, token: string, requestId: string): Promise<Step> {
  return within(services, agency, async (tx) => {
    const now = await lookBehind(tx, services, { agency, all: [] }, hashToken(token));
    if (now === null || !isWithApplicant(now.application.status) || (now.application.status === "draft" && !now.application.takes)) return { outcome: "over" };
    if (now.faults.some((one) => one.weight === "blocks") || now.application.revision !== application.revision || !(await store.submitDraft(tx, now.application))) return { outcome: "changed" };
    await writeAndSend(tx, services, now.application, "receipt");
    await note(tx, "applications.submit", application.applicationId, requestId);
    return { outcome: "saved" };
  });
}

/** Withdraws an application; places that it was given are free from then on. */
export async function withdraw(services: Applying, { agency, application }: Behind, requestId: string): Promise<Step> {
  return within(services, agency, async (tx) => {
    if (!(await store.withdrawOwn(tx, application))) return { outcome: "changed" };
    await store.leaveSeats(tx, application.applicationId);
    await store.partFromPeers(tx, application.applicationId);
    await store.insertDecision(tx, { applicationId: application.applicationId, decision: "withdrawn", reason: "—", decidedBy: null });
    await writeAndSend(tx, services, application, "withdrawn");
    await note(tx, "applications.withdraw", application.applicationId, requestId);
    return { outcome: "saved" };
  });
}
