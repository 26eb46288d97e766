import { addDays, type CivilDate, weekday } from "#kernel/dates.ts";
import type { JudgedCheck, LedgerLine } from "./meetings.contract.ts";
import type { LocalRules, MeetingKind, SupervisionCheck } from "./settings.contract.ts";

/** A meeting that was held, as it counts: `attended` are those who were there beside whoever leads. */
export type HeldMeeting = { meetingId: string; kind: MeetingKind; on: CivilDate; minutes: number; clinicalMinutes: number; leaderId: string; attended: readonly string[] };

/** Whether somebody gives a meeting of that kind to the others. Among peers and with a consultant everybody receives, also who wrote it down. */
export const isGiven = (kind: MeetingKind): boolean => kind === "individual" || kind === "group" || kind === "reflective";

/** Who received a meeting. */
export const receivers = (one: HeldMeeting): string[] => (isGiven(one.kind) ? [...new Set(one.attended)].filter((id) => id !== one.leaderId) : [...new Set([one.leaderId, ...one.attended])]);

/** The hours by person, kind and side. A minute of a meeting counts once for each who was there, and once for who gave it. */
export function ledgerOf(meetings: readonly HeldMeeting[]): LedgerLine[] {
  const lines = new Map<string, LedgerLine>();
  const add = (staffId: string, side: LedgerLine["side"], one: HeldMeeting) => {
    const key = `${staffId} ${one.kind} ${side}`;
    const line = lines.get(key) ?? { staffId, kind: one.kind, side, meetings: 0, minutes: 0, clinicalMinutes: 0 };
    lines.set(key, { ...line, meetings: line.meetings + 1, minutes: line.minutes + one.minutes, clinicalMinutes: line.clinicalMinutes + one.clinicalMinutes });
  };
  for (const one of meetings) {
    for (const staffId of receivers(one)) add(staffId, "received", one);
    if (isGiven(one.kind)) add(one.leaderId, "given", one);
  }
  return [...lines.values()];
}

/** The Monday of the week of a day. */
export const weekOf = (on: CivilDate): CivilDate => addDays(on, -((weekday(on) + 6) % 7));
export const firstOf = (month: string): CivilDate => `${month}-01`;
export const lastOf = (month: string): CivilDate => {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return addDays(number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`, -1);
};

/** The periods that a check counts in a month, each with its first and last day: the month, or every week whose Monday lies in it. */
function periodsOf(month: string, per: SupervisionCheck["per"]): { from: CivilDate; to: CivilDate }[] {
  const [first, last] = [firstOf(month), lastOf(month)];
  if (per === "month") return [{ from: first, to: last }];
  const weeks: { from: CivilDate; to: CivilDate }[] = [];
  for (let monday = weekOf(first) < first ? addDays(weekOf(first), 7) : first; monday <= last; monday = addDays(monday, 7)) weeks.push({ from: monday, to: addDays(monday, 6) });
  return weeks;
}

/** How one person stands by a check in a month. A period that is not over is going on, not missed; where the source gives no number nothing is judged. */
export function judgeCheck(check: SupervisionCheck, received: readonly HeldMeeting[], month: string, today: CivilDate): JudgedCheck {
  const counted = received.filter((one) => check.kinds.includes(one.kind));
  const amountIn = ({ from, to }: { from: CivilDate; to: CivilDate }) => counted.filter((one) => one.on >= from && one.on <= to).reduce((sum, one) => sum + (check.unit === "minutes" ? one.minutes : 1), 0);
  const periods = periodsOf(month, check.per).filter((one) => one.from <= today);
  const found = amountIn({ from: firstOf(month), to: lastOf(month) });
  if (check.threshold === null) return { ...check, found, periods: periods.length, periodsMet: 0, result: "not_defined" };
  const isMet = (one: { from: CivilDate; to: CivilDate }) => amountIn(one) >= check.threshold!;
  const met = periods.filter(isMet).length;
  const isMissed = periods.some((one) => !isMet(one) && one.to < today);
  return { ...check, found, periods: periods.length, periodsMet: met, result: isMissed ? "not_met" : met === periods.length && periods.length > 0 ? "met" : "going_on" };
}

/** What the site itself asks of each month, as checks beside those of the sources; nothing where it asks nothing. */
export function siteChecks({ cadenceMeetings, cadenceMinutes }: Pick<LocalRules, "cadenceMeetings" | "cadenceMinutes">): SupervisionCheck[] {
  const own = { kinds: ["individual", "group", "reflective"] as MeetingKind[], per: "month" as const, certainty: "local" as const, source: "" };
  return [
    ...(cadenceMeetings > 0 ? [{ ...own, id: "site-meetings", unit: "meetings" as const, threshold: cadenceMeetings, what: { en: "Meetings that this program asks for each month", es: "Reuniones que este programa pide cada mes" } }] : []),
    ...(cadenceMinutes > 0 ? [{ ...own, id: "site-minutes", unit: "minutes" as const, threshold: cadenceMinutes, what: { en: "Minutes that this program asks for each month", es: "Minutos que este programa pide cada mes" } }] : []),
  ];
}
