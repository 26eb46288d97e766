import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { kindWords, partWords, placeNames } from "#features/calendar/screens.words.ts";
import { objectives } from "#features/cases/chips.words.ts";
import { stepNames } from "#features/course/course.words.ts";
import { stepStateNames } from "#features/course/screens.words.ts";
import type { PaperLine } from "#features/course/paper.rules.ts";
import { strands } from "#features/notes/strands.words.ts";
import { kindNames, languageNames } from "#features/people/screens.words.ts";
import type { Content, LogRow } from "./contract.ts";
import { shareDone } from "./derive.rules.ts";
import { interpreterNames, involvedNames, packetNames, scaleNames, trainingNames, valueNames } from "./fidelity.words.ts";
import type { FormPack } from "./packs.contract.ts";
import { pathOfItem, type RegistrationPath } from "./packs.rules.ts";
import { contactStates, genderNames, paperWords, wayNames } from "./paper.words.ts";
import { type PacketKind, ratedStrands } from "./shapes.contract.ts";
import { scaleOf } from "./suggest.rules.ts";

/** A rating in words. */
export const sayRating = (key: string, value: string | null, language: Language): string => (value === null ? paperWords.notRated[language] : (valueNames[scaleOf(key)][value]?.[language] ?? value));

/** What a rating is about: a strand or an objective, and the side of it. */
export function nameRating(key: string, language: Language): string {
  const [group, code] = key.split(".");
  const about = group === "strands" ? ratedStrands.find((one) => one === code) : undefined;
  const objective = group === "content" ? objectives.find((one) => one.code === code) : undefined;
  const name = about === undefined ? (objective?.words[language] ?? null) : strands[about][language];
  return [name, scaleNames[scaleOf(key)][language]].filter((one) => one !== null).join(": ");
}

const inWords = (code: string, names: Readonly<Record<string, { en: string; es: string }>>, language: Language) => names[code]?.[language] ?? code;

/** What the register gives, in words. */
export function sayRegistration(one: Content["registration"], language: Language): Record<RegistrationPath, string> {
  const months = (age: number | null) => (age === null ? paperWords.noValue[language] : paperWords.months[language](age));
  return {
    clinician: one.clinicianName,
    training: [trainingNames[one.training][language], ...(one.trainedOn === null ? [] : [writeDay(one.trainedOn, language)])].join(", "),
    startOn: writeDay(one.startOn, language),
    languages: one.languages.map((code) => inWords(code, languageNames, language)).join(", "),
    interpreter: interpreterNames[one.interpreter][language],
    childAge: months(one.childAgeMonths),
    childGender: one.childGender === null ? paperWords.noValue[language] : inWords(one.childGender, genderNames, language),
    siblings: one.siblings.length === 0 ? "–" : one.siblings.map((each) => months(each.ageMonths)).join("; "),
    caregivers: one.caregivers.map((each) => [each.name, inWords(each.kind, kindNames, language), ...(each.ageYears === null ? [] : [paperWords.years[language](each.ageYears)]), involvedNames[each.involved][language]].join(", ")).join("; "),
  };
}

const sayStep = (one: Content["procedures"][number], language: Language) => `${stepStateNames[one.state][language]}${one.on === null ? "" : `, ${writeDay(one.on, language)}`}`;

/** A value of a packet by its path, in words; what is not there is said so. */
export function sayPath(path: string, content: Content, language: Language): string {
  const [group, name = ""] = path.split(".");
  const percent = shareDone(content.procedures);
  if (group === "registration") return sayRegistration(content.registration, language)[name as RegistrationPath] ?? paperWords.noValue[language];
  if (group === "log") return String(content.log[name as "held" | "cancelled" | "noShow" | "minutes"]);
  if (path === "procedures.percent") return percent === null ? paperWords.noValue[language] : paperWords.percent[language](percent);
  if (group === "procedures") return content.procedures.filter((one) => one.step === name).map((one) => sayStep(one, language)).join("; ") || paperWords.noValue[language];
  if (path === "reflection") return content.ratings?.reflection || "–";
  return sayRating(path, content.ratings?.ratings.find((one) => one.key === path)?.value ?? null, language);
}

type Frame = { kind: PacketKind; from: CivilDate; to: CivilDate; confirmedOn: CivilDate; version: number };
const text = (words: string): PaperLine => ({ kind: "text", words });
const heading = (words: string): PaperLine => ({ kind: "heading", words });
const beginning = (title: string, frame: Frame, language: Language): PaperLine[] => [{ kind: "title", words: title }, text(paperWords.between[language]), text(`${paperWords.days[language](writeDay(frame.from, language), writeDay(frame.to, language))}. ${paperWords.confirmed[language](writeDay(frame.confirmedOn, language), frame.version)}.`)];

/** A packet in our own layout. */
export function writePacketLines(content: Content, frame: Frame, language: Language): PaperLine[] {
  const { held, minutes, cancelled, noShow } = content.log;
  const ratings = content.ratings?.ratings ?? [];
  const line = (one: (typeof ratings)[number]) => text(`${nameRating(one.key, language)}: ${sayRating(one.key, one.value, language)}${one.suggestion !== null && one.suggestion !== one.value ? ` (${paperWords.suggested[language](sayRating(one.key, one.suggestion, language))})` : ""}`);
  const isGrid = (key: string) => key.startsWith("content.");
  return [
    ...beginning(paperWords.title[language](packetNames[frame.kind][language]), frame, language),
    heading(paperWords.who[language]),
    text(Object.values(sayRegistration(content.registration, language)).join(" · ")),
    heading(paperWords.log[language]),
    text(paperWords.figures[language](held, minutes, cancelled, noShow)),
    heading(paperWords.steps[language]),
    ...content.procedures.map((one) => text(`${stepNames[one.step][language]}: ${sayStep(one, language)}`)),
    heading(paperWords.strands[language]),
    ...ratings.filter((one) => !isGrid(one.key)).map(line),
    heading(paperWords.grid[language]),
    ...ratings.filter((one) => isGrid(one.key) && one.value !== null).map(line),
    heading(paperWords.reflection[language]),
    text(content.ratings?.reflection || "–"),
  ];
}

/** A packet in the layout of a form pack, with the line of its licence. */
export const writePackLines = (pack: FormPack, content: Content, frame: Frame, language: Language): PaperLine[] => [
  ...beginning(pack.title[language], frame, language),
  ...pack.items.flatMap((item): PaperLine[] => [heading(item.text[language]), text(sayPath(pathOfItem(item), content, language))]),
  text(`${paperWords.holder[language](pack.holder, pack.version)}. ${pack.licence}`),
];

const kindOf = (one: LogRow, language: Language) => (one.kind === null ? wayNames[one.way ?? "call"][language] : kindWords[one.kind][language]);
const whoOf = (one: LogRow, language: Language) => one.who.map((each) => `${each.name} (${partWords[each.part][language]})`).join(", ");

/** A contact in words, as a list shows it. */
export const sayContact = (one: LogRow, language: Language) => ({ kind: kindOf(one, language), status: contactStates[one.status][language], place: one.place === null ? "" : placeNames[one.place][language], who: whoOf(one, language) });

const keys = ["day", "kind", "status", "reason", "minutes", "place", "who", "counter"] as const;
/** The contact log as a table, the first row its heads. */
export function logTable(rows: readonly LogRow[], language: Language): (string | number | null)[][] {
  return [keys.map((key) => paperWords.columns[key][language]), ...rows.map((one) => { const said = sayContact(one, language); return [one.on, said.kind, said.status, one.reason, one.minutes, said.place, said.who, one.counter]; })];
}

/** The contact log on paper. */
export const writeLogLines = (rows: readonly LogRow[], language: Language): PaperLine[] => [
  { kind: "title", words: paperWords.logTitle[language] },
  ...rows.map((one) => {
    const said = sayContact(one, language);
    return text([writeDay(one.on, language), said.kind, said.status, one.reason, one.minutes === null ? "" : `${one.minutes} min`, said.place, said.who, one.counter === null ? "" : `${paperWords.columns.counter[language]} ${one.counter}`].filter((part) => part !== "").join(" · "));
  }),
];
