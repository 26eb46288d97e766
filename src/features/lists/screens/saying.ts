import type { Language } from "#kernel/language.ts";
import type { BroughtList } from "../contract.ts";
import { verdictWords, words } from "../screens.words.ts";

/** How far a list is, in a sentence. */
export function sayState({ state, counts, rows }: Pick<BroughtList, "state" | "counts" | "rows">, language: Language, number: (value: number) => string): string {
  if (state === "running") return words.atWork[language](number(rows - counts.waiting), number(rows));
  if (state === "undoing") return words.undoing[language](number(counts.made - counts.kept));
  if (state === "undone") return words.undone[language](number(counts.takenBack), number(counts.kept));
  if (state === "done") return words.done[language](number(counts.made), number(counts.left));
  const said = (["ready", "alike", "refused", "there"] as const).filter((one) => counts[one] > 0).map((one) => `${verdictWords[one][language]}: ${number(counts[one])}`).join(" · ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}
