import { createHash, randomBytes } from "node:crypto";
import { type CivilDate, minutesBetween } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { CohortRecord, SeatRow } from "#features/training/store.ts";
import { type Loaded, loadCohorts, requireCohort, requireSeat, waiversOf, walkSeat } from "#features/training/walking.handlers.ts";
import type { Graduation, graduations } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { certificateNumber } from "./number.rules.ts";
import { certificatePaper } from "./paper.handlers.ts";
import { evidenceText, freeze, mayConfirm, missingOf, stateOf } from "./rules.ts";
import * as store from "./store.ts";

const PAGE = 50;
/** Minutes within which a graduation is undone. */
const UNDO_MINUTES = 24 * 60;
const kept = { kept: true } as const;
const isYours = (tx: Transaction, one: store.GraduationRow) => tx.actor.kind === "staff" && one.proposedById === tx.actor.staffId;
const hashOf = (evidence: unknown) => createHash("sha256").update(evidenceText(evidence)).digest("hex");

function shown({ proposedById: _by, undoneAt, language: _language, evidenceHash: _hash, ...one }: store.GraduationRow, today: CivilDate): Graduation {
  return { ...one, state: stateOf({ ...one, undoneAt }, today) };
}

async function openSeat(tx: Transaction, { cohortId, seatId }: { cohortId: string; seatId: string }): Promise<{ cohort: CohortRecord; seat: SeatRow; loaded: Loaded }> {
  const cohort = await requireCohort(tx, cohortId);
  const seat = await requireSeat(tx, cohortId, seatId);
  return { cohort, seat, loaded: await loadCohorts(tx, [cohort]) };
}
const seatIn = (loaded: Loaded, seatId: string) => loaded.seats.find((one) => one.seatId === seatId)!;

async function ofSeat(tx: Transaction, asked: { cohortId: string; seatId: string }, { language }: Call) {
  const { cohort, seat, loaded } = await openSeat(tx, asked);
  const { path } = walkSeat(loaded, seatIn(loaded, seat.seatId), tx.today, language);
  const found = await store.listOfSeat(tx, seat.seatId);
  return {
    today: tx.today,
    name: seat.name,
    cohort: cohort.name,
    verdict: path.verdict,
    missing: missingOf(path.steps).map(({ id, words, state, message }) => ({ id, words, state, message })),
    faculty: await store.countFaculty(tx),
    isYours: found.some((one) => one.confirmedAt === null && one.undoneAt === null && isYours(tx, one)),
    graduations: found.map((one) => shown(one, tx.today)),
  };
}

export type Proposing = { cohortId: string; seatId: string; completedOn: CivilDate; validTo: CivilDate | null; language: Language };
/** Judges the place as it stood on the day and keeps what that rests on. */
export async function propose(tx: Transaction, { completedOn, validTo, language: of, ...asked }: Proposing, { language }: Pick<Call, "language">): Promise<{ graduationId: string }> {
  const { cohort, seat, loaded } = await openSeat(tx, asked);
  if (completedOn > tx.today || completedOn < cohort.startsOn) throw fieldFault("completedOn", faultWords.future);
  if (validTo !== null && validTo <= completedOn) throw fieldFault("validTo", faultWords.ends);
  const own = seatIn(loaded, seat.seatId);
  const paths = { en: walkSeat(loaded, own, completedOn, "en").path, es: walkSeat(loaded, own, completedOn, "es").path };
  const missing = missingOf(paths[language].steps);
  if (missing.length > 0 || paths.en.verdict !== "yes") throw new Fault("refused", faultWords.missing(missing.map((one) => `${one.id} (${one.words})`).join("; ")));
  const evidence = freeze(paths, waiversOf(loaded, own));
  const graduationId = await store.insertGraduation(tx, { ...asked, name: seat.name, language: of, issuer: await store.findPublicName(tx), cohort: cohort.name, track: cohort.track, trackVersion: cohort.trackVersion, completedOn, validTo, evidence, evidenceHash: hashOf(evidence) });
  if (graduationId === null) throw new Fault("refused", faultWords.already);
  return { graduationId };
}

async function requireGraduation(tx: Transaction, graduationId: string, how: "read" | "hold") {
  const found = how === "hold" ? await store.holdGraduation(tx, graduationId) : await store.findGraduation(tx, graduationId);
  if (!found) throw new Fault("not_found", faultWords.none);
  return found;
}

async function get(tx: Transaction, { graduationId }: { graduationId: string }) {
  const { evidence, ...found } = await requireGraduation(tx, graduationId, "read");
  return { graduation: shown(found, tx.today), evidence, evidenceHash: found.evidenceHash, isWhole: hashOf(evidence) === found.evidenceHash, faculty: await store.countFaculty(tx), isYours: isYours(tx, found), mayUndo: mayUndo(tx, found) };
}
const mayUndo = (tx: Transaction, { confirmedAt, undoneAt, annulledOn }: store.GraduationRow) => undoneAt === null && annulledOn === null && (confirmedAt === null || minutesBetween(confirmedAt, tx.now) <= UNDO_MINUTES);

const draw = (): string => certificateNumber(randomBytes(64)) ?? draw();

/** The second person's word. Whoever proposed confirms it only where nobody else is on the faculty, and the row says so. */
export async function confirm(tx: Transaction, { graduationId, evidenceHash }: { graduationId: string; evidenceHash: string }) {
  const { evidence, ...found } = await requireGraduation(tx, graduationId, "hold");
  if (found.confirmedAt !== null || found.undoneAt !== null || found.evidenceHash !== evidenceHash || hashOf(evidence) !== evidenceHash) throw new Fault("changed_meanwhile", faultWords.changed);
  const own = isYours(tx, found);
  if (!mayConfirm({ isYours: own, faculty: await store.countFaculty(tx) })) throw new Fault("refused", faultWords.same);
  const number = draw();
  await store.confirmGraduation(tx, graduationId, { number, isAlone: own });
  return { number };
}

async function undo(tx: Transaction, { graduationId }: { graduationId: string }) {
  const found = await requireGraduation(tx, graduationId, "hold");
  if (found.undoneAt !== null || found.annulledOn !== null) throw new Fault("changed_meanwhile", faultWords.changed);
  if (!mayUndo(tx, found)) throw new Fault("refused", faultWords.late);
  await store.undoGraduation(tx, graduationId);
  return kept;
}

export async function annul(tx: Transaction, { graduationId, reason }: { graduationId: string; reason: string }) {
  const found = await requireGraduation(tx, graduationId, "hold");
  if (found.confirmedAt === null || found.undoneAt !== null || found.annulledOn !== null) throw new Fault("refused", faultWords.notStanding);
  await store.annulGraduation(tx, graduationId, reason);
  return kept;
}

export const graduationsHandlers: Handlers<typeof graduations> = {
  list: handle(async (tx, { after, ...asked }) => {
    const { rows: found, next } = await store.listGraduations(tx, asked, { after, size: PAGE });
    return { today: tx.today, graduations: found.map((one) => shown(one, tx.today)), next, count: after === null ? await store.countGraduations(tx, asked) : null };
  }),
  ofSeat: handle(ofSeat),
  propose: handle(propose),
  get: handle(get),
  confirm: handle(confirm),
  undo: handle(undo),
  annul: handle(annul),
  paper: handle(async (tx, { graduationId, language }, { services }) => {
    const found = await requireGraduation(tx, graduationId, "read");
    if (found.number === null || found.undoneAt !== null) throw new Fault("refused", faultWords.noNumber);
    return certificatePaper({ ...found, number: found.number }, { language: language ?? found.language, today: tx.today, baseUrl: services.baseUrl });
  }),
};
