import type { Words } from "#kernel/language.ts";
import { eventNames } from "#features/compliance/screens.words.ts";
import type { EventKind } from "#features/policy/timers.contract.ts";
import type { Provision } from "../editing.rules.ts";
import { frameNames, parameterNames, timerParameterNames, words } from "../screens.words.ts";

/** The parameters of a clause's rule, or of a timer: what of it can be changed. */
export function parametersOf(provision: Provision): [string, unknown][] {
  if (provision.kind === "clause") return Object.entries(provision.of.rule).filter(([key]) => key !== "kind");
  const { id: _id, cite: _cite, words: _words, severity: _severity, status: _status, certainty: _certainty, confirmed: _confirmed, kind: _kind, ...parameters } = provision.of;
  return Object.entries(parameters);
}

/** What a parameter is called; one that has no name here is shown as the file calls it. */
export function nameOfParameter(of: Provision["kind"], name: string, say: (words: Words) => string): string {
  const names = of === "clause" ? parameterNames : timerParameterNames;
  return names[name] === undefined ? name : say(names[name]);
}

/** What differs between two editions, by its place in the file: in words where it has them. */
export function nameOfDifference(what: string, say: (words: Words) => string): string {
  const [first = "", ...rest] = what.split(".");
  if (first === "rule") return rest.map((name) => nameOfParameter("clause", name, say)).join(" · ");
  const known = frameNames[what] ?? timerParameterNames[what];
  return known === undefined ? what : say(known);
}

/** A value of a difference; null is a thing that is not there. */
export function writeDifference(value: string | null, say: (words: Words) => string): string {
  if (value === null) return "–";
  if (value === "null") return say(words.notSet);
  return value in eventNames ? say(eventNames[value as EventKind]) : value;
}

/** How one parameter of a rule is written by a person. */
export type ParameterKind = "number" | "number_or_none" | "event" | "day_kind" | "yes_no" | "text" | "list" | "json";

/** Parameters that may be null, which tells nothing of their kind; and the events of a timer. */
const kindsByName: Record<Provision["kind"], Partial<Record<string, ParameterKind>>> = {
  clause: { days: "number_or_none" },
  timer: { days: "number_or_none", repeatEvery: "number_or_none", minMinutes: "number_or_none", maxAgeDays: "number_or_none", dayKind: "day_kind", from: "event", to: "event", of: "event", unless: "event", needs: "event", before: "event" },
};

export function kindOfParameter(of: Provision["kind"], name: string, value: unknown): ParameterKind {
  const known = kindsByName[of][name];
  if (known !== undefined) return known;
  if (typeof value === "number") return "number";
  if (typeof value === "boolean" || value === null) return "yes_no";
  if (typeof value === "string") return "text";
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? "list" : "json";
}

/** A parameter as text of its field. */
export function writeParameter(kind: ParameterKind, value: unknown): string {
  switch (kind) {
    case "yes_no":
      return value === null ? "" : value === true ? "yes" : "no";
    case "list":
      return (value as string[]).join("\n");
    case "json":
      return JSON.stringify(value, null, 2);
    default:
      return value === null ? "" : String(value);
  }
}

/** The parameter that a field's text stands for, or what is wrong with it. */
export function readParameter(kind: ParameterKind, text: string): { value: unknown } | { wrong: "number" | "json" } {
  switch (kind) {
    case "number_or_none":
      return text.trim() === "" ? { value: null } : readParameter("number", text);
    case "number":
      return text.trim() === "" || !Number.isFinite(Number(text)) ? { wrong: "number" } : { value: Number(text) };
    case "yes_no":
      return { value: text === "" ? null : text === "yes" };
    case "list":
      return { value: text.split("\n").map((line) => line.trim()).filter((line) => line !== "") };
    case "json":
      try {
        return { value: JSON.parse(text) as unknown };
      } catch {
        return { wrong: "json" };
      }
    case "event":
    case "day_kind":
      return { value: text === "" ? null : text };
    case "text":
      return { value: text.trim() };
  }
}
