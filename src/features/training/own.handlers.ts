import { minutesBetween, type CivilDate } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { caseCode, hashToken } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { Material, OwnPlace, training, TrainingRecord, Visit, Waiver } from "./cohorts.contract.ts";
import type { Track, TrainingRole } from "./contract.ts";
import { cohortFaults } from "./faults.words.ts";
import { gatherOf } from "./lending.handlers.ts";
import * as store from "./lending.store.ts";
import { pathOf } from "./walking.handlers.ts";
import { visitsWithin } from "./seats.rules.ts";
import { trainingWords } from "./training.words.ts";

/** Minutes between two gatherings that somebody asks for. */
const GATHER_AGAIN_MINUTES = 1;
const kept = { kept: true } as const;
const staffIdOf = (tx: Transaction): string => (tx.actor.kind === "staff" ? tx.actor.staffId : "");

/** A place as `places_of` gives it. */
type Given = {
  seatId: string; collaborative: string; cohortId: string; cohort: string; track: OwnPlace["path"]["track"]; trackVersion: string; requirements: Track; startsOn: CivilDate; endsOn: CivilDate; role: TrainingRole; fromDay: CivilDate; toDay: CivilDate | null; boundFrom: CivilDate; boundTo: CivilDate | null; continues: string | null;
  meetings: (Omit<Visit, "calledOffReason"> & { calledOff: boolean })[]; records: Omit<TrainingRecord, "note">[]; materials: Material[]; waivers: Pick<Waiver, "requirement" | "threshold">[];
}; // prettier-ignore

const visitsGiven = (one: Given): Visit[] => visitsWithin(one.meetings.map(({ calledOff, ...each }) => ({ ...each, calledOffReason: calledOff ? "" : null })), one);
/** A place and those that it continues. */
const chainOf = (given: readonly Given[], one: Given): Given[] => [one, ...given.filter((each) => each.seatId === one.continues).flatMap((each) => chainOf(given, each))];

async function placesOf(tx: Transaction, staffId: string, { language }: Call): Promise<OwnPlace[]> {
  const given = (await store.findPlaces(tx, staffId)) as Given[];
  const evidence = new Map((await store.findEvidence(tx, staffId)).map((one) => [one.seatId, one]));
  const byPlace = [...new Map(given.map((one) => [one.seatId, one])).values()];
  return byPlace.map((one): OwnPlace => {
    const chain = chainOf(byPlace, one);
    const visits = chain.flatMap((each) => (each === one ? visitsGiven(each) : visitsGiven(each).filter((visit) => visit.came !== null)));
    const records = chain.flatMap((each) => each.records);
    const lent = evidence.get(one.seatId) ?? null;
    const on = one.toDay !== null && one.toDay < tx.today ? one.toDay : tx.today;
    const known = { startsOn: one.startsOn, endsOn: one.endsOn, role: one.role, visits, records, waivers: one.waivers, lent: lent?.content ?? null, gatheredAt: lent?.gatheredAt ?? null };
    return { seatId: one.seatId, collaborative: one.collaborative, cohort: one.cohort, role: one.role, boundFrom: one.boundFrom, boundTo: one.boundTo, toDay: one.toDay, path: pathOf(one, known, on, language), visits, records, materials: one.materials, lent: lent?.content ?? null };
  });
}

async function mine(tx: Transaction, _input: unknown, call: Call) {
  return { today: tx.today, places: await placesOf(tx, staffIdOf(tx), call), agreement: trainingWords.agreement[call.language] };
}

export async function take(tx: Transaction, { code }: { code: string }, { language }: Pick<Call, "language">) {
  const seatId = await store.takePlace(tx, hashToken(code.trim()), trainingWords.agreement[language]);
  if (seatId === null) throw fieldFault("code", cohortFaults.badCode);
  return { seatId };
}

async function leave(tx: Transaction, { seatId }: { seatId: string }) {
  if (!(await store.leavePlace(tx, seatId))) throw new Fault("not_found", cohortFaults.notYours);
  return kept;
}

/** Gathers now. What is read is of the agency and not of the one who asks, so it is read in the agency's own name; only figures and codes leave it. */
async function gatherNow(tx: Transaction, _input: unknown, { services }: Call) {
  const last = (await store.findEvidence(tx, staffIdOf(tx))).map((one) => one.gatheredAt).toSorted().at(-1);
  if (last !== undefined && minutesBetween(last, tx.now) < GATHER_AGAIN_MINUTES) throw new Fault("refused", cohortFaults.soon);
  const { agencyId, timeZone } = tx.actor;
  await gatherOf(services, { agencyId, timeZone }, staffIdOf(tx));
  return kept;
}

async function cases(tx: Transaction, _input: unknown, { services }: Call) {
  const chosen = new Map((await store.listChosen(tx, staffIdOf(tx))).map((one) => [one.caseId, one.challenge]));
  return { cases: (await store.listOwnFamilies(tx, staffIdOf(tx))).map((one) => ({ ...one, code: caseCode(services.signingKey, one.caseId), challenge: chosen.get(one.caseId) ?? null })) };
}

export async function choose(tx: Transaction, { caseId, challenge }: { caseId: string; challenge: "low" | "high" | null }) {
  await requireCase(tx, caseId);
  const other = challenge === null ? null : await store.findOtherChoice(tx, staffIdOf(tx), caseId);
  if (other) throw new Fault("refused", cohortFaults.chosenByOther(other.name));
  await store.endChosen(tx, staffIdOf(tx), caseId);
  if (challenge !== null) await store.insertChosen(tx, { staffId: staffIdOf(tx), caseId, challenge });
  return kept;
}

export const trainingHandlers: Handlers<typeof training> = { mine: handle(mine), take: handle(take), leave: handle(leave), gather: handle(gatherNow), cases: handle(cases), choose: handle(choose) };
