import { listItems, type FormItem } from "./answers.rules.ts";
import type { Answers, InstrumentDefinition } from "./contract.ts";

/** Forms that are filled in by themselves, to try an instrument out. */
export const exampleKinds = ["lowest", "highest", "random"] as const;
export type ExampleKind = (typeof exampleKinds)[number];

/** A whole form: all at the lowest score, all at the highest, or by chance. `chance` answers numbers from 0 to under 1. */
export function fillExample(definition: InstrumentDefinition, kind: ExampleKind, chance: () => number): Answers {
  return Object.fromEntries(listItems(definition).map((item) => [item.number, answerAt(item, kind === "random" ? chance() : kind)]));
}

function answerAt({ answers, isReversed }: FormItem, at: number | "lowest" | "highest"): number | number[] {
  if (answers.kind === "typed") {
    const { minimum, maximum } = answers;
    return at === "lowest" ? minimum : at === "highest" ? maximum : minimum + Math.floor(at * (maximum - minimum + 1));
  }
  if (typeof at === "number") {
    const place = Math.floor(at * answers.scores.length);
    return answers.marks === "many" ? [place] : place;
  }
  const wanted = (at === "lowest") !== isReversed ? Math.min(...answers.scores) : Math.max(...answers.scores);
  const place = answers.scores.indexOf(wanted);
  return answers.marks === "many" ? [place] : place;
}
