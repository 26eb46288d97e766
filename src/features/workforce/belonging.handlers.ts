import { addDays, type CivilDate, requireOrder } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { policiesOf, policySettings } from "#features/policy/agency.handlers.ts";
import type { Policy } from "#features/policy/contract.ts";
import { inEachLanguage } from "#kernel/language.ts";
import type { Credential } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { requireStaff, requireWithinWork } from "./record.handlers.ts";
import type { Span } from "./standing.rules.ts";
import * as store from "./store.ts";
import { judgePractitioners } from "./supervision.rules.ts";
import { type Belonging, checkTeam, daysOfChange, judgeJoining, type TeamCheck, type TeamOverTime } from "./team.rules.ts";

type Asking = Pick<Call, "services" | "language">;

/** The policies by which teams are checked at this agency; one that its settings name and that is not there is left out. */
export async function teamPolicies(tx: Transaction, call: Asking): Promise<Policy[]> {
  const { team } = policySettings(await store.findPolicySettings(tx));
  return (await policiesOf(tx, call)).filter((one) => team.includes(one.id));
}

type HeldRow = Credential & { staffId: string };
/** Credentials by whose they are. */
export function heldBy(credentials: readonly HeldRow[]): (staffId: string) => readonly HeldRow[] {
  const of = new Map<string, HeldRow[]>();
  for (const one of credentials) of.set(one.staffId, [...(of.get(one.staffId) ?? []), one]);
  return (staffId) => of.get(staffId) ?? [];
}

/** How many days on which a team changes are looked at ahead. */
const MOST_DAYS = 6;

/** How a team stands today and on the next days on which it changes. */
export function checksAhead(policies: readonly Policy[], team: TeamOverTime, span: Span, today: CivilDate, language: Call["language"]): TeamCheck[] {
  const from = span.validFrom > today ? span.validFrom : today;
  if (span.validTo !== null && span.validTo < from) return [];
  return daysOfChange(team.members, { validFrom: from, validTo: span.validTo }).slice(0, MOST_DAYS).flatMap((on) => checkTeam(policies, team, on, language) ?? []);
}

async function loadTeam(tx: Transaction, teamId: string): Promise<{ row: store.TeamRow; members: store.TeamMemberRow[]; team: TeamOverTime }> {
  const row = (await store.lockTeam(tx, teamId)) ? (await store.listTeams(tx)).find((one) => one.teamId === teamId) : undefined;
  if (!row) throw new Fault("not_found", faultWords.noTeam);
  const members = await store.listTeamMembers(tx, teamId);
  return { row, members, team: { members, heldBy: heldBy(await store.listCredentials(tx)), servesMedicaid: row.servesMedicaid } };
}

const overlap = (one: Span, other: Span) => (one.validTo === null || one.validTo >= other.validFrom) && (other.validTo === null || other.validTo >= one.validFrom);

type Joining = { teamId: string } & Belonging & Pick<store.TeamMemberRow, "cohortRole">;

/** Adds somebody to a team, unless the policy's team question says no because of it on one of the days (A8, C9). */
export async function addTeamMember(tx: Transaction, { teamId, ...joining }: Joining, call: Asking) {
  requireOrder(joining.validFrom, joining.validTo);
  requireWithinWork(await requireStaff(tx, joining.staffId), joining);
  const { row, members, team } = await loadTeam(tx, teamId);
  if (joining.validFrom < row.validFrom) throw fieldFault("validFrom", faultWords.teamBegins(row.validFrom));
  if (members.some((one) => one.staffId === joining.staffId && one.part === joining.part && overlap(one, joining))) throw fieldFault("staffId", faultWords.twice);
  const policies = await teamPolicies(tx, call);
  const judged = judgeJoining(policies, team, joining, call.language);
  const [first] = judged.refused;
  if (first) {
    const said = inEachLanguage((language) => judgeJoining(policies, team, joining, language).refused[0]!.finding.message);
    throw new Fault("refused", faultWords.breaks(first.on, said, first.finding.clause), { details: { findings: judged.refused.map((one) => one.finding) } });
  }
  const membershipId = await store.insertTeamMember(tx, teamId, joining.staffId, joining.part, joining.validFrom, joining);
  return { added: true as const, membershipId, checks: judged.checks };
}

/** Gives somebody's time in a team its last day, and says how the team stands the day after. */
export async function endTeamMember(tx: Transaction, input: { teamId: string; membershipId: string; validTo: string; reason: string }, call: Asking) {
  const { members, team } = await loadTeam(tx, input.teamId);
  const found = members.find((one) => one.membershipId === input.membershipId);
  if (!found) throw new Fault("not_found", faultWords.noMembership);
  requireOrder(found.validFrom, input.validTo);
  await store.endBelonging(tx, "team", { id: found.membershipId, was: found.validTo, became: input.validTo, reason: input.reason });
  const then = { ...team, members: members.map((one) => (one === found ? { ...one, validTo: input.validTo } : one)) };
  const check = checkTeam(await teamPolicies(tx, call), then, addDays(input.validTo, 1), call.language);
  return { ended: true as const, checks: check === null ? [] : [check] };
}

export async function addSupervision(tx: Transaction, input: { supervisorId: string; clinicianId: string; validFrom: string; validTo: string | null }) {
  requireOrder(input.validFrom, input.validTo);
  if (input.supervisorId === input.clinicianId) throw fieldFault("supervisorId", faultWords.oneself);
  const supervisor = await requireStaff(tx, input.supervisorId);
  if (!supervisor.roles.includes("supervisor")) throw fieldFault("supervisorId", faultWords.notSupervisor);
  for (const one of [supervisor, await requireStaff(tx, input.clinicianId)]) requireWithinWork(one, input);
  const same = (await store.listSupervisions(tx)).find((one) => one.supervisorId === input.supervisorId && one.clinicianId === input.clinicianId && overlap(one, input));
  if (same) throw fieldFault("validFrom", faultWords.supervisedTwice);
  return { supervisionId: await store.insertSupervision(tx, input) };
}

export async function endSupervision(tx: Transaction, input: { supervisionId: string; validTo: string; reason: string }, call: Asking) {
  const found = (await store.listSupervisions(tx)).find((one) => one.supervisionId === input.supervisionId);
  if (!found) throw new Fault("not_found", faultWords.noSupervision);
  requireOrder(found.validFrom, input.validTo);
  await store.endBelonging(tx, "supervision", { id: found.supervisionId, was: found.validTo, became: input.validTo, reason: input.reason });
  const supervised = (await store.listStaff(tx)).filter((one) => one.staffId === found.clinicianId);
  const after = judgePractitioners(supervised, addDays(input.validTo, 1), await store.listSupervisions(tx), heldBy(await store.listCredentials(tx)), call.language);
  return { ended: true as const, findings: after.filter((one) => one.finding.result !== "met") };
}
