import { askedAgain, facts } from "../access/facts.ts";

// What people enter in the course of a treatment, fact by fact, while it happens.

type Given = Record<string, unknown>;
/** Items by what is said of them, in the order in which each was said first. */
export function groupBy<T>(items: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of items) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}
/** One fact as somebody entered it: about whom or what, and through which input. */
export type Entry = { fact: string; subject: string; value: string; input: string };

const isObject = (value: unknown): value is Given => typeof value === "object" && value !== null && !Array.isArray(value);
const namesARow = (key: string) => /(^id|Ids?)$/.test(key);
/** What names the case, the text that was shown, or a choice among what is listed: never whom a fact is about. */
const namesNobody = new Set(["caseId", "clinicianId", "documentId", "authorityId", "referralId", "blockId", "linkId"]);

/** Every value in what the server answered or a form began with, by itself. */
function valuesIn(shown: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(shown)) for (const one of shown) valuesIn(one, found);
  else if (isObject(shown)) for (const one of Object.values(shown)) valuesIn(one, found);
  else if (shown !== null && shown !== undefined) found.add(String(shown));
  return found;
}

/** A chip of a note names a fact of its own where it names something of the record. */
function factOfChip(section: unknown, code: string): { fact: string; part: "state" | "mark" } | null {
  if (section === "steps") return { fact: "how a step stands", part: "state" };
  if (section === "targets") return { fact: "strength of a target", part: "mark" };
  if (section === "triggers" && /^[0-9a-f]{8}-/.test(code)) return { fact: "how a reminder stands", part: "state" };
  if (section === "triggers" && code === "own_trigger") return { fact: "cue of a reminder", part: "mark" };
  return null;
}

/**
 * Notes every value that a person enters, by the table that says which input asks which fact (`test/access/facts.ts`), and
 * about whom or what. Not entered is: what names a row, a revision or a language; what is empty or not ticked; a day that is
 * today, with which every form begins; and what the form shows already, for which the script hands over the very answer of
 * the server that the screen fills it in from.
 */
export class Recorder {
  readonly entries: Entry[] = [];
  private readonly names = new Map<string, string>();

  /** From now on an id and a name are one person. */
  isCalled(personId: string, name: string): void {
    this.names.set(personId, name);
  }

  note(input: string, given: Given, answer: unknown, { today, shown }: { today: string; shown: readonly unknown[] }): void {
    const known = valuesIn(shown);
    const made = isObject(answer) ? Object.fromEntries(Object.entries(answer).filter(([key]) => namesARow(key))) : {};
    const keep = (fact: string | null | undefined, subject: string, value: unknown) => {
      if (fact === null || fact === undefined || value === null || value === undefined || value === "" || value === false) return;
      const text = String(value);
      if (text !== today && !known.has(text)) this.entries.push({ fact, subject, value: text, input });
    };
    const walk = (value: unknown, path: string, within: readonly Given[]): void => {
      if (Array.isArray(value)) return value.forEach((one) => walk(one, `${path}[]`, within));
      if (!isObject(value)) return keep(facts[input]?.[path], this.subjectOf(within, path), value);
      const inside = [...within, value];
      if (path === "blocks[].chips[]") {
        const special = factOfChip(within.at(-1)?.section, String(value.code));
        const subject = special === null ? this.subjectOf(inside, path) : special.fact === "how a step stands" ? this.subjectOf([{ step: value.code, adultId: value.detail }], path) : `${String(value.code)} ${special.part === "mark" ? String(value.detail) : ""} ${String(given.sessionId)}`;
        if (special !== null) return keep(special.fact, subject, special.part === "mark" ? value.detail : "done");
      }
      for (const [key, one] of Object.entries(value)) walk(one, path === "" ? key : `${path}.${key}`, inside);
    };
    walk(given, "", [made]);
  }

  /** Whom or what a value is about: the person who is named beside it, the step with the adult, or the rows that stand around it. */
  private subjectOf(within: readonly Given[], path: string): string {
    const nearest = within.findLast((one) => typeof one.givenName === "string" && one.givenName !== "" && !("child" in one));
    if (nearest !== undefined) return `person ${String(nearest.givenName)}`;
    if (path.startsWith("child")) return "the child";
    const step = within.find((one) => "step" in one);
    if (step !== undefined) return `${String(step.step)} ${this.nameOf(step.adultId)}`;
    const ids = new Map(within.flatMap((one) => Object.entries(one).flatMap(([key, value]) => ((namesARow(key) && !namesNobody.has(key)) || key === "language" || key === "code") && typeof value === "string" ? [[key, this.nameOf(value)] as const] : [])));
    return [...ids].map(([key, value]) => (key === "personId" ? `person ${value}` : `${key} ${value}`)).toSorted().join(", ");
  }
  private nameOf = (id: unknown) => this.names.get(String(id)) ?? String(id ?? "");

  /** How many facts were entered, each about its subject once, however often a draft was saved. */
  countFacts = (): number => new Set(this.entries.map((one) => `${one.input}|${one.fact}|${one.subject}|${one.value}`)).size;

  /**
   * Facts about the same person, step, session or row that were entered through two inputs. Another value is no second asking
   * where the second input sets the first right or goes on from it, with the reason in `askedAgain`; the same value always is.
   */
  askedTwice(): string[] {
    const bySubject = groupBy(this.entries, (one) => `${one.fact} | ${one.subject}`);
    return [...bySubject].flatMap(([key, entries]) => {
      const inputs = [...new Set(entries.map((one) => one.input))];
      const again = inputs.length > 1 && entries.some((one) => entries.some((other) => other.input !== one.input && (other.value === one.value || !(one.fact in askedAgain))));
      return again ? [`${key}: ${inputs.join(", ")}`] : [];
    });
  }

  /** Sentences of four words or more that were written in two places; names under a signature are an act, not a fact. */
  writtenTwice(): string[] {
    const sentences = this.entries.filter((one) => one.value.split(/\s+/).length >= 4 && !one.fact.startsWith("name typed"));
    return [...groupBy(sentences, (one) => one.value)].filter(([, found]) => new Set(found.map((one) => `${one.input} ${one.fact}`)).size > 1).map(([words]) => words);
  }
}
