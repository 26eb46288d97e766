import { newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { Answers, InstrumentDefinition, InstrumentLibrary } from "#features/instruments/contract.ts";
import { listItems, takeAnswers } from "#features/instruments/answers.rules.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { findDefinition } from "#features/instruments/library.rules.ts";
import { instrumentDefinition, instrumentText } from "#features/instruments/text.rules.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { Mode } from "./contract.ts";
import type { entryContract } from "./entry.contract.ts";
import { entryForm, judgeAnsweredOn, judgeDoubleEntry, judgeEntry } from "./entry.rules.ts";
import { entryFaults as faults } from "./entry.words.ts";
import { aboutWhom, alertsOf } from "./flow.rules.ts";
import { requireRespondent } from "./handlers.ts";
import { answerRowOf, type Entered, keepOneAnswer, raiseFresh, recordAnswers } from "./recording.handlers.ts";
import * as store from "./store.ts";
import { faultWords } from "./faults.words.ts";

type Input<K extends keyof typeof entryContract> = Parameters<Extract<Handlers<typeof entryContract>[K], { open: false }>["run"]>[1];
/** What recording needs of a call: the demo has no more. */
export type EntryCall = { language: Call["language"]; services: Pick<Call["services"], "projectRoot" | "enqueue"> };
const INTERVIEW_DAYS = 14;

type Beginning = { caseId: string; instrument: string; adultId: string; language: "en" | "es"; outsideAgeReason: string | null; mode: Mode; on: string };

/** What stands against recording a measure with, for or about an adult of the case on a day. */
async function judge(tx: Transaction, one: Omit<Beginning, "language">, path: "adultId" | null, call: EntryCall) {
  const found = await requireCase(tx, one.caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.caseClosed);
  const library = await libraryOf(tx, call.services);
  const definition = instrumentDefinition(library, one.instrument);
  const { child } = await requireRespondent(tx, one.caseId, one.adultId, path, one.on);
  const wrongDay = judgeAnsweredOn(one.on, tx.today, child?.birthDate ?? null);
  if (wrongDay !== null) {
    const message = wrongDay === "in_future" ? faults.dayInFuture : faults.dayBeforeBirth;
    throw new Fault("malformed", message, { fields: [{ path: "answeredOn", message }] });
  }
  const respondentId = definition.respondent === "clinician" ? null : one.adultId;
  const answeredBefore = respondentId === null ? [] : await store.listSubmittedInstruments(tx, one.caseId, respondentId);
  const findings = judgeEntry(library, definition, one.mode, { childBirthDate: child?.birthDate ?? null, on: one.on, answeredBefore, outsideAgeReason: one.outsideAgeReason }, call.language);
  return { found, library, definition, respondentId, findings };
}

/** Judges and begins a request. */
async function begin(tx: Transaction, one: Beginning, more: Partial<store.NewRequest>, call: EntryCall) {
  const { found, library, definition, respondentId, findings } = await judge(tx, one, "adultId", call);
  if (findings.some((each) => each.severity === "block" && each.result === "not_met")) throw new Fault("refused", faults.refused, { details: { findings } });
  const about = aboutWhom(definition);
  const requestId = await store.insertRequest(tx, {
    batteryId: newId(tx), place: 1, linkId: null, caseId: one.caseId, respondentId, aboutId: about === "child" ? found.childId : one.adultId, about, instrument: definition.id, version: definition.version, language: one.language,
    expiresAt: addMinutes(tx.now, INTERVIEW_DAYS * 24 * 60), mode: one.mode, status: "started", correctsId: null, addsToId: null, movedFromId: null, ...more,
  });
  if (requestId === null) throw new Fault("changed_meanwhile", faults.correctedAlready);
  const request = (await store.lockRequest(tx, requestId))!;
  if (findings.some((each) => each.result === "overridden")) await store.insertWords(tx, answerRowOf(request), "outside_age", one.outsideAgeReason!);
  return { request, definition, library, findings };
}

const isAnswered = (answers: Answers) => Object.values(answers).some((one) => one !== null && !(Array.isArray(one) && one.length === 0));
/** What is refused names its item. */
function requireAnswers(definition: InstrumentDefinition, answers: Answers): void {
  takeAnswers(definition, answers);
  if (!isAnswered(answers)) throw new Fault("malformed", faults.nothingAnswered, { fields: [{ path: "answers", message: faults.nothingAnswered }] });
}

const shownLanguage = (library: InstrumentLibrary, request: store.RequestRow) => instrumentText(library, request.instrument, request.language, request.version).language;

/** Records a form answered on paper, a licensed result, or what a clinician coded: all of it or nothing. */
export async function record(tx: Transaction, input: Input<"record">, call: EntryCall): Promise<{ requestId: string; caseId: string; findings: Finding[] }> {
  const { request, definition, library, findings } = await begin(tx, { ...input, on: input.answeredOn }, {}, call);
  requireAnswers(definition, input.answers);
  if (input.mode === "paper") {
    if (input.entries === null) throw new Fault("malformed", faults.enterTwice, { fields: [{ path: "entries", message: faults.enterTwice }] });
    const wrong = judgeDoubleEntry(definition, input.entries, input.answers);
    if (wrong.length > 0) throw new Fault("malformed", faults.entriesOther, { fields: wrong });
  }
  const entered: Entered = { answers: input.answers, form: input.form, scoredBy: input.scoredBy, entries: input.mode === "paper" ? input.entries : null };
  await recordAnswers(tx, call.services.enqueue, request, definition, { entered, language: shownLanguage(library, request), answeredOn: input.answeredOn });
  if (input.narrative.trim() !== "") await store.insertWords(tx, answerRowOf(request), "narrative", input.narrative.trim());
  return { requestId: request.requestId, caseId: request.caseId, findings };
}

/** Begins to read a form aloud; what the adult asked to be read of it by a link is over with that. */
export async function startInterview(tx: Transaction, input: Input<"startInterview">, call: EntryCall) {
  const { request, findings } = await begin(tx, { ...input, mode: "interview", on: tx.today }, {}, call);
  await store.withdrawAsked(tx, input.caseId, input.adultId, input.instrument);
  return { requestId: request.requestId, caseId: request.caseId, findings };
}

/** A form that is being read aloud, taken for this transaction, with its definition. */
async function requireInterview(tx: Transaction, requestId: string, call: EntryCall) {
  const request = await store.lockRequest(tx, requestId);
  if (!request || request.mode !== "interview" || (request.status !== "started" && request.status !== "sent")) throw new Fault("not_found", faults.noInterview);
  const library = await libraryOf(tx, call.services);
  return { request, library, definition: requireVersion(library, request) };
}
function requireVersion(library: InstrumentLibrary, request: store.RequestRow): InstrumentDefinition {
  const definition = findDefinition(library, request.instrument, request.version);
  if (definition === null) throw new Fault("gone", faults.otherVersion);
  return definition;
}

async function keepAnswer(tx: Transaction, { requestId, item, answer }: Input<"keepAnswer">, call: Call) {
  const { request, definition } = await requireInterview(tx, requestId, call);
  if (!listItems(definition).some((one) => one.number === item)) throw new Fault("malformed", faults.notOnForm, { fields: [{ path: "item", message: faults.notOnForm }] });
  takeAnswers(definition, { [item]: answer });
  const nothing = Array.isArray(answer) && answer.length === 0;
  if ((await keepOneAnswer(tx, call.services.enqueue, request, definition, item, nothing ? null : answer)) === "over") throw new Fault("not_found", faults.noInterview);
  return { requestId, caseId: request.caseId, kept: true as const };
}

async function finishInterview(tx: Transaction, { requestId }: { requestId: string }, call: Call) {
  const { request, definition, library } = await requireInterview(tx, requestId, call);
  if (!isAnswered((await store.findKept(tx, requestId))?.answers ?? {})) throw new Fault("malformed", faults.nothingAnswered, { fields: [{ path: "answers", message: faults.nothingAnswered }] });
  await recordAnswers(tx, call.services.enqueue, request, definition, { entered: null, language: shownLanguage(library, request), answeredOn: tx.today });
  return { requestId, caseId: request.caseId, findings: [] };
}

/** What was sent and still stands, taken for this transaction, with its answers. Throws where there is none, or it was corrected or withdrawn already. */
async function requireStanding(tx: Transaction, requestId: string) {
  const request = await store.lockRequest(tx, requestId);
  const sent = request && (await store.findSent(tx, requestId));
  if (request?.status === "void") throw new Fault("changed_meanwhile", faults.voidAlready);
  if (!request || (!sent && request.status === "submitted")) throw new Fault("not_found", faults.noRequest);
  if (request.status !== "submitted" || !sent) throw new Fault("refused", faults.notSent);
  if (request.correctedById !== null) throw new Fault("changed_meanwhile", faults.correctedAlready);
  return { request, sent, answeredOn: await store.listAnsweredOn(tx, requestId) };
}

/** Another request with the place, mode and language of one that was sent. */
const likeRequest = (tx: Transaction, request: store.RequestRow): store.NewRequest => ({ ...request, batteryId: newId(tx), place: 1, linkId: null, expiresAt: tx.now, status: "started", correctsId: null, addsToId: null, movedFromId: null });

/** Sets answers right after they were scored: another request, scored by the same version; the old one stays and counts nowhere. */
export async function correct(tx: Transaction, input: Input<"correct">, call: EntryCall) {
  const { request, sent, answeredOn } = await requireStanding(tx, input.requestId);
  if (answeredOn === null) throw new Fault("refused", faults.notHistory);
  const library = await libraryOf(tx, call.services);
  const definition = requireVersion(library, request);
  requireAnswers(definition, input.answers);
  const on = input.answeredOn ?? answeredOn;
  if (on > tx.today) throw new Fault("malformed", faults.dayInFuture, { fields: [{ path: "answeredOn", message: faults.dayInFuture }] });
  const marked = (answers: Answers) => JSON.stringify(Object.entries(answers).filter(([, one]) => one !== null).toSorted(([a], [b]) => a.localeCompare(b)));
  if (on === answeredOn && marked(input.answers) === marked(sent.answers)) throw new Fault("malformed", faults.nothingChanged, { fields: [{ path: "answers", message: faults.nothingChanged }] });
  const requestId = await store.insertRequest(tx, { ...likeRequest(tx, request), correctsId: input.requestId });
  if (requestId === null) throw new Fault("changed_meanwhile", faults.correctedAlready);
  const newer = (await store.lockRequest(tx, requestId))!;
  await store.insertWords(tx, answerRowOf(newer), "correction", input.reason);
  await recordAnswers(tx, call.services.enqueue, newer, definition, { entered: { ...sent, answers: input.answers, entries: null }, language: request.language, answeredOn: on });
  return { requestId, caseId: request.caseId, findings: [] };
}

/** Withdraws what was entered for the wrong child, its corrections with it, and records it for the right one where that is said. */
export async function withdrawEntry(tx: Transaction, { requestId, reason, to }: Input<"withdrawEntry">, call: EntryCall) {
  const { request, sent, answeredOn } = await requireStanding(tx, requestId);
  await store.insertWords(tx, answerRowOf(request), "void", reason);
  let movedTo: { requestId: string; inCaseId: string } | null = null;
  if (to !== null) {
    if (to.caseId === request.caseId) throw new Fault("malformed", faults.sameCase, { fields: [{ path: "to.caseId", message: faults.sameCase }] });
    if (!(await store.seesClass(tx, to.caseId, "relationship"))) throw new Fault("not_found", faults.notThere);
    const on = answeredOn ?? tx.today;
    const begun = await begin(tx, { caseId: to.caseId, instrument: request.instrument, adultId: to.adultId, language: request.language, outsideAgeReason: to.outsideAgeReason, mode: recordedAs(request.mode), on }, { mode: request.mode, movedFromId: requestId }, call);
    const definition = requireVersion(begun.library, request);
    await recordAnswers(tx, call.services.enqueue, begun.request, definition, { entered: sent, language: request.language, answeredOn: on });
    movedTo = { requestId: begun.request.requestId, inCaseId: to.caseId };
  }
  for (let older: store.RequestRow | null = request; older !== null; older = older.correctsId === null ? null : await store.lockRequest(tx, older.correctsId)) await store.voidRequest(tx, older.requestId);
  return { requestId, caseId: request.caseId, movedTo };
}
/** What came by a link and is moved is judged like a form that is read aloud: by its age window and whether it was taken. */
const recordedAs = (mode: Mode): Mode => (mode === "link" || mode === "kiosk" ? "interview" : mode);

/** Adds a new event to a history. The history keeps its score; the event raises the review that its item asks for. */
export async function addEvent(tx: Transaction, input: Input<"addEvent">, call: EntryCall) {
  const { request } = await requireStanding(tx, input.requestId);
  const definition = requireVersion(await libraryOf(tx, call.services), request);
  if (definition.repeats !== "once" || request.addsToId !== null) throw new Fault("refused", faults.notHistory);
  if (input.happenedOn !== null && input.happenedOn > tx.today) throw new Fault("malformed", faults.dayInFuture, { fields: [{ path: "happenedOn", message: faults.dayInFuture }] });
  const answers: Answers = { [input.item]: input.answer };
  requireAnswers(definition, answers);
  const requestId = (await store.insertRequest(tx, { ...likeRequest(tx, request), mode: recordedAs(request.mode), addsToId: input.requestId }))!;
  const added = (await store.lockRequest(tx, requestId))!;
  const row = answerRowOf(added);
  await store.putAnswers(tx, row, answers, { form: "", scoredBy: "", entries: null });
  await raiseFresh(tx, call.services.enqueue, added, alertsOf(definition, answers), []);
  await store.insertWords(tx, row, "new_event", input.words, input.happenedOn);
  await store.closeAnswers(tx, row);
  return { requestId, caseId: request.caseId, findings: [] };
}

export const entryHandlers: Handlers<typeof entryContract> = {
  form: handle(async (tx, { instrument, version, language }, call) => {
    const library = await libraryOf(tx, call.services);
    return entryForm(library, instrumentDefinition(library, instrument, version), language);
  }),
  check: handle(async (tx, { answeredOn, personId, ...one }, call) => ({ caseId: one.caseId, findings: (await judge(tx, { ...one, adultId: personId, on: answeredOn, outsideAgeReason: null }, null, call)).findings })),
  record: handle(record),
  startInterview: handle(startInterview),
  interview: handle(async (tx, { requestId }, call) => {
    const { request, library, definition } = await requireInterview(tx, requestId, call);
    const row = answerRowOf(request);
    const kept = (await store.findKept(tx, requestId)) ?? { answers: {}, skipped: [], savedAt: request.requestedAt };
    const disclosure = tagOf(row.class, row.caseId, row.ownerPersonId);
    return { requestId, caseId: request.caseId, adultName: request.respondentName, form: entryForm(library, definition, request.language), kept: { requestId, answers: kept.answers, skipped: kept.skipped, savedAt: kept.savedAt, submittedAt: null, disclosure } };
  }),
  keepAnswer: handle(keepAnswer),
  finishInterview: handle(finishInterview),
  correct: handle(correct),
  withdrawEntry: handle(withdrawEntry),
  addEvent: handle(addEvent),
};
