import { CODE_FIGURES } from "./contract.ts";

/** What is wrong with a code that somebody would choose: too short, no figures, or one that is tried first. Null where it may stand. */
export type CodeFault = "not_figures" | "too_easy";

/** Judges a code that an adult chooses: at least six figures, not one figure all along, not counted up or down. */
export function judgeCode(code: string): CodeFault | null {
  if (!/^\d+$/.test(code) || code.length < CODE_FIGURES || code.length > 12) return "not_figures";
  const steps = new Set([...code].slice(1).map((figure, at) => Number(figure) - Number(code[at])));
  const only = [...steps][0];
  return steps.size === 1 && (only === 0 || only === 1 || only === -1) ? "too_easy" : null;
}

/** A code as it was typed, without the gaps that people put between figures. */
export const plainCode = (typed: string): string => typed.replaceAll(/[\s.-]/g, "");

/** An e-mail or a telephone number as somebody types it, to be looked up; null where it is neither. */
export function readAddress(typed: string): { way: "email" | "text"; value: string } | null {
  const text = typed.trim();
  if (text.length > 254) return null;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { way: "email", value: text.toLowerCase() };
  const figures = text.replaceAll(/[^\d]/g, "");
  return /^[\d\s().+-]+$/.test(text) && figures.length >= 10 && figures.length <= 15 ? { way: "text", value: text } : null;
}
