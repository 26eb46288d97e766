import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock, IconHelpCircle } from "@tabler/icons-react";
import type { Decision } from "#kernel/findings.ts";
import { countForVerdict, decidingFindings, mainClause } from "./findingState.ts";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";
import type { UiWords } from "./words.ts";

const glyphs = { yes: IconCircleCheck, no: IconCircleX, unknown: IconHelpCircle } as const;

export type VerdictLineProps = Pick<Decision, "verdict" | "units" | "findings"> & {
  /** `held` speaks of a session that was, `planned` of one that will be. */
  tense?: "held" | "planned";
  /** The question of the decision: eligibility has words of its own, everything else counts or does not. */
  question?: Decision["question"];
  /** A signed hour whose second signature is still to come counts for nothing yet. */
  waitsFor?: "nothing" | "cosignature";
  /** `heading` is serif and large, `line` stands in a row of other text. */
  size?: "heading" | "line";
};

type Said = Pick<VerdictLineProps, "verdict" | "units" | "question"> & { tense: "held" | "planned"; waits: boolean; missing: number };

function sentenceOf({ verdict, units, question, tense, waits, missing }: Said, words: UiWords["verdict"]): string {
  if (verdict === "unknown") return words.unknown(missing);
  if (question === "eligibility") return words[verdict === "yes" ? "eligible" : "notEligible"];
  if (verdict === "no") return tense === "planned" ? words.willNo : words.no;
  if (waits) return units === null ? words.waits : words.waitsUnits(units);
  if (units === null) return tense === "planned" ? words.willYes : words.yes;
  return (tense === "planned" ? words.willYesUnits : words.yesUnits)(units);
}

/** The verdict, the units and the clause that decides, in one line. A draft clause never changes it; its warnings are counted beside it. */
export function VerdictLine({ verdict, units, findings, tense = "held", question, waitsFor = "nothing", size = "heading" }: VerdictLineProps) {
  const { words } = useLanguage();
  const { missing, draftWarnings } = countForVerdict(findings);
  const waits = waitsFor === "cosignature" && verdict === "yes";
  const rule = verdict === "yes" ? mainClause(findings) : null;
  const clauses = verdict === "yes" ? (rule === null ? [] : [rule]) : [...new Set(decidingFindings(findings).map(({ clause }) => clause))];
  return (
    <p className={`verdict verdict--${size} verdict--${waits ? "waits" : verdict}`}>
      <span className="verdict-words">
        <Icon glyph={waits ? IconClock : glyphs[verdict]} size={size === "heading" ? 20 : 16} />
        <span>{sentenceOf({ verdict, units, question, tense, waits, missing }, words.verdict)}</span>
      </span>
      {clauses.length === 0 ? null : (
        <span className="verdict-clause">
          {clauses[0]}
          {clauses.length === 1 ? null : ` ${words.verdict.further(clauses.length - 1)}`}
        </span>
      )}
      {draftWarnings === 0 ? null : (
        <span className="verdict-warnings">
          <Icon glyph={IconAlertTriangle} />
          <span>{words.verdict.warnings(draftWarnings)}</span>
        </span>
      )}
    </p>
  );
}
