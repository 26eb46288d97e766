import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { formatNumber } from "#ui/formats.ts";
import { strands, type Strand } from "#features/notes/strands.words.ts";
import { credentialNames } from "#features/workforce/screens.words.ts";
import type { AgendaLine } from "../agenda.contract.ts";
import { lineWords } from "../screens.words.ts";

const isStrand = (code: string): code is Strand => code in strands;
const isCredential = (code: string): code is keyof typeof credentialNames => code in credentialNames;
/** Minutes as hours with one figure after the point. */
export const hoursOf = (minutes: number, language: Language) => formatNumber(Math.round(minutes / 6) / 10, language);

/** What a line says and why it stands there, in the reader's language. */
export function sayLine(line: AgendaLine, language: Language, day: (date: CivilDate, style: "full") => string): { what: string; why: string } {
  const on = (date: CivilDate | null) => (date === null ? "" : day(date, "full"));
  const names = line.kind === "credential" ? [`${line.codes.filter(isCredential).map((code) => credentialNames[code][language]).join("")} ${line.names.join(" ")}`.trim()] : line.names;
  const points = line.value === null ? "" : line.kind === "moved" ? `${line.value > 0 ? "+" : "−"}${formatNumber(Math.abs(line.value) / 100, language)}` : String(line.value);
  const said = { who: line.who, count: line.count ?? 0, of: line.of ?? 0, value: points, on: on(line.on), until: on(line.until), codes: line.codes, names, strands: line.codes.filter(isStrand).map((code) => strands[code][language]).join(", ") };
  const { what, why } = lineWords[line.kind][language];
  return { what: what(said), why: why(said) };
}

/** Where what a line asks is done. */
export function placeOfLine(line: Pick<AgendaLine, "kind" | "caseId" | "sessionId" | "aboutId">): string {
  const family = `/app/families/${line.caseId ?? ""}`;
  switch (line.kind) {
    case "alert":
      return `/app/reviews?review=${line.aboutId ?? ""}`;
    case "moment":
    case "notes":
      return `/app/sessions/${line.sessionId ?? ""}/note`;
    case "rupture":
    case "absence":
      return `${family}/visits`;
    case "moved":
      return `${family}/measures`;
    case "strand":
      return `${family}/fidelity`;
    case "signing":
      return "/app/supervision/signing";
    case "packet":
      return `${family}/fidelity${line.aboutId === null ? "" : `#packet-${line.aboutId}`}`;
    case "credential":
      return `/app/programme?credential=${line.aboutId ?? ""}#credential-${line.aboutId ?? ""}`;
    case "ending":
      return `${family}/steps`;
  }
}
