import path from "node:path";
import { dateInZone } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { frameOf, writeLetter } from "#features/letters/handlers.ts";
import { frameWords as sheetWords } from "#features/letters/words.ts";
import { findAgency } from "#features/letters/store.ts";
import { teamPolicy } from "./apply.handlers.ts";
import type { ApplicationRow, ApplicationsAsked, ApplicationView, Rubric } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { saidOf } from "./figures.rules.ts";
import { frameWords, LINK } from "./letters.words.ts";
import { findMeasured } from "./offers.store.ts";
import { loadForm, loadRubric } from "./policies.ts";
import { actionsOf, apartOn, checkApplication, scoresFit, totalOf } from "./rules.ts";
import * as store from "./reading.store.ts";

export type Asking = Pick<Call, "services" | "language">;
const dataOf = ({ services }: Pick<Asking, "services">) => path.join(services.projectRoot, "data");
export const rubricOf = (call: Pick<Asking, "services">): Rubric => loadRubric(dataOf(call));
export const formOf = (call: Pick<Asking, "services">) => loadForm(dataOf(call));
export const staffOf = (tx: Transaction): string => (tx.actor.kind === "staff" ? tx.actor.staffId : "");

/** An application that the actor reads. Throws `not_found`, whatever it is that keeps it away. */
export async function requireApplication(tx: Transaction, applicationId: string, revision?: number): Promise<store.StoredApplication> {
  const found = await store.findApplication(tx, applicationId);
  if (!found) throw new Fault("not_found", faultWords.noApplication);
  if (revision !== undefined && found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return found;
}

function rowOf(found: store.StoredApplication, scores: readonly store.StoredScore[], rubric: Rubric, isOpen: boolean): ApplicationRow {
  const { applicationId, cohortId, cohort, kind, code, status, submittedAt, readers, scored, own, isBlind, names, content } = found;
  const totals = scores.map((one) => totalOf(rubric, one.scores));
  const mean = isOpen && totals.length > 0 ? Math.round((totals.reduce((sum, one) => sum + one, 0) / totals.length) * 10) / 10 : null;
  return { applicationId, cohortId, cohort, kind, code, status, submittedAt, readers, scored, own, isBlind, organization: names === null ? null : names.organization || names.people[0]?.name || "", clinicians: content.people.filter((one) => one.role === "clinician").length, mean };
}

export async function list(tx: Transaction, asked: ApplicationsAsked, call: Asking) {
  const found = await store.listApplications(tx, asked);
  const scores = await store.listScores(tx, found.map((one) => one.applicationId));
  const rubric = rubricOf(call);
  const rows = await Promise.all(found.map(async (one) => rowOf(one, scores.filter(({ applicationId }) => applicationId === one.applicationId), rubric, one.scored > 0 && one.own !== "to_score" && (await store.scoresAreOpen(tx, one.applicationId)))));
  return { applications: rows, counts: await store.countByStatus(tx) };
}

export async function get(tx: Transaction, { applicationId }: { applicationId: string }, call: Asking): Promise<ApplicationView> {
  const found = await requireApplication(tx, applicationId);
  const rubric = rubricOf(call);
  const isOpen = await store.scoresAreOpen(tx, applicationId);
  const scores = await store.listScores(tx, [applicationId]);
  const readerList = await store.listReaders(tx, applicationId);
  const { names, content, language, revision, area, email } = found;
  const measured = await findMeasured(tx, applicationId);
  const faults = checkApplication({ kind: found.kind, draft: { content, names: names ?? { organization: "—", town: "—", people: content.people.map(({ id }) => ({ id, name: "—", email: "none@example.org" })) } }, policy: await teamPolicy(tx, call.services), on: tx.today });
  return {
    ...rowOf(found, scores, rubric, isOpen),
    language, revision, content, area,
    names: names === null || email === null ? null : { ...names, email },
    readerList,
    scores: scores.map(({ staffId, name, scores: given, remark, scoredAt }) => ({ staffId, name, scores: given, total: totalOf(rubric, given), remark, scoredAt })),
    apart: isOpen ? apartOn(rubric, scores.map((one) => one.scores)) : [],
    actions: actionsOf(formOf(call), found.kind, content).map(({ of, words }) => ({ of, words })),
    notes: faults.map((one) => `${one.message[call.language]}${one.clause === null ? "" : ` (${one.clause})`}`),
    decisions: await store.listDecisions(tx, applicationId),
    letters: await store.listLetters(tx, applicationId),
    measured: measured === null ? null : { ...measured, said: measured.figures.flatMap((one) => saidOf(content, one.id, formOf(call))) },
    mayDecide: (found.status === "submitted" || found.status === "waiting") && (await store.isScored(tx, applicationId)) && isOpen,
    outsideReaders: readerList.filter((one) => one.isOutside && !one.hasConflict).length,
  };
}

export async function nameReader(tx: Transaction, { applicationId, staffId, isOutside }: { applicationId: string; staffId: string; isOutside: boolean }) {
  const found = await requireApplication(tx, applicationId);
  if (found.status !== "submitted" && found.status !== "waiting") throw new Fault("refused", faultWords.isDecided);
  if (!(await store.readsHere(tx, staffId))) throw fieldFault("staffId", faultWords.expectReader);
  const cameLate = await store.isScored(tx, applicationId);
  if (!(await store.insertReader(tx, { applicationId, staffId, isOutside, cameLate, namedBy: staffOf(tx) }))) throw fieldFault("staffId", faultWords.isReader);
  return { done: true as const };
}

export async function declareConflict(tx: Transaction, { applicationId, words }: { applicationId: string; words: string }) {
  await requireApplication(tx, applicationId);
  await store.declareConflict(tx, { applicationId, staffId: staffOf(tx), words });
  return { done: true as const };
}

export async function score(tx: Transaction, { applicationId, scores, remark }: { applicationId: string; scores: Record<string, number>; remark: string }, call: Pick<Asking, "services">) {
  const found = await requireApplication(tx, applicationId);
  if (found.status !== "submitted" && found.status !== "waiting") throw new Fault("refused", faultWords.isDecided);
  const reader = (await store.listReaders(tx, applicationId)).find((one) => one.staffId === staffOf(tx));
  if (!reader) throw new Fault("refused", faultWords.notReader);
  const rubric = rubricOf(call);
  if (!scoresFit(rubric, scores)) throw fieldFault("scores", faultWords.expectScores);
  if (reader.hasScored || !(await store.insertScore(tx, { applicationId, staffId: reader.staffId, rubric: rubric.version, scores, remark: remark.trim() }))) throw new Fault("changed_meanwhile", faultWords.hasScored);
  return { done: true as const };
}

/** A letter as it was kept, on the letterhead that it was written on. The private link is nowhere in it. */
export async function letter(tx: Transaction, { applicationId, letterId }: { applicationId: string; letterId: string }): Promise<File> {
  const found = await requireApplication(tx, applicationId);
  const kept = await store.findLetter(tx, applicationId, letterId);
  if (!kept) throw new Fault("not_found", faultWords.noLetter);
  const language: Language = kept.language;
  const frame = await frameOf(tx, language, kept.letterhead);
  const person = found.names?.people.find((one) => one.id === kept.person)?.name ?? "";
  const sentences = kept.paragraphs.map((one) => (one === LINK ? frameWords.privateLink[language] : one));
  const bytes = writeLetter({ ...frame, address: [person || found.names?.organization || found.code].filter((one) => one !== ""), day: writeDay(dateInZone(kept.writtenAt, tx.actor.timeZone), language), greeting: sheetWords.greeting[language](person || found.code), sentences, closing: frameWords.closing[language], sender: [(await findAgency(tx)).publicName], notices: [], authorization: [], authorizationTitle: "" }, language);
  return new File([bytes as Uint8Array<ArrayBuffer>], `${found.code}.${kept.kind}.${language}.pdf`, { type: "application/pdf" });
}
