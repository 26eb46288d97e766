import type { CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { listLanguages } from "#features/caseload/store.ts";
import type { CardMark } from "./changing.contract.ts";
import type { ForeseenHour } from "./contract.ts";
import { endingFor, endingOf } from "./endings.rules.ts";
import * as store from "./endings.store.ts";
import { findUnspoken, sayLanguage } from "./language.rules.ts";
import { requireSpan } from "./rules.ts";

/** The most sessions that one look takes: a week of a large team. */
const MOST = 400;

/** Where a visit on a day would stand to the planned goodbye of its family; null where none is planned, or it is not the viewer's to know. */
export async function foreseeEnding(tx: Transaction, who: { setting: { caseId: string }; seesChart: boolean }, on: CivilDate, besides: string | null): Promise<ForeseenHour["ending"]> {
  const { caseId } = who.setting;
  const [planned] = await store.findPlannedEnds(tx, [caseId]);
  if (planned === undefined) return null;
  const others = (await store.listBookedDays(tx, [caseId], on)).filter((one) => one.sessionId !== besides).map((one) => one.on);
  const mark = endingFor(endingOf([on, ...others], planned.on), who.seesChart ? "open" : "closed");
  return mark === null ? null : { ...mark, disclosure: tagOf(who.seesChart ? "child_chart" : "service", caseId) };
}

/** What the cards of some days say besides their verdicts. A few statements, however many they are. */
export async function listMarks(tx: Transaction, input: { from: CivilDate; to: CivilDate; clinicianId: string | null; teamId: string | null }, call: Pick<Call, "language">): Promise<{ marks: CardMark[] }> {
  requireSpan(input.from, input.to);
  const found = await store.listMarked(tx, input, MOST);
  const caseIds = [...new Set(found.map((one) => one.caseId))];
  const planned = new Map((caseIds.length === 0 ? [] : await store.findPlannedEnds(tx, caseIds)).map((one) => [one.caseId, one.on]));
  const booked = planned.size === 0 ? [] : await store.listBookedDays(tx, [...planned.keys()], input.from);
  const spoken = new Map(found.length === 0 ? [] : (await listLanguages(tx)).map((one) => [one.staffId, one.languages]));
  const marks = found.map((one): CardMark => {
    const own = booked.filter((each) => each.caseId === one.caseId);
    const at = own.findIndex((each) => each.sessionId === one.sessionId);
    const goodbyeOn = planned.get(one.caseId);
    const ending = goodbyeOn === undefined || at < 0 ? null : endingFor(endingOf(own.slice(at).map(({ on }) => on), goodbyeOn), one.isChartOpen ? "open" : "closed");
    const missing = one.hasInterpreter ? null : findUnspoken(one.languages, one.clinicianIds.map((id) => spoken.get(id) ?? null));
    return { sessionId: one.sessionId, caseId: one.caseId, ending, needs: missing === null ? null : { name: missing.name, language: sayLanguage(missing.language)[call.language] }, disclosure: tagOf(ending !== null && one.isChartOpen ? "child_chart" : "service", one.caseId) };
  });
  return { marks: marks.filter(({ ending, needs }) => ending !== null || needs !== null) };
}
