import type { CivilDate } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { Letterhead, LetterheadContent, letters, TemplateContent, TemplateVersion } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { checkTemplate } from "./fields.rules.ts";
import { type Head, headOf, shippedLetterhead } from "./letterhead.rules.ts";
import { type FrameData, type LetterData, letterTemplate } from "./paper.rules.ts";
import { sampleParagraphs, sampleRecipient } from "./sample.rules.ts";
import { shippedUnder, shippedVersions } from "./shipped.rules.ts";
import * as store from "./store.ts";
import { frameWords } from "./words.ts";

const mayEdit = (tx: Transaction) => tx.actor.kind === "staff" && tx.actor.roles.includes("administrator");

/** The templates as they hold now: what the agency made or changed, else what ships. Retired ones stand last. */
export async function listTemplates(tx: Transaction): Promise<TemplateVersion[]> {
  const own = await store.listNewest(tx);
  const all = [...shippedVersions().map((one) => own.find((each) => each.template === one.template) ?? one), ...own.filter((one) => shippedUnder(one.template) === null)];
  return (["in_use", "retired"] as const).flatMap((state) => all.filter((one) => one.state === state));
}
/** One version of a template: of a letter that was begun with it, whatever holds now. Throws `not_found`. */
export async function requireVersion(tx: Transaction, template: string, number: number): Promise<TemplateVersion> {
  const found = number === 0 ? shippedUnder(template) : await store.findVersion(tx, template, number);
  if (!found) throw new Fault("not_found", faultWords.noTemplate);
  return found;
}
/** The version from which a letter begins now. Throws a fault of the field where there is none, or it is out of use. */
export async function templateNow(tx: Transaction, template: string): Promise<TemplateVersion> {
  const found = (await listTemplates(tx)).find((one) => one.template === template);
  if (found === undefined) throw fieldFault("template", faultWords.noTemplate);
  if (found.state === "retired") throw fieldFault("template", faultWords.retired);
  return found;
}

async function listAllVersions(tx: Transaction, template: string): Promise<TemplateVersion[]> {
  const shipped = shippedUnder(template);
  const found = [...(await store.listVersions(tx, template)), ...(shipped === null ? [] : [shipped])];
  if (found.length === 0) throw new Fault("not_found", faultWords.noTemplate);
  return found;
}

/** Keeps another version after the one that the writer saw. */
async function keep(tx: Transaction, one: { template: string; after: number; state: "in_use" | "retired"; content: TemplateContent; note: string }): Promise<{ number: number }> {
  const number = one.after + 1;
  const newest = (await store.listVersions(tx, one.template))[0]?.number ?? 0;
  if (newest !== one.after || !(await store.insertVersion(tx, { ...one, number }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { number };
}

export async function save(tx: Transaction, { template, after, content, note }: { template: string | null; after: number; content: TemplateContent; note: string }) {
  const wrong = checkTemplate(content);
  if (wrong.length > 0) throw new Fault("malformed", wrong[0]!.message, { fields: wrong });
  const key = template ?? store.newTemplate(tx);
  const before = template === null ? null : (await listAllVersions(tx, template))[0]!;
  const shipped = shippedUnder(key);
  if (shipped !== null && shipped.content.kind !== content.kind) throw fieldFault("content.kind", faultWords.kindStays);
  return { template: key, ...(await keep(tx, { template: key, after, state: before?.state ?? "in_use", content, note })) };
}

async function retire(tx: Transaction, { template, after, state }: { template: string; after: number; state: "in_use" | "retired" }) {
  const before = (await listAllVersions(tx, template))[0]!;
  return keep(tx, { template, after, state, content: before.content, note: "" });
}

const shippedHead = async (tx: Transaction): Promise<Letterhead> => ({ number: 0, content: shippedLetterhead(await store.findAgency(tx)), madeBy: null, madeAt: null });
/** The letterhead of the papers that are made now, and its number; null is what the public name and number make. */
export async function letterheadNow(tx: Transaction): Promise<{ content: LetterheadContent; number: number | null }> {
  const found = await store.findLetterhead(tx, "newest");
  return found ?? { content: (await shippedHead(tx)).content, number: null };
}
/** What the frame of a paper says: by the letterhead of now, or that of the number which a paper was made with (null: the one that ships). */
export async function frameOf(tx: Transaction, language: Language, number: number | null | "now" = "now"): Promise<FrameData> {
  const { isDemo } = await store.findAgency(tx);
  const kept = number === "now" ? (await letterheadNow(tx)).content : number === null ? null : ((await store.findLetterhead(tx, number))?.content ?? null);
  const head: Head = headOf(kept ?? (await shippedHead(tx)).content, language);
  return { head, demo: isDemo ? frameWords.demo[language] : "", page: frameWords.page[language], of: frameWords.of[language], notice: frameWords.notice[language] };
}

/** A letter as PDF. What is above its fold tells nothing of what it is about, and so does its title. */
export const writeLetter = (data: LetterData, language: Language): Uint8Array => writePdf({ template: letterTemplate, data, title: data.head.name, language });

/** Keeps another letterhead after the one that the writer saw. */
export async function saveLetterhead(tx: Transaction, { after, content }: { after: number; content: LetterheadContent }) {
  const newest = (await store.findLetterhead(tx, "newest"))?.number ?? 0;
  if (newest !== after || !(await store.insertLetterhead(tx, { number: after + 1, content }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { number: after + 1 };
}

/** The letter that a template makes of made-up facts; the sheet says that they are. */
async function preview(tx: Transaction, { content, language, letterhead }: { content: TemplateContent; language: Language; letterhead: LetterheadContent | null }): Promise<File> {
  const wrong = checkTemplate(content);
  if (wrong.length > 0) throw new Fault("malformed", wrong[0]!.message, { fields: wrong });
  const today: CivilDate = tx.today;
  const frame = await frameOf(tx, language);
  const head = letterhead === null ? frame.head : headOf(letterhead, language);
  const { name, organization, address } = sampleRecipient;
  const bytes = writeLetter(
    {
      ...frame, head, demo: frameWords.preview[language], address: [name[language], organization[language], address[language]], day: writeDay(today, language), greeting: frameWords.greeting[language](name[language]),
      sentences: sampleParagraphs(content, language, head.name, today), closing: frameWords.closing[language], sender: ["Alex Sample", (await store.findAgency(tx)).name], notices: [], authorization: [], authorizationTitle: "",
    }, language); // prettier-ignore
  return new File([bytes as Uint8Array<ArrayBuffer>], `preview.${language}.pdf`, { type: "application/pdf" });
}

export const lettersHandlers: Handlers<typeof letters> = {
  templates: handle(async (tx) => ({ templates: await listTemplates(tx), mayEdit: mayEdit(tx) })),
  versions: handle(async (tx, { template }) => ({ versions: await listAllVersions(tx, template) })),
  save: handle(save),
  retire: handle(retire),
  preview: handle(preview),
  letterhead: handle(async (tx) => {
    const [current, ...before] = [...(await store.listLetterheads(tx)), await shippedHead(tx)];
    return { current: current!, before, mayEdit: mayEdit(tx) };
  }),
  saveLetterhead: handle(saveLetterhead),
};
