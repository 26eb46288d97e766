import { useRef } from "react";
import type { Decision, Finding } from "#kernel/findings.ts";
import { FindingList, type FixTarget, type Override } from "./Finding.tsx";
import { sortByNeed } from "./findingState.ts";
import { KeyHint } from "./KeyHint.tsx";
import { useLanguage } from "./language.tsx";
import { useKeys } from "./useKeys.ts";
import { VerdictLine, type VerdictLineProps } from "./VerdictLine.tsx";

export type VerdictProps = Pick<VerdictLineProps, "tense" | "waitsFor" | "size"> & {
  decision: Pick<Decision, "verdict" | "units" | "findings"> & { question?: Decision["question"] };
  fixFor?: (finding: Finding) => FixTarget | null;
  overrideFor?: (finding: Finding) => Override | null;
  /** How many of the open findings stand under the line; the others are in the whole answer. Null shows all. */
  openShown?: number | null;
  /** Where several stand on one page, the first has the key. */
  keys?: "v" | "none";
};

/**
 * The verdict wherever work happens: one calm line, below it what needs somebody with what would mend it, and the whole
 * answer a key away (V). What is met, or was decided by a person, is only in the whole answer.
 */
export function Verdict({ decision, fixFor, overrideFor, openShown = null, keys = "v", ...line }: VerdictProps) {
  const { words } = useLanguage();
  const part = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLDetailsElement>(null);
  const { open, rest } = sortByNeed(decision.findings);
  const shown = openShown === null ? open : open.slice(0, openShown);
  const folded = [...open.slice(shown.length), ...rest];
  useKeys(keys === "none" ? [] : [{ key: "v", says: words.keys.wholeVerdict, run: () => void (whole.current && (whole.current.open = !whole.current.open)) }], part);
  return (
    <div ref={part} className="verdict-part">
      <VerdictLine {...line} verdict={decision.verdict} units={decision.units} findings={decision.findings} question={decision.question} />
      {shown.length === 0 ? null : <FindingList width="narrow" findings={shown} fixFor={fixFor} overrideFor={overrideFor} />}
      {folded.length === 0 ? null : (
        <details ref={whole} className="fold">
          <summary>
            {words.verdict.rest(folded.length)} {keys === "none" ? null : <KeyHint keys={["V"]} />}
          </summary>
          <FindingList width="narrow" findings={folded} fixFor={fixFor} overrideFor={overrideFor} />
        </details>
      )}
    </div>
  );
}
