/** How one parameter of a rule is written by a person. */
export type ParameterKind = "number" | "yes_no" | "text" | "list" | "json";

export function kindOfParameter(value: unknown): ParameterKind {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean" || value === null) return "yes_no";
  if (typeof value === "string") return "text";
  return Array.isArray(value) && value.every((one) => typeof one === "string") ? "list" : "json";
}

/** A parameter as text of its field. */
export function writeParameter(value: unknown): string {
  switch (kindOfParameter(value)) {
    case "yes_no":
      return value === null ? "" : value === true ? "yes" : "no";
    case "list":
      return (value as string[]).join("\n");
    case "json":
      return JSON.stringify(value, null, 2);
    default:
      return String(value);
  }
}

/** The parameter that a field's text stands for, or what is wrong with it. */
export function readParameter(kind: ParameterKind, text: string): { value: unknown } | { wrong: "number" | "json" } {
  switch (kind) {
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
    case "text":
      return { value: text.trim() };
  }
}
