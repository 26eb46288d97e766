import type { CivilDate } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import type { CutOption, Middle, Shown } from "#features/outcomes/shapes.contract.ts";
import type { ReportCell } from "./contract.ts";
import { type Clause, countWords, reportWords, tellWords } from "./sentences.words.ts";

/** A number with its thousands apart. */
export const writeNumber = (value: number): string => String(value).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");

const quarterOf = (value: string) => /^(\d{4})-Q([1-4])$/.exec(value);
/** A span of quarters in words: a quarter, a year, or from one to another. */
export function writePeriod(values: readonly string[], language: Language): string {
  const write = (value: string) => {
    const found = quarterOf(value);
    return found === null ? value : reportWords.quarter[language](found[1]!, found[2]!);
  };
  const sorted = values.toSorted();
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  if (sorted.length === 4 && sorted.every((one) => one.slice(0, 4) === first.slice(0, 4))) return first.slice(0, 4);
  return first === last ? write(first) : reportWords.from[language](write(first), write(last));
}

/** What a report prints counts with; it remembers each, and by which definitions they were counted on which days. */
export type Printer = {
  language: Language;
  threshold: number;
  say: (words: Words) => string;
  /** A count by the name of its figure, counted by the definition of this id. */
  count: (figure: string, count: Shown, definition: string, countedOn: CivilDate | null, of?: CutOption) => string;
  /** Says that a middle, or a change, was told by this definition. */
  tell: (definition: string, countedOn: CivilDate | null) => void;
  cells: () => ReportCell[];
  used: ReadonlyMap<string, ReadonlySet<CivilDate>>;
};

/** A printer for one report about one part of the programme. */
export function makePrinter(language: Language, threshold: number, cut: CutOption | null): Printer {
  const cells = new Map<string, ReportCell>();
  const used = new Map<string, Set<CivilDate>>();
  const tell = (definition: string, countedOn: CivilDate | null) => void used.set(definition, new Set([...(used.get(definition) ?? []), ...(countedOn === null ? [] : [countedOn])]));
  return {
    language,
    threshold,
    say: (words) => words[language],
    count: (figure, count, definition, countedOn, of) => {
      const key = (of ?? cut)?.key ?? null;
      cells.set(`${key} ${figure}`, { figure, cut: key, count });
      tell(definition, countedOn);
      return writeCount(count, threshold, language);
    },
    tell,
    cells: () => [...cells.values()],
    used,
  };
}

/** A count as it is printed: a number, `<11` under the threshold, else that it is hidden. */
export const writeCount = (count: Shown, threshold: number, language: Language): string => (count.mark === "shown" ? writeNumber(count.people!) : count.mark === "under" ? `<${threshold}` : reportWords.hiddenWord[language]);

/** A share in whole percent, null where either count is hidden or there is nobody to be a share of. */
export const shareOf = (part: Shown, whole: Shown): string | null => (part.mark === "shown" && whole.mark === "shown" && whole.people! > 0 ? `${Math.round((100 * part.people!) / whole.people!)} %` : null);
export const shareOrHidden = (part: Shown, whole: Shown, language: Language): string => shareOf(part, whole) ?? reportWords.hiddenWord[language];

/** The middle half of a number that is told. */
export const writeHalf = ({ low, high }: Middle, language: Language): string => tellWords[language].half(writeNumber(low), writeNumber(high));
/** Median and middle half in one cell. */
export const writeMiddle = (one: Middle | null, language: Language): string => (one === null ? reportWords.hiddenWord[language] : `${writeNumber(one.median)} (${writeHalf(one, language)})`);

/** A sentence that counts families, with the share of those that it is a part of where both are told. */
export function sayCount(count: Shown, clause: Clause, among: { count: Shown; clause: Clause } | null, { language, threshold }: Pick<Printer, "language" | "threshold">): string {
  const words = countWords[language];
  const { one, many } = clause[language];
  if (count.mark === "under") return `${words.under(threshold, many)}.`;
  if (count.mark === "beside") return `${words.hidden(many)}.`;
  const said = count.people === 0 ? words.none(one) : count.people === 1 ? words.one(one) : words.many(writeNumber(count.people!), many);
  const share = among === null || among.count.people === null || among.count.people < 2 ? null : shareOf(count, among.count);
  return `${said}${share === null ? "" : words.ofThose(share, writeNumber(among!.count.people!), among!.clause[language].many)}.`;
}
