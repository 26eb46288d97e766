import { csvFile } from "#kernel/csv.ts";
import { addDays } from "#kernel/dates.ts";
import { fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { staffOf } from "#features/course/reading.handlers.ts";
import { judgePractitioners } from "#features/workforce/supervision.rules.ts";
import { listCredentials, listStaff, type StaffRow } from "#features/workforce/store.ts";
import { listSupervised } from "./agenda.store.ts";
import { faultWords } from "./faults.words.ts";
import { firstOf, judgeCheck, lastOf, ledgerOf, receivers, weekOf } from "./ledger.rules.ts";
import type { hoursContract, PersonHours } from "./meetings.contract.ts";
import * as store from "./meetings.store.ts";
import { checksBy, rulesOf } from "./settings.handlers.ts";
import { fileHeadings, kindNames, sideNames } from "./words.ts";

const treats = (one: StaffRow) => one.roles.some((role) => role === "clinician" || role === "trainee");

/** Whose hours the actor sees: of all who treat and supervise for who runs the programme, else one's own and of those supervised today. */
async function listWhose(tx: Transaction): Promise<StaffRow[]> {
  const { staffId, roles } = staffOf(tx);
  const staff = (await listStaff(tx)).filter((one) => treats(one) || one.roles.includes("supervisor"));
  if (roles.includes("administrator")) return staff;
  const supervised = roles.includes("supervisor") ? new Set((await listSupervised(tx)).map((one) => one.staffId)) : new Set<string>();
  return staff.filter((one) => one.staffId === staffId || supervised.has(one.staffId));
}

/** The hours of a month, with what each source asks of whoever is supervised. */
export async function hours(tx: Transaction, { month: asked }: { month: string | null }, call: Pick<Call, "language">): Promise<{ today: string; month: string; people: PersonHours[] }> {
  const month = asked ?? tx.today.slice(0, 7);
  const checks = checksBy(await rulesOf(tx));
  const people = await listWhose(tx);
  // A week that begins in the month may end in the next one.
  const held = await store.listHeld(tx, firstOf(month), addDays(weekOf(lastOf(month)), 6));
  const lines = ledgerOf(held.filter((one) => one.on <= lastOf(month)));
  const credentials = await listCredentials(tx);
  const experience = judgePractitioners(people, tx.today, [], (staffId) => credentials.filter((one) => one.staffId === staffId), call.language).filter((one) => one.finding.rule === "trainee-experience");
  return {
    today: tx.today,
    month,
    people: people.map((one): PersonHours => {
      const received = held.filter((meeting) => receivers(meeting).includes(one.staffId));
      const found = experience.find((each) => each.staffId === one.staffId)?.finding;
      return {
        staffId: one.staffId,
        name: one.name,
        lines: lines.filter((line) => line.staffId === one.staffId),
        checks: treats(one) ? checks.map((check) => judgeCheck(check, received, month, tx.today)) : [],
        experience: found === undefined ? null : { result: found.result === "met" ? "met" : found.result === "not_met" ? "not_met" : "unknown", message: found.message },
      };
    }),
  };
}

/** The months from one to another, both counted. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let [year, month] = from.split("-").map(Number) as [number, number]; `${year}-${String(month).padStart(2, "0")}` <= to && months.length < MOST_MONTHS; [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]) months.push(`${year}-${String(month).padStart(2, "0")}`);
  return months;
}
const MOST_MONTHS = 36;

/** The ledger as a file: who, in which month, which kind, how many meetings and minutes. It holds no word of any meeting. */
export async function file(tx: Transaction, { from, to, language }: { from: string; to: string; language: Language }): Promise<File> {
  if (to < from) throw fieldFault("to", faultWords.monthsOrder);
  const months = monthsBetween(from, to);
  const held = await store.listHeld(tx, firstOf(from), lastOf(months.at(-1)!));
  const names = new Map((await store.listNames(tx, [...new Set(held.flatMap((one) => [one.leaderId, ...one.attended]))])).map((one) => [one.staffId, one.name]));
  const rows = months.flatMap((month) =>
    ledgerOf(held.filter((one) => one.on.startsWith(month)))
      .map((line) => ({ ...line, name: names.get(line.staffId) ?? "" }))
      .toSorted((a, b) => a.name.localeCompare(b.name) || a.kind.localeCompare(b.kind) || a.side.localeCompare(b.side))
      .map((line) => [month, line.name, kindNames[line.kind][language], sideNames[line.side][language], line.meetings, line.minutes, line.clinicalMinutes]),
  );
  return new File([csvFile([fileHeadings[language], ...rows])], language === "en" ? "supervision-hours.csv" : "horas-de-supervision.csv", { type: "text/csv" });
}

export const hoursHandlers: Handlers<typeof hoursContract> = { get: handle(hours), file: handle((tx, input) => file(tx, input)) };
