import type { CivilDate } from "#kernel/dates.ts";
import { fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { heldBy, teamPolicies } from "#features/workforce/belonging.handlers.ts";
import { endings } from "#features/workforce/record.handlers.ts";
import { holdsOn } from "#features/workforce/standing.rules.ts";
import { listCredentials, listStaff, listSupervisions, listTeamMembers, listTeams } from "#features/workforce/store.ts";
import { judgePractitioners } from "#features/workforce/supervision.rules.ts";
import { judgeJoining } from "#features/workforce/team.rules.ts";
import { ruleToday } from "./board.handlers.ts";
import type { NextOne } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { type Candidate, judgeNext } from "./next.rules.ts";
import { hasRoom, limitFor, loadOn, type Weighable } from "./rules.ts";
import * as store from "./store.ts";

type Asking = Pick<Call, "services" | "language">;
const treats = ({ roles }: { roles: readonly string[] }) => roles.includes("clinician") || roles.includes("trainee");

/** Whether each who treats has room on a day, by id. Of those whose load the actor may see all of it counts, of others what is of the service. */
async function roomsOn(tx: Transaction, people: readonly { staffId: string; roles: readonly string[] }[], on: CivilDate): Promise<Map<string, boolean>> {
  const rule = (await ruleToday(tx)).content;
  const limits = new Map((await store.listLimits(tx)).map((one) => [one.staffId, one]));
  const loads = new Map<string, Weighable[]>();
  const put = (rows: readonly (Weighable & { staffId: string })[]) => {
    for (const one of rows) loads.set(one.staffId, [...(loads.get(one.staffId) ?? []), one]);
  };
  const own = tx.actor.kind === "staff" ? [tx.actor.staffId, ...(tx.actor.roles.includes("supervisor") ? (await store.listSupervised(tx)).map((one) => one.staffId) : [])] : [];
  put((await store.listRooms(tx, on, on)).filter((one) => !own.includes(one.staffId)));
  put(await store.listLoads(tx, own, on));
  return new Map(
    people.map((one) => {
      const carrier = { isTrainee: one.roles.includes("trainee") };
      return [one.staffId, hasRoom(rule, loadOn(rule, loads.get(one.staffId) ?? [], carrier, on), limitFor(rule, limits.get(one.staffId) ?? null), carrier)];
    }),
  );
}

/** For each who treats and is in no team: whether a team has a place for one more, or which is full by which clause (A8). */
async function teamsFor(tx: Transaction, call: Asking, people: readonly { staffId: string }[], on: CivilDate, held: ReturnType<typeof heldBy>): Promise<Map<string, Candidate["team"]>> {
  const policies = await teamPolicies(tx, call);
  const members = await listTeamMembers(tx);
  const teams = (await listTeams(tx)).filter((one) => holdsOn(one, on));
  const counting = new Set(policies.flatMap((policy) => versionInForce(policy, on)?.clauses ?? []).filter((clause) => clause.rule.kind === "teamClinicians").map((clause) => clause.id));
  const answers = new Map<string, Candidate["team"]>();
  for (const { staffId } of people) {
    if (members.some((one) => one.staffId === staffId && holdsOn(one, on))) answers.set(staffId, "in_one");
    else if (counting.size === 0 || teams.length === 0) answers.set(staffId, "not_asked");
    else {
      const asked = teams.map((team) => ({ team, refused: judgeJoining(policies, { members: members.filter((one) => one.teamId === team.teamId), heldBy: held, servesMedicaid: team.servesMedicaid }, { staffId, part: "clinician", hasAuthority: null, validFrom: on, validTo: on }, call.language).refused.find((one) => counting.has(one.finding.rule)) }));
      const full = asked.find((one) => one.refused !== undefined);
      answers.set(staffId, asked.some((one) => one.refused === undefined) || full === undefined ? "place_left" : { full: full.team.name, clause: full.refused!.finding.clause });
    }
  }
  return answers;
}

/** Who supervises each who must be: by the same rule that the page of the staff goes by. */
async function supervisionFor(tx: Transaction, call: Asking, people: readonly { staffId: string; name: string; roles: readonly string[] }[], on: CivilDate, held: ReturnType<typeof heldBy>): Promise<Map<string, Candidate["supervision"]>> {
  const supervisions = await listSupervisions(tx);
  const findings = new Map(judgePractitioners(people, on, supervisions, held, call.language).filter((one) => one.finding.rule === "independent-supervisor").map((one) => [one.staffId, one.finding]));
  return new Map(
    people.map((one): [string, Candidate["supervision"]] => {
      const by = supervisions.find((span) => span.clinicianId === one.staffId && holdsOn(span, on));
      if (!findings.has(one.staffId) || findings.get(one.staffId)!.result === "unknown") return [one.staffId, "needs_none"];
      return [one.staffId, findings.get(one.staffId)!.result === "met" && by !== undefined ? { by: by.supervisorName } : null];
    }),
  );
}

/** Who can take a family on a day, and why or why not. */
export async function whoCanTake(tx: Transaction, { language, on }: { language: string | null; on: CivilDate }, call: Asking): Promise<{ on: CivilDate; isDraft: boolean; people: NextOne[] }> {
  const people = (await listStaff(tx)).filter(treats);
  const credentials = await listCredentials(tx);
  const held = heldBy(credentials);
  const rooms = await roomsOn(tx, people, on);
  const teams = await teamsFor(tx, call, people, on, held);
  const supervision = await supervisionFor(tx, call, people, on, held);
  const languages = new Map((await store.listLanguages(tx)).map((one) => [one.staffId, one.languages]));
  const notNow = new Map((await store.listNotNow(tx)).map((one) => [one.staffId, one.until]));
  const away = await store.listAway(tx);
  const ending = endings(people, credentials, [], tx.today);
  const candidates = people.map((one): Candidate => ({
    staffId: one.staffId,
    name: one.name,
    hasRoom: rooms.get(one.staffId) ?? true,
    languages: languages.get(one.staffId) ?? null,
    saysNotNowUntil: notNow.get(one.staffId) ?? null,
    absences: away.filter((each) => each.staffId === one.staffId),
    lastDay: one.lastDay,
    endings: ending.filter((each) => each.staffId === one.staffId).map(({ kind, name, endsOn, stage }) => ({ kind, name, endsOn, stage })),
    team: teams.get(one.staffId) ?? "not_asked",
    supervision: supervision.get(one.staffId) ?? "needs_none",
  }));
  return { on, isDraft: (await ruleToday(tx)).number === 0, people: judgeNext(candidates, { language, on }) };
}

/**
 * Throws `malformed` at its field where a family would put somebody over a limit that the agency has set itself and nobody says why; the
 * shipped draft asks nobody. Answers the reason that is to be kept with the family, null where none is needed.
 */
export async function requireRoom(tx: Transaction, one: { staffId: string; on: CivilDate; reason: string | null; path: string }): Promise<string | null> {
  if ((await ruleToday(tx)).number === 0) return null;
  const found = (await listStaff(tx)).find((each) => each.staffId === one.staffId);
  if (found === undefined || (await roomsOn(tx, [found], one.on)).get(one.staffId) !== false) return null;
  if (one.reason === null) throw fieldFault(one.path, faultWords.over);
  return one.reason;
}
