import { addDays, type CivilDate } from "#kernel/dates.ts";
import { groupBy } from "#kernel/grouping.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { tagOfTwo } from "#features/fidelity/derive.rules.ts";
import type { Packet } from "#features/fidelity/contract.ts";
import type { MeasureSeries } from "#features/measures/series.contract.ts";
import { blank, type DraftLine, findAbsent, findMoved, findRuptures, findUntouched, type ReadSession } from "./agenda.rules.ts";
import type { LocalRules } from "./settings.contract.ts";

/** One family of somebody who is supervised, with what was read of it. */
export type ReadCase = {
  caseId: string;
  staffId: string;
  childName: string;
  sessions: readonly ReadSession[];
  series: readonly MeasureSeries[];
  plannedEnd: CivilDate | null;
};

const ids = (sessions: readonly Pick<ReadSession, "sessionId">[]) => sessions.map((one) => one.sessionId.slice(-12)).join(".");

/** What the last visits of a family ask to be talked about: signs of a rupture, who stays away, strands that nothing feeds. */
function linesOfVisits(one: ReadCase, supervisorId: string, rules: LocalRules): DraftLine[] {
  const { caseId, staffId, childName, sessions } = one;
  const service = tagOf("service", caseId);
  const ruptures = findRuptures(sessions, rules);
  const nobodyCame = ruptures.some(({ sign }) => sign === "no_shows");
  const untouched = findUntouched(sessions, rules);
  return [
    ...ruptures.map((found): DraftLine => ({ ...blank, key: `rupture:${staffId}:${caseId}:${found.sign}`, reason: `${found.count}/${found.of} ${ids(found.sessions)}`, staffId, kind: "rupture", caseId, sessionId: found.sessions[0]!.sessionId, who: childName, count: found.count, of: found.of, on: found.sessions[0]!.on, codes: [found.sign], names: found.name === "" ? [] : [found.name], disclosure: service })),
    // Where nobody came at all, it is one thing and not one for each who was expected.
    ...(nobodyCame ? [] : findAbsent(sessions, rules)).map((found): DraftLine => ({ ...blank, key: `absence:${staffId}:${caseId}:${found.personId}`, reason: `${found.missed}/${found.of} ${ids(found.sessions)}`, staffId, kind: "absence", caseId, aboutId: found.personId, who: childName, count: found.missed, of: found.of, value: found.reasons, names: [found.name], disclosure: service })),
    ...(untouched.strands.length === 0 ? [] : [{ ...blank, key: `strand:${staffId}:${caseId}`, reason: `${untouched.strands.join("+")} ${ids(untouched.sessions)}`, staffId, kind: "strand" as const, caseId, who: childName, count: untouched.sessions.length, on: untouched.sessions.at(-1)!.on, until: untouched.sessions[0]!.on, codes: untouched.strands, disclosure: tagOfTwo(caseId, staffId, supervisorId) }]),
  ];
}

const worst = { worse: 0, better: 1 } as const;
/** The measures of a family that moved, those for the worse first. Of one instrument and person one line. */
function linesOfMeasures({ caseId, staffId, childName, series }: ReadCase, today: CivilDate, rules: LocalRules): DraftLine[] {
  const moved = findMoved(series, today, rules).toSorted((a, b) => worst[a.way] - worst[b.way]);
  return [...new Map(moved.toReversed().map((one) => [`${one.series.instrument} ${one.series.about} ${one.series.adultId ?? ""}`, one])).values()].toReversed().map(({ series: of, way, change }): DraftLine => ({
    ...blank, key: `moved:${staffId}:${caseId}:${of.key}`.slice(0, 300), reason: `${change.to} ${way}`, staffId, kind: "moved", caseId, who: of.adultName !== null && of.about === "self" ? of.adultName : childName, value: Math.round(100 * (change.post - change.pre)), on: change.fromOn, until: change.toOn, codes: [way], names: [of.name], disclosure: change.disclosure,
  })); // prettier-ignore
}

const asking: Partial<Record<Packet["state"], string>> = { late: "late", returned: "returned", confirmed: "confirmed" };
/** Packets of one person that are late, were returned, or wait for the supervisor's look: of each state one line, which names the families and leads to the oldest. */
export function linesOfPackets(cases: readonly (Pick<ReadCase, "caseId" | "staffId" | "childName"> & { packets: readonly Packet[] })[]): DraftLine[] {
  const found = cases.flatMap(({ caseId, staffId, childName, packets }) => packets.flatMap((packet) => (asking[packet.state] === undefined || packet.clinicianId !== staffId ? [] : [{ caseId, staffId, childName, packet, state: asking[packet.state]! }])));
  return [...groupBy(found, (one) => `${one.staffId}:${one.state}`)].map(([key, all]): DraftLine => {
    const sorted = all.toSorted((a, b) => (a.packet.dueOn ?? "").localeCompare(b.packet.dueOn ?? "") || a.caseId.localeCompare(b.caseId));
    const [first] = sorted;
    const { caseId, staffId, packet, state } = first!;
    return { ...blank, key: `packet:${key}`, reason: sorted.map((one) => `${one.caseId.slice(-6)}${one.packet.periodFrom.slice(2)}v${one.packet.version}`).join(" ").slice(0, 600), staffId, kind: "packet", caseId, aboutId: packet.packetId, who: "", count: all.length, on: packet.dueOn, codes: [packet.kind, state], names: [...new Set(sorted.map((one) => one.childName))], disclosure: packet.disclosure };
  });
}

const linesOfEnding = ({ caseId, staffId, childName, plannedEnd }: ReadCase, today: CivilDate, { endingDays }: LocalRules): DraftLine[] =>
  plannedEnd === null || plannedEnd < today || plannedEnd > addDays(today, endingDays) ? [] : [{ ...blank, key: `ending:${staffId}:${caseId}`, reason: plannedEnd, staffId, kind: "ending", caseId, who: childName, on: plannedEnd, disclosure: tagOf("service", caseId) }];

/** What the visits, measures and goodbye of one family ask to be talked about. */
export const linesOfCase = (one: ReadCase, supervisorId: string, today: CivilDate, rules: LocalRules): DraftLine[] => [...linesOfVisits(one, supervisorId, rules), ...linesOfMeasures(one, today, rules), ...linesOfEnding(one, today, rules)];

type OpenReview = { reviewId: string; caseId: string; adultName: string; on: CivilDate; isTaken: boolean; disclosure: DisclosureTag };
export const lineOfReview = (one: OpenReview, staffId: string): DraftLine => ({ ...blank, key: `alert:${staffId}:${one.reviewId}`, reason: one.isTaken ? "taken" : "open", staffId, kind: "alert", caseId: one.caseId, aboutId: one.reviewId, who: one.adultName, on: one.on, codes: [one.isTaken ? "taken" : "open"], disclosure: one.disclosure });

type Told = { momentId: string; caseId: string; sessionId: string; authorId: string; childName: string; on: CivilDate; words: string; disclosure: DisclosureTag };
export const lineOfMoment = (one: Told): DraftLine => ({ ...blank, key: `moment:${one.authorId}:${one.momentId}`, reason: one.momentId, staffId: one.authorId, kind: "moment", caseId: one.caseId, sessionId: one.sessionId, aboutId: one.momentId, who: one.childName, on: one.on, words: one.words, disclosure: one.disclosure });

type Counted = { staffId: string; notes: number; oldestOn: CivilDate; sessionId: string };
export const lineOfNotes = (one: Counted, kind: "notes" | "signing"): DraftLine => ({ ...blank, key: `${kind}:${one.staffId}`, reason: `${one.notes} ${one.sessionId}`, staffId: one.staffId, kind, sessionId: one.sessionId, count: one.notes, on: one.oldestOn });

type Ends = { id: string; staffId: string; kind: string; name: string; endsOn: CivilDate };
export const lineOfCredential = (one: Ends, touched: { sessions: number; families: number }): DraftLine => ({ ...blank, key: `credential:${one.staffId}:${one.id}`, reason: one.endsOn, staffId: one.staffId, kind: "credential", aboutId: one.id, count: touched.sessions, of: touched.families, on: one.endsOn, codes: [one.kind], names: one.name === "" ? [] : [one.name] });
