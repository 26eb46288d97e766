import { addDays } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { groupBy } from "#kernel/grouping.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { ruleToday } from "#features/caseload/board.handlers.ts";
import { limitFor, loadOn, weeksAhead } from "#features/caseload/rules.ts";
import * as caseload from "#features/caseload/store.ts";
import { staffOf } from "#features/course/reading.handlers.ts";
import { listPacketsOf } from "#features/fidelity/reading.handlers.ts";
import { seriesOfRecords } from "#features/measures/series.handlers.ts";
import { residencesOf } from "#features/people/around.handlers.ts";
import { endings } from "#features/workforce/record.handlers.ts";
import { inForce } from "#features/workforce/standing.rules.ts";
import { listCredentials } from "#features/workforce/store.ts";
import type { agendaContract, AgendaLine, Supervisee } from "./agenda.contract.ts";
import { type DraftLine, kindOfKey, maySettle, sortLines, sortPeople, withMark } from "./agenda.rules.ts";
import * as store from "./agenda.store.ts";
import { faultWords } from "./faults.words.ts";
import { lineOfCredential, lineOfMoment, lineOfNotes, lineOfReview, linesOfCase, linesOfPackets } from "./lines.rules.ts";
import type { LocalRules } from "./settings.contract.ts";
import { rulesOf } from "./settings.handlers.ts";

type Asking = Pick<Call, "services">;

/** Whose a family is on the agenda: whoever treats it, and only where nobody does, whoever covers. A family stands there once for each who treats. */
function ownersOf(loads: readonly caseload.LoadRow[], today: string): { caseId: string; staffId: string; plannedEnd: string | null }[] {
  const now = loads.filter((one) => one.validFrom <= today && (one.validTo === null || one.validTo >= today));
  const treated = new Set(now.filter((one) => one.kind === "assigned").map((one) => one.caseId));
  const own = now.filter((one) => one.kind === "assigned" || !treated.has(one.caseId));
  return [...new Map(own.map((one) => [`${one.staffId} ${one.caseId}`, { caseId: one.caseId, staffId: one.staffId, plannedEnd: one.plannedEnd }])).values()];
}

/** What the families of some people ask to be talked about, and how many of their visits were read. */
async function readFamilies(tx: Transaction, loads: readonly caseload.LoadRow[], rules: LocalRules, call: Asking): Promise<{ lines: DraftLine[]; read: Map<string, { families: number; sessions: number }> }> {
  const owners = ownersOf(loads, tx.today);
  const caseIds = [...new Set(owners.map((one) => one.caseId))];
  const names = new Map((await caseload.listNamed(tx, caseIds)).map((one) => [one.caseId, one.childName]));
  const sessions = groupBy(await store.listReadSessions(tx, caseIds), (one) => one.caseId);
  const { series } = await seriesOfRecords(tx, caseIds, await residencesOf(tx, caseIds), call.services);
  const packets = await listPacketsOf(tx, caseIds);
  const reviews = groupBy(await store.listOpenReviews(tx, caseIds), (one) => one.caseId);
  const me = staffOf(tx).staffId;
  const read = new Map<string, { families: number; sessions: number }>();
  const nameOf = (caseId: string) => names.get(caseId) ?? "";
  const lines = owners.flatMap(({ caseId, staffId, plannedEnd }) => {
    const own = sessions.get(caseId) ?? [];
    const before = read.get(staffId) ?? { families: 0, sessions: 0 };
    read.set(staffId, { families: before.families + 1, sessions: before.sessions + own.length });
    return [...(reviews.get(caseId) ?? []).map((one) => lineOfReview(one, staffId)), ...linesOfCase({ caseId, staffId, childName: nameOf(caseId), sessions: own, series: series.get(caseId) ?? [], plannedEnd }, me, tx.today, rules)];
  });
  return { lines: [...lines, ...linesOfPackets(owners.map(({ caseId, staffId }) => ({ caseId, staffId, childName: nameOf(caseId), packets: packets.get(caseId) ?? [] })))], read };
}

/** What the work of some people asks: moments they told, notes, co-signatures, and what ends with the sessions that it touches. */
async function readPeople(tx: Transaction, people: readonly store.Supervised[], credentials: Awaited<ReturnType<typeof listCredentials>>, rules: LocalRules): Promise<DraftLine[]> {
  const staffIds = people.map((one) => one.staffId);
  const ends = endings(people, credentials, [], tx.today).flatMap((one) => (one.staffId !== null && one.endsOn <= addDays(tx.today, rules.credentialDays) ? [{ ...one, staffId: one.staffId }] : []));
  const touched = await store.countTouched(tx, ends);
  return [
    ...(await store.listToldMoments(tx, staffIds, addDays(tx.today, -rules.momentDays))).map(lineOfMoment),
    ...(await store.countOwedNotes(tx, staffIds, rules.noteDays)).map((one) => lineOfNotes(one, "notes")),
    ...(await store.countWaiting(tx, staffIds)).map((one) => lineOfNotes(one, "signing")),
    ...ends.map((one) => lineOfCredential(one, touched.find((each) => each.staffId === one.staffId && each.endsOn === one.endsOn) ?? { sessions: 0, families: 0 })),
  ];
}

/**
 * The agenda of whoever supervises: all whom she supervises today, each with what asks to be talked about. Read as she may
 * read it, by statements for all at once.
 */
export async function gather(tx: Transaction, call: Asking): Promise<{ today: string; gatheredAt: string; people: Supervisee[] }> {
  const rules = await rulesOf(tx);
  const people = await store.listSupervised(tx);
  const staffIds = people.map((one) => one.staffId);
  const loads = await caseload.listLoads(tx, staffIds, weeksAhead(tx.today)[0]!);
  const { content } = await ruleToday(tx);
  const limits = new Map((await caseload.listLimits(tx)).map((one) => [one.staffId, one]));
  const credentials = (await listCredentials(tx)).filter((one) => staffIds.includes(one.staffId));
  const families = await readFamilies(tx, loads, rules, call);
  const drafts = [...families.lines, ...(await readPeople(tx, people, credentials, rules))];
  const marks = new Map((await store.listMarks(tx)).map((one) => [one.line, one]));
  const lines = groupBy(drafts.map((one): AgendaLine => withMark(one, marks.get(one.key), tx.today)), (one) => one.staffId);
  const meetings = new Map((await store.listNextMeetings(tx, staffIds)).map(({ staffId, ...one }) => [staffId, one]));
  for (const caseId of new Set(drafts.flatMap((one) => one.caseId ?? []))) noteCase(tx, caseId);
  const found = people.map(({ staffId, name, roles }): Supervisee => {
    const carrier = { isTrainee: roles.includes("trainee") };
    const own = loads.filter((one) => one.staffId === staffId);
    const { tenths, families: most } = limits.get(staffId) ?? limitFor(content, null);
    return {
      staffId,
      name,
      isTrainee: carrier.isTrainee,
      credential: inForce(credentials.filter((one) => one.staffId === staffId), "licence", tx.today)?.name ?? "",
      nextMeeting: meetings.get(staffId) ?? null,
      load: loadOn(content, own, carrier, tx.today),
      limit: { tenths, families: most },
      read: families.read.get(staffId) ?? { families: 0, sessions: 0 },
      lines: sortLines(lines.get(staffId) ?? []),
    };
  });
  return { today: tx.today, gatheredAt: tx.now, people: sortPeople(found) };
}

/** Keeps how the supervisor leaves a line of the own agenda. */
export async function mark(tx: Transaction, input: Parameters<typeof store.keepMark>[1]): Promise<{ marked: true }> {
  const kind = kindOfKey(input.key);
  if (kind === null) throw fieldFault("key", faultWords.noLine);
  if (!maySettle(kind)) throw new Fault("refused", faultWords.protects);
  if (input.state === "put_off" && (input.until === null || input.until <= tx.today)) throw fieldFault("until", faultWords.needDay);
  await store.keepMark(tx, { ...input, until: input.state === "put_off" ? input.until : null });
  return { marked: true };
}

export const agendaHandlers: Handlers<typeof agendaContract> = { get: handle((tx, _input, call) => gather(tx, call)), mark: handle(mark) };
