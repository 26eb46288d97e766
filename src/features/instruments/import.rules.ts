import type { CivilDate } from "#kernel/dates.ts";
import type { FieldWords } from "#kernel/faults.ts";
import { issueFields } from "#kernel/issues.ts";
import { lineOfParseFault, lineOfPath } from "#kernel/lines.ts";
import type { Words } from "#kernel/language.ts";
import { definitionSchema, type InstrumentDefinition, type InstrumentLibrary, type InstrumentNorms, normsSchema, type TextPack, textPackSchema } from "./contract.ts";
import { findDefinitionFaults, findTextFaults } from "./definition.rules.ts";
import { fileWords } from "./faults.words.ts";
import { hasChangeScore } from "./installed.rules.ts";
import { buildLibrary, compareVersions, findDefinition, wordsOf } from "./library.rules.ts";
import type { Entry, EntryBody, ImportPart, Permission } from "./site.contract.ts";
import { siteWords as words } from "./site.words.ts";

type Part = { path: string; stands: ImportPart["stands"] } & ({ kind: "definition"; content: InstrumentDefinition } | { kind: "text"; content: TextPack; of: InstrumentDefinition } | { kind: "norms"; content: InstrumentNorms; of: InstrumentDefinition });
/** What a file would bring in: its parts, and what is wrong by line and place. Nothing of it may be stored while anything is wrong. */
export type Judged = { parts: Part[]; faults: (FieldWords & { line: number })[] };

const MOST_PARTS = 20;
const joined = (path: string, inner: string) => [path, inner].filter((one) => one !== "").join(".");
const kindOf = (content: unknown): Part["kind"] | null => {
  if (typeof content !== "object" || content === null) return null;
  if ("changes" in content) return "norms";
  if ("language" in content) return "text";
  return "items" in content ? "definition" : null;
};
const schemas = { definition: definitionSchema, text: textPackSchema, norms: normsSchema } as const;

/** Reads the text of a file, one part or a list of them, and judges it against what is installed. Any order of the parts will do. */
export function judgeImport(text: string, library: InstrumentLibrary): Judged {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (fault) {
    const why = (fault as Error).message;
    return { parts: [], faults: [{ path: "", line: lineOfParseFault(text, why) ?? 1, message: words.notJson(why) }] };
  }
  const found: FieldWords[] = [];
  const report = (path: string, message: Words) => void found.push({ path, message });
  const given = Array.isArray(content) ? content.map((one, place) => ({ path: String(place), content: one as unknown })) : [{ path: "", content }];
  if (given.length === 0) report("", words.noPart);
  if (given.length > MOST_PARTS) report("", words.tooManyParts);
  const read = given.slice(0, MOST_PARTS).flatMap((one) => readPart(one, report));

  const known = new Map(library.definitions);
  for (const one of read) if (one.kind === "definition") known.set(one.content.id, one.content);
  const parts: Part[] = [];
  const places = new Set<string>();
  for (const one of read) {
    const place = [one.kind, one.content.id, "language" in one.content ? one.content.language : ""].join(" ");
    if (places.has(place)) report(one.path, words.twice);
    else {
      const judged = one.kind === "definition" ? judgeDefinition(one, library, known, report) : judgeOther(one, library, known, report);
      if (judged) parts.push(judged);
    }
    places.add(place);
  }
  return { parts, faults: found.map((one) => ({ ...one, line: lineOfPath(text, one.path) })).sort((one, other) => one.line - other.line) };
}

type Report = (path: string, message: Words) => void;
type Read = { path: string } & ({ kind: "definition"; content: InstrumentDefinition } | { kind: "text"; content: TextPack } | { kind: "norms"; content: InstrumentNorms });

function readPart({ path, content }: { path: string; content: unknown }, report: Report): Read[] {
  const kind = kindOf(content);
  if (kind === null) {
    report(path, words.noPart);
    return [];
  }
  const parsed = schemas[kind].safeParse(content);
  if (parsed.success) return [{ path, kind, content: parsed.data } as Read];
  for (const issue of parsed.error.issues) for (const field of issueFields(issue)) report(joined(path, field.path), field.message);
  return [];
}

function judgeDefinition({ path, content }: Read & { kind: "definition" }, library: InstrumentLibrary, known: ReadonlyMap<string, InstrumentDefinition>, report: Report): Part | null {
  const wrong = findDefinitionFaults(content);
  for (const one of wrong) report(joined(path, one.path), one.message);
  const newest = library.definitions.get(content.id);
  const same = findDefinition(library, content.id, content.version);
  if (newest && !library.own.has(content.id)) report(joined(path, "id"), words.sameAsShipped(newest.name));
  else if (same) {
    // That a fact was read here since is no other content.
    const contentOf = (definition: InstrumentDefinition) => JSON.stringify({ ...definition, facts: definition.facts.map((fact) => fact.about) });
    if (contentOf(same) !== contentOf(content)) report(joined(path, "version"), words.versionTaken(content.version));
  } else if (newest && compareVersions(content.version, newest.version) < 0) report(joined(path, "version"), words.versionNotNewer(newest.version));
  judgeSuccessors(content, known, (message) => report(joined(path, "successor"), message));
  return wrong.length > 0 ? null : { path, kind: "definition", content, stands: same ? "same" : newest ? "new_version" : "new" };
}

function judgeSuccessors(definition: InstrumentDefinition, known: ReadonlyMap<string, InstrumentDefinition>, report: (message: Words) => void): void {
  const chain = [definition.id];
  for (let next = definition.successor; next !== null; next = known.get(next)?.successor ?? null) {
    if (!known.has(next)) return report(fileWords.noSuccessor(next));
    if (chain.includes(next)) return report(fileWords.successorCircle([...chain, next].join(" → ")));
    chain.push(next);
  }
}

function judgeOther(one: Read & { kind: "text" | "norms" }, library: InstrumentLibrary, known: ReadonlyMap<string, InstrumentDefinition>, report: Report): Part | null {
  const of = known.get(one.content.id);
  if (!of) {
    report(joined(one.path, "id"), words.notInstalled(one.content.id));
    return null;
  }
  if (one.kind === "norms") {
    if (!hasChangeScore(of)) report(joined(one.path, "id"), words.neverChange);
    one.content.changes.forEach((change, place) => {
      if (change.points.from > change.points.to) report(joined(one.path, `changes.${place}.points`), words.pointsBackwards);
    });
    return { ...one, of, stands: library.norms.has(of.id) ? "takes_the_place" : "new" };
  }
  if (of.class === "C") report(joined(one.path, "id"), words.wordingOfOwner(of.name));
  else if (!findDefinitionFaults(of).some((one) => /^(items|answers)/.test(one.path))) for (const wrong of findTextFaults(of, one.content)) report(joined(one.path, wrong.path), wrong.message);
  const before = library.definitions.get(of.id)?.version === of.version ? library.texts.get(of.id)?.get(one.content.language) : undefined;
  return { ...one, of, stands: before === undefined ? "new" : wordsOf(before) === wordsOf(one.content) ? "same" : "takes_the_place" };
}

/** How a part is shown before it is taken in. */
export function describePart(part: Part): ImportPart {
  const of = part.kind === "definition" ? part.content : part.of;
  return { kind: part.kind, instrument: of.id, name: of.name, version: of.version, language: part.kind === "text" ? part.content.language : null, class: of.class, stands: part.stands };
}

const isWordingOf = (...classes: readonly InstrumentDefinition["class"][]) => (part: Part) => part.kind === "text" && part.stands !== "same" && classes.includes(part.of.class);
/** Whether a wording in it needs its owner's permission (class B). */
export const needsPermission = (parts: readonly Part[]): boolean => parts.some(isWordingOf("B"));
/** Whether a wording in it has an owner's form to be compared with. */
export const needsComparison = (parts: readonly Part[]): boolean => parts.some(isWordingOf("A", "B"));

type Row = Omit<Entry, "entryId">;
/** The rows that taking a file in adds, instruments first. What is here already adds none. */
export function rowsOf(parts: readonly Part[], given: { permission: Permission | null; compared: { by: string; on: CivilDate } | null }): Row[] {
  const fresh = parts.filter((part) => part.stands !== "same");
  const row = (part: Part, language: string | null, body: EntryBody): Row => ({ instrument: part.content.id, version: part.kind === "definition" ? part.content.version : part.of.version, language, body });
  return [
    ...fresh.flatMap((part) => (part.kind === "definition" ? [row(part, null, { kind: "definition", definition: part.content })] : [])),
    ...fresh.flatMap((part) => {
      if (part.kind === "norms") return [row(part, null, { kind: "norms", norms: part.content })];
      if (part.kind !== "text") return [];
      const { language } = part.content;
      const added = row(part, language, { kind: "text", text: part.content, permission: part.of.class === "B" ? given.permission : null });
      return given.compared === null || part.of.class === "D" ? [added] : [added, row(part, language, { kind: "compared", ...given.compared, text: part.content })];
    }),
  ];
}

/** What can be tried before it is taken in: the definition with its own wording, where the file brings one. Null where the file brings neither. */
export function findTrial(parts: readonly Part[], library: InstrumentLibrary, on: CivilDate): { library: InstrumentLibrary; instrument: string; language: string | null } | null {
  const definition = parts.find((part) => part.kind === "definition");
  const text = parts.find((part) => part.kind === "text" && (definition === undefined || part.content.id === definition.content.id));
  const chosen = definition ?? text;
  if (chosen === undefined) return null;
  const rows = rowsOf(parts, { permission: null, compared: { by: "-", on } }).filter((row) => row.instrument === chosen.content.id);
  const base = { ...library, earlier: new Map() };
  return { library: buildLibrary(base, rows.map((row, place) => ({ ...row, entryId: String(place) })), on), instrument: chosen.content.id, language: text?.kind === "text" ? text.content.language : null };
}
