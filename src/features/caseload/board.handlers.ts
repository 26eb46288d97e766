import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { StaffRow } from "#features/workforce/store.ts";
import type { Board, BoardCase, Coming } from "./contract.ts";
import { shippedRule } from "./default.rules.ts";
import { limitFor, loadOn, ruleOn, sumOf, weeksAhead, weigh, type Weighed } from "./rules.ts";
import * as store from "./store.ts";

/** The rule that holds today; number 0 is the shipped draft. */
export async function ruleToday(tx: Transaction): Promise<{ number: number; content: typeof shippedRule }> {
  return ruleOn([...(await store.listRules(tx)), { number: 0, content: shippedRule, validFrom: null }], tx.today)!;
}

/** Which class a part of a weight is known by: what protects the child, an adult's own record, or nothing beyond the service. */
function tagPart(part: Weighed["part"], one: store.LoadRow) {
  if (part === "risk") return tagOf("protective", one.caseId);
  return part === "safety_plan" && one.safetyPlanCase !== null ? tagOf("caregiver", one.safetyPlanCase) : null;
}

/** What changes within the days: who begins and ends, covers, planned ends, and when she is away. */
function listComing(rows: readonly store.LoadRow[], names: ReadonlyMap<string, store.NamedCase>, away: readonly { validFrom: CivilDate; validTo: CivilDate }[], accepted: readonly { startsOn: CivilDate | null }[], today: CivilDate, last: CivilDate): Coming[] {
  const found: Coming[] = [];
  const add = (on: CivilDate | null, kind: Coming["kind"], caseId: string | null = null) => {
    if (on !== null && on >= today && on <= last) found.push({ on, kind, caseId, childName: caseId === null ? null : (names.get(caseId)?.childName ?? null) });
  };
  for (const one of rows) {
    const covers = one.kind === "covering";
    if (one.validFrom > today) add(one.validFrom, covers ? "covering_begins" : "begins", one.caseId);
    add(one.validTo, covers ? "covering_ends" : "ends", one.caseId);
    if (!covers) add(one.plannedEnd, "planned_end", one.caseId);
  }
  for (const one of away) {
    add(one.validFrom, "away");
    add(addDays(one.validTo, 1), "back");
  }
  for (const one of accepted) add(one.startsOn ?? today, "offered");
  return found.toSorted((a, b) => a.on.localeCompare(b.on) || a.kind.localeCompare(b.kind) || (a.childName ?? "").localeCompare(b.childName ?? ""));
}

/** What somebody carries today and in the four weeks ahead, with what each family weighs and why. For herself and who supervises her. */
export async function boardOf(tx: Transaction, person: StaffRow): Promise<Board> {
  const rule = await ruleToday(tx);
  const carrier = { isTrainee: person.roles.includes("trainee") };
  const weeks = weeksAhead(tx.today);
  const rows = await store.listLoads(tx, [person.staffId], weeks.at(-1)!);
  const caseIds = [...new Set(rows.map((one) => one.caseId))];
  const names = new Map((await store.listNamed(tx, caseIds)).map((one) => [one.caseId, one]));
  const exceptions = new Map((await store.listExceptions(tx, person.staffId, caseIds)).map(({ caseId, ...one }) => [caseId, one]));
  const away = (await store.listAway(tx)).filter((one) => one.staffId === person.staffId);
  const isOwn = tx.actor.kind === "staff" && tx.actor.staffId === person.staffId;
  const cases = rows.map((one): BoardCase => {
    const parts = weigh(rule.content, one, carrier);
    const named = names.get(one.caseId);
    const { caseId, kind, validFrom, validTo, stage, plannedEnd } = one;
    return { caseId, kind, validFrom, validTo, stage, plannedEnd, childName: named?.childName ?? null, lastSessionOn: named?.lastSessionOn ?? null, nextSessionAt: named?.nextSessionAt ?? null, tenths: sumOf(parts), parts: parts.map((part) => ({ ...part, disclosure: tagPart(part.part, one) })), exception: exceptions.get(caseId) ?? null };
  });
  return {
    staffId: person.staffId,
    name: person.name,
    today: tx.today,
    ruleNumber: rule.number,
    load: loadOn(rule.content, rows, carrier, tx.today),
    limit: limitFor(rule.content, await store.findOwnLimit(tx, person.staffId)),
    cases: cases.toSorted((a, b) => (a.childName ?? "\uffff").localeCompare(b.childName ?? "\uffff") || a.validFrom.localeCompare(b.validFrom)),
    weeks: weeks.map((on) => ({ on, ...loadOn(rule.content, rows, carrier, on) })),
    coming: listComing(rows, names, away, isOwn ? await store.listAccepted(tx) : [], tx.today, weeks.at(-1)!),
    notNowUntil: (await store.listNotNow(tx)).find((one) => one.staffId === person.staffId)?.until ?? null,
  };
}
