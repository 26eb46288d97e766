import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { type FileFormat, MOST_IN_FILE } from "#kernel/listing.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { type Cell, type Table, tableFile } from "#features/documents/tables.handlers.ts";
import { sourceLabels } from "#features/intake/words.ts";
import { languageNames } from "#features/people/screens.words.ts";
import type { Step, WaitingFamily } from "./contract.ts";
import { listAll } from "./reading.handlers.ts";
import { fileWords, words } from "./screens.words.ts";
import { markNames, stepWords } from "./words.ts";

const sayStep = (step: Step, language: Language) => (step.kind === "mark" ? markNames[step.mark][language] : step.kind === "age_out" ? stepWords.age_out[language](step.months) : stepWords.waited[language](step.days));

/** Why a family stands where it stands. What somebody wrote as the reason stays on the screen: a file leaves the house. */
function sayWhy({ why, placing }: WaitingFamily, language: Language): string {
  const first = why.by === "placed" && placing !== null ? fileWords.placed[placing.place][language](placing.byName ?? "Dyad") : why.by === "later" ? words.standsLater[language] : why.step === null ? words.standsNone[language] : sayStep(why.step, language);
  return [first, ...why.also.map((step) => sayStep(step, language))].join("; ");
}

/** From which day the child is too old by the policy that ends first. */
function sayTooOld({ clocks }: WaitingFamily, today: CivilDate, language: Language): string {
  const [nearest] = clocks;
  if (nearest === undefined) return "";
  const { from, to } = nearest;
  if (from === null && to === null) return words.tooOldUnknown[language];
  if (to !== null && to <= today) return words.tooOldNow[language];
  if (to === null) return words.tooOldNot[language](from!);
  return from === to ? to : words.between[language](from ?? today, to);
}

/** The columns of the list as a file: what the screen shows, with whole days so that a spreadsheet sorts them. */
function tableOf(tx: Transaction, language: Language): Table<WaitingFamily> {
  const sayMark = ({ mark, since, until }: WaitingFamily["marks"][number]) => (until === null ? `${markNames[mark][language]} (${since})` : `${markNames[mark][language]} ${words.until[language](until)}`);
  const sayOffer = ({ answer, name }: WaitingFamily["offers"][number]) => (answer === null ? words.offered : answer === "yes" ? words.taken : words.refused)[language](name);
  const columns: [string, (one: WaitingFamily) => Cell][] = [
    [fileWords.received[language], (one) => one.receivedOn],
    [fileWords.days[language], (one) => one.daysWaiting],
    [fileWords.code[language], (one) => one.code],
    [fileWords.callMe[language], (one) => one.callMe],
    [fileWords.child[language], (one) => one.childName],
    [fileWords.source[language], (one) => sourceLabels[one.source][language]],
    [fileWords.monthsFrom[language], (one) => one.ageMonths?.from ?? null],
    [fileWords.monthsTo[language], (one) => one.ageMonths?.to ?? null],
    [words.language[language], (one) => (one.language === null ? null : (languageNames[one.language]?.[language] ?? one.language))],
    [words.what[language], (one) => one.marks.map(sayMark).join("; ")],
    [fileWords.offers[language], (one) => one.offers.map(sayOffer).join("; ")],
    [words.day[language], (one) => sayTooOld(one, tx.today, language)],
    [words.course[language], (one) => (one.clocks[0] === undefined ? null : words.fits[one.clocks[0].fits][language])],
    [words.stands[language], (one) => sayWhy(one, language)],
  ];
  return { name: fileWords.name[language], heads: columns.map(([head]) => head), cells: (one) => columns.map(([, cell]) => cell(one)), familyOf: ({ referralId }) => ({ referralId }) };
}

type Asked = Parameters<typeof listAll>[1] & { format: FileFormat; says: Language };
/** The waiting list as a file. Nobody of it has a record yet, so the trail names the referrals. */
export async function waitingFile(tx: Transaction, { format, says, ...asked }: Asked, call: Call): Promise<File> {
  const families = await listAll(tx, asked, { ...call, language: says });
  return tableFile(tx, call, "waiting.file", tableOf(tx, says), { format, language: says }, async () => ({ rows: families.slice(0, MOST_IN_FILE), next: families.length > MOST_IN_FILE ? "more" : null }));
}
