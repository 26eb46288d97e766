import { createHash } from "node:crypto";
import { Fault } from "#kernel/faults.ts";
import { readIdKey } from "#kernel/paging.ts";
import { addMonths } from "#kernel/dates.ts";
import { writeDay } from "#kernel/saying.ts";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import type { Call } from "#server/procedure.ts";
import { documentClass } from "#features/documents/contract.ts";
import { addDocument } from "#features/documents/handlers.ts";
import { keepWritten } from "#features/documents/written.handlers.ts";
import { frameOf, writeLetter } from "#features/letters/handlers.ts";
import { findAgency } from "#features/letters/store.ts";
import { frameWords as letterWords, letterNames } from "#features/letters/words.ts";
import { requireCase } from "#features/people/handlers.ts";
import { sayOpens, sayRecipient } from "./authorization.rules.ts";
import { textOf } from "./authorizations.handlers.ts";
import { findAuthorization, holdAuthority, lockAuthorization } from "./authorizations.store.ts";
import { writeData } from "./data.rules.ts";
import { faultWords } from "./faults.words.ts";
import { rulesOf } from "./figures.handlers.ts";
import { factsOf, lawOf } from "./gathering.handlers.ts";
import { judgeBasis, judgePart, noticesFor, type Part } from "./judging.rules.ts";
import { frameWords } from "./letters.words.ts";
import { accountingTemplate, recordTemplate } from "./paper.rules.ts";
import { writeSections } from "./parts.rules.ts";
import { type Judged, judgeRelease, requireRelease } from "./releases.handlers.ts";
import { takeTurn } from "./requests.store.ts";
import type { LoggedBasis, SentWay } from "./shapes.contract.ts";
import * as store from "./store.ts";
import { basisNames, descriptionWords, documentWords, wayNames } from "./words.ts";

type Ids = { caseId: string; releaseId: string };
/** A sheet that is ready, the same as data, and the parts that stand on it. */
type Sheet = { bytes: Uint8Array; hash: string; data: Uint8Array; parts: store.PartRow[] };

/** The authorization that goes along, as it was signed (D.C. Code § 7-1202.02(c)(2)). */
async function authorizationLines(tx: Transaction, { found }: Judged): Promise<string[]> {
  if (found.authorizationId === null) return [];
  const given = await findAuthorization(tx, found.caseId, found.authorizationId);
  if (!given || given.signedName === null || given.signedOn === null) return [];
  const { lines } = await textOf(tx, given);
  return [...lines.map((one) => one.words), frameWords.signedBy[found.language]([given.signedName, given.signerOrganization].filter((one) => one !== null).join(", "), writeDay(given.signedOn, found.language))];
}

/** Throws where nothing may leave, or a sentence may not. The reasons are for the writer; nothing of them is on the sheet. */
function requireGoing({ record, sentences, facts, law }: Judged): void {
  if (record !== null && record.goes.length === 0) throw new Fault("refused", faultWords.nothingGoes);
  if (record !== null) return;
  if (sentences.length === 0) throw new Fault("refused", faultWords.nothingGoes);
  const fields = sentences.flatMap((one, place) => (one.words === "" ? [{ path: `sentences.${place}`, message: faultWords.noTemplate }] : judgePart(one, facts, law) === null ? [] : [{ path: `sentences.${place}`, message: faultWords.mayNotGo }]));
  if (fields.length > 0) throw new Fault("refused", faultWords.mayNotGo, { fields });
}

/** Writes the sheet of a release as it stands now: the same bytes while nothing of it changes. */
async function writeSheet(tx: Transaction, judged: Judged): Promise<Sheet> {
  requireGoing(judged);
  const { found, record, sentences, law } = judged;
  const { language, recipient } = found;
  const frame = await frameOf(tx, language);
  const { name: agency } = await findAgency(tx);
  const goes: readonly Part[] = record?.goes ?? sentences;
  const shared = {
    ...frame,
    address: [recipient.name, recipient.organization, recipient.address].filter((one) => one !== ""),
    day: writeDay(tx.today, language),
    notices: noticesFor(goes, law).map((one) => one[language]),
    authorization: await authorizationLines(tx, judged),
    authorizationTitle: frameWords.authorizationCopy[language],
  };
  const bytes =
    record === null
      ? writeLetter({ ...shared, greeting: letterWords.greeting[language](recipient.name), sentences: sentences.map((one) => one.words), closing: letterWords.closing[language], sender: [tx.actor.kind === "staff" ? tx.actor.name : "", agency].filter((one) => one !== "") }, language)
      : writePdf({ template: recordTemplate, language, title: frame.head.name, data: { ...shared, title: frameWords.record[language], facts: [[frameWords.about[language], found.subjectName], [frameWords.purpose[language], found.purpose], [frameWords.holds[language], sayOpens(found.opens.filter((one) => record.goes.some((part) => part.disclosure.class === one)), language)]], sections: writeSections(record.goes, language) } });
  const hash = createHash("sha256").update(bytes).digest("hex");
  const data = writeData({ on: tx.today, language, from: agency, recipient, about: record === null ? null : found.subjectName, purpose: record === null ? null : found.purpose, goes: record === null ? { letter: sentences } : { record: record.goes }, notices: noticesFor(goes, law), authorization: shared.authorization, paperHash: hash });
  const parts = record === null ? sentences : record.goes.map((one) => ({ source: one.kind, words: "", factIds: one.factIds, on: one.on, disclosure: one.disclosure }));
  return { bytes, hash, data: Buffer.from(data), parts };
}

async function sheetOf(tx: Transaction, call: Pick<Call, "services">, ids: Ids, revision: number): Promise<{ judged: Judged; sheet: Sheet }> {
  const found = await requireRelease(tx, ids);
  if (found.state !== "draft") throw new Fault("refused", found.state === "fixed" ? faultWords.fixedAlready : faultWords.isOver);
  if (found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  const judged = await judgeRelease(tx, call, found);
  return { judged, sheet: await writeSheet(tx, judged) };
}

/** Holds what a release hangs on until the transaction ends, so that nothing is revoked between the judgement and the act. */
async function lockBasis(tx: Transaction, { authorizationId, authorityId, requestId }: store.ReleaseRow): Promise<void> {
  if (authorizationId !== null) await lockAuthorization(tx, authorizationId);
  if (authorityId !== null) await holdAuthority(tx, authorityId);
  if (requestId !== null) await takeTurn(tx, requestId);
}

/** Of which class the paper is: what it holds of one adult is that adult's, psychotherapy notes are their author's, a report stays a report. */
function classOfPaper({ found, record }: Judged) {
  const isNotes = record?.goes.some((one) => one.disclosure.class === "psychotherapy_note") ?? false;
  const part2 = record?.goes.some((one) => one.disclosure.part2) ?? false;
  return { class: isNotes ? ("psychotherapy_note" as const) : documentClass.parse(found.disclosure.class), ownerPersonId: isNotes ? null : found.disclosure.ownerPersonId, part2: part2 && found.disclosure.ownerPersonId !== null && !isNotes };
}

/**
 * Makes the paper of a release and keeps it as a document. It is written once before the transaction, since the file is
 * sealed there; within, everything is judged and written anew, and where the two differ nothing is kept.
 */
export async function fix(call: Call & { actor: Actor }, { revision, ...ids }: Ids & { revision: number }) {
  const { services, actor } = call;
  const first = await asActor(services.database, services.clock, actor, async (tx) => (await sheetOf(tx, call, ids, revision)).sheet);
  const incoming = await keepWritten({ services, actor }, first.bytes, "application/pdf");
  const data = await keepWritten({ services, actor }, first.data, "application/json");
  return {
    undo: async () => {
      await incoming.undo();
      await data.undo();
    },
    run: async (tx: Transaction) => {
      const locked = await store.findReleaseToChange(tx, ids.caseId, ids.releaseId);
      if (!locked) throw new Fault("not_found", faultWords.noRelease);
      await lockBasis(tx, locked);
      const { judged, sheet } = await sheetOf(tx, call, ids, revision);
      if (sheet.hash !== first.hash || !Buffer.from(first.data).equals(sheet.data)) throw new Fault("changed_meanwhile", faultWords.changed);
      const { found } = judged;
      const keep = async (fileId: string, title: keyof typeof documentWords) => (await addDocument(tx, { caseId: found.caseId, fileId, kind: "released", title: `${documentWords[title][found.language]}, ${writeDay(tx.today, found.language)}`, datedOn: tx.today, language: found.language, ...classOfPaper(judged), counterpartStaffId: null, authorityId: null, supersedes: null, reason: "" })).documentId;
      const documentId = await keep((await incoming.run(tx)).fileId, found.form);
      const dataDocumentId = await keep((await data.run(tx)).fileId, `${found.form}Data`);
      await store.replaceParts(tx, found.caseId, ids.releaseId, sheet.parts);
      await store.fixRelease(tx, { releaseId: ids.releaseId, documentId, dataDocumentId, textHash: sheet.hash, partCount: sheet.parts.length });
      return { documentId, dataDocumentId };
    },
  };
}

/** What left, in few words: form, what it opened, and of which days. */
function describe(found: store.ReleaseRow, classes: ReadonlySet<string>): string {
  const { language } = found;
  const what = sayOpens(found.opens.filter((one) => classes.has(one)), language);
  const days = found.periodFrom === null || found.periodTo === null ? "" : descriptionWords.days[language](writeDay(found.periodFrom, language), writeDay(found.periodTo, language));
  return descriptionWords.what[language](found.letterKind === null ? frameWords.record[language] : letterNames[found.letterKind][language], `${what}${days}`);
}

/** Says that a release went out today. Every part is judged anew under the locks of what it hangs on; then the log is written. */
export async function send(tx: Transaction, { caseId, releaseId, way }: Ids & { way: SentWay }, call: Call) {
  await requireCase(tx, caseId);
  const found = await store.findReleaseToChange(tx, caseId, releaseId);
  if (!found) throw new Fault("not_found", faultWords.noRelease);
  if (found.state !== "fixed") throw new Fault("refused", found.state === "draft" ? faultWords.notFixed : faultWords.isOver);
  await lockBasis(tx, found);
  const { childId } = await requireCase(tx, found.caseId);
  const [facts, law] = [await factsOf(tx, childId, found), lawOf(call)];
  const parts = await store.listReleaseParts(tx, releaseId);
  if (parts.length !== found.partCount) throw new Fault("refused", faultWords.notAllSeen);
  if (judgeBasis(facts, law) !== null || parts.some((one) => judgePart(one, facts, law) !== null)) throw new Fault("refused", faultWords.mayNotGo);
  await store.sendRelease(tx, releaseId, way);
  const description = describe(found, new Set(parts.map((one) => one.disclosure.class)));
  const { recipient } = found;
  await store.insertDisclosure(tx, { caseId: found.caseId, releaseId, disclosure: found.disclosure, recipient: [sayRecipient(recipient), recipient.address].filter((one) => one !== "").join(", "), description, basis: found.basis, purpose: found.purpose, way });
  return { sentOn: tx.today };
}

export async function log(tx: Transaction, { caseId, after }: { caseId: string; after: string | null }) {
  if (tx.actor.kind === "staff") await requireCase(tx, caseId);
  return store.listDisclosures(tx, caseId, readIdKey(after));
}

/** Bases of which the federal accounting asks for no line: treatment, the person's own authorization, and the person (45 CFR 164.528(a)(1)(i), (ii), (iv)). */
const notAskedFor: readonly LoggedBasis[] = ["coordination", "authorization", "own_request"];

/** The accounting of disclosures of one person, of the years that the agency counts, as the reader may see it. Its name tells the day and nothing else. */
export async function accounting(tx: Transaction, { caseId, personId, language }: { caseId: string; personId: string; language: "en" | "es" }, call: Pick<Call, "services">): Promise<File> {
  const { childId } = await requireCase(tx, caseId);
  const subject = await store.findName(tx, personId);
  if (subject === null) throw new Fault("not_found", faultWords.noSubject);
  const years = (await rulesOf(tx, call)).accounting_years.value;
  const from = addMonths(tx.today, -12 * years);
  const found = await store.listDisclosuresAbout(tx, caseId, personId === childId ? null : personId, from);
  const basisOf = (basis: LoggedBasis) => `${basisNames[basis][language]}${notAskedFor.includes(basis) ? `. ${frameWords.alsoListed[language]}` : ""}`;
  const data = {
    ...(await frameOf(tx, language)),
    title: frameWords.accounting[language],
    about: `${frameWords.about[language]}: ${subject}. ${frameWords.span[language](writeDay(from, language), writeDay(tx.today, language))}`,
    none: frameWords.none[language],
    notListed: frameWords.notListed[language](years),
    columns: [frameWords.day[language], frameWords.recipient[language], frameWords.what[language], frameWords.basis[language]],
    rows: found.map((one) => [writeDay(one.disclosedOn, language), `${one.recipient} (${wayNames[one.way][language]})`, [one.description, one.purpose].filter((each) => each !== "").join(". "), basisOf(one.basis)]),
  };
  const bytes = writePdf({ template: accountingTemplate, data, title: frameWords.accounting[language], language });
  return new File([bytes as Uint8Array<ArrayBuffer>], `accounting-${tx.today}.${language}.pdf`, { type: "application/pdf" });
}
