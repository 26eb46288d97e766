import { addDays } from "#kernel/dates.ts";
import { fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { policyNamed } from "#features/eligibility/deciding.handlers.ts";
import { policiesOf, policySettings } from "#features/policy/agency.handlers.ts";
import type { Override } from "#features/policy/contract.ts";
import { heldBy } from "#features/workforce/belonging.handlers.ts";
import { listCertificates, listCredentials, listStaff, listSupervisions, listTeamMembers, findPolicySettings } from "#features/workforce/store.ts";
import { judgePractitioners } from "#features/workforce/supervision.rules.ts";
import type { foresight } from "./contract.ts";
import { countByClause, firstDay, foresee, suppose, type Supposed, whoCouldTake, type Workforce } from "./rules.ts";
import * as store from "./store.ts";
import { faultWords } from "./words.ts";

const PAGE = 50;

/** All that the question rests on, but for the sessions. */
async function load(tx: Transaction, call: Call) {
  const policy = policyNamed(await policiesOf(tx, call), policySettings(await findPolicySettings(tx)).session);
  const overrides = new Map<string, Override[]>();
  for (const { caseId, ...one } of await store.listOverrides(tx, policy.id)) overrides.set(caseId, [...(overrides.get(caseId) ?? []), one]);
  const now: Workforce = { credentials: await listCredentials(tx), members: await listTeamMembers(tx), certificates: await listCertificates(tx) };
  return { policy, now, here: await listStaff(tx), overridesOf: (caseId: string) => overrides.get(caseId) ?? [], language: call.language };
}
type Loaded = Awaited<ReturnType<typeof load>>;

type Question = { kind: Supposed["kind"]; subjectId: string | null; on: string; after: string | null };

/** What is supposed, with whom or what it names. Throws where that is not in the record. */
function readSupposed({ kind, subjectId, on }: Question, { now, here }: Loaded): Supposed {
  if (kind === "nothing") return { kind };
  if (subjectId === null) throw fieldFault("subjectId", faultWords.whom);
  const person = here.find((one) => one.staffId === subjectId);
  if (kind === "leaves" && person) return { kind, staffId: subjectId, name: person.name, on };
  if (kind === "credential_ends" && now.credentials.some((one) => one.credentialId === subjectId)) return { kind, credentialId: subjectId, on };
  if (kind === "certificate_ends" && now.certificates.some((one) => one.certificateId === subjectId)) return { kind, certificateId: subjectId, on };
  throw fieldFault("subjectId", faultWords.expectSubject);
}

/** Who would then be found to practise without the supervision that the rules ask. */
async function peopleLeftAlone(tx: Transaction, loaded: Loaded, supposed: Supposed) {
  if (supposed.kind === "nothing" || supposed.kind === "certificate_ends") return [];
  const day = addDays(supposed.on, 1);
  const supervisions = await listSupervisions(tx);
  const isGone = (staffId: string) => supposed.kind === "leaves" && supposed.staffId === staffId;
  const people = loaded.here.filter((one) => !isGone(one.staffId));
  const find = (workforce: Workforce, held: typeof supervisions) => judgePractitioners(people, day, held, heldBy(workforce.credentials as Parameters<typeof heldBy>[0]), loaded.language).filter((one) => one.finding.result !== "met");
  const before = find(loaded.now, supervisions);
  const after = find(suppose(loaded.now, supposed), supervisions.filter((one) => !isGone(one.supervisorId)));
  return after.filter((one) => !before.some((was) => was.staffId === one.staffId && was.finding.rule === one.finding.rule));
}

async function whatIf(tx: Transaction, input: Question, call: Call) {
  const loaded = await load(tx, call);
  const supposed = readSupposed(input, loaded);
  const found = await store.listBooked(tx, supposed.kind === "nothing" ? input.on : firstDay(supposed, tx.today));
  const booked = found.slice(0, store.MOST_BOOKED);
  const affected = foresee({ ...loaded, supposed, booked });
  const begin = input.after === null ? 0 : affected.findIndex((one) => one.sessionId === input.after) + 1;
  const page = affected.slice(begin, begin + PAGE);
  const names = new Map((await store.listNames(tx, page.map((one) => one.sessionId))).map((one) => [one.sessionId, one]));
  const couldTake = whoCouldTake({ ...loaded, supposed, sessions: page, booked });
  return {
    considered: booked.length,
    limited: found.length > booked.length,
    affected: affected.length,
    byClause: countByClause(affected),
    people: await peopleLeftAlone(tx, loaded, supposed),
    sessions: page.map((one) => ({ ...names.get(one.sessionId)!, ...one, couldTake: couldTake.get(one.sessionId) ?? [] })),
    next: begin + PAGE < affected.length ? page.at(-1)!.sessionId : null,
  };
}

export const foresightHandlers: Handlers<typeof foresight> = { whatIf: handle(whatIf) };
