import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle } from "@tabler/icons-react";
import type { Decision } from "#kernel/findings.ts";
import { countForVerdict } from "./findingState.ts";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";

const glyphs = { yes: IconCircleCheck, no: IconCircleX, unknown: IconHelpCircle } as const;

export type VerdictLineProps = Pick<Decision, "verdict" | "units" | "findings"> & {
  /** `held` speaks of a session that was, `planned` of one that will be. */
  tense?: "held" | "planned";
  /** The question of the decision: eligibility has words of its own, everything else counts or does not. */
  question?: Decision["question"];
  /** `heading` is serif and large, `line` stands in a row of other text. */
  size?: "heading" | "line";
};

/** The verdict in words. A draft clause never changes it; its warnings are counted beside it. */
export function VerdictLine({ verdict, units, findings, tense = "held", question, size = "heading" }: VerdictLineProps) {
  const { words } = useLanguage();
  const { missing, draftWarnings } = countForVerdict(findings);
  const planned = tense === "planned";
  const text =
    question === "eligibility" && verdict !== "unknown"
      ? words.verdict[verdict === "yes" ? "eligible" : "notEligible"]
      : verdict === "no"
      ? planned
        ? words.verdict.willNo
        : words.verdict.no
      : verdict === "unknown"
        ? words.verdict.unknown(missing)
        : units === null
          ? planned
            ? words.verdict.willYes
            : words.verdict.yes
          : (planned ? words.verdict.willYesUnits : words.verdict.yesUnits)(units);
  return (
    <p className={`verdict verdict--${size} verdict--${verdict}`}>
      <span className="verdict-words">
        <Icon glyph={glyphs[verdict]} size={size === "heading" ? 20 : 16} />
        <span>{text}</span>
      </span>
      {draftWarnings === 0 ? null : (
        <span className="verdict-warnings">
          <Icon glyph={IconAlertTriangle} />
          <span>{words.verdict.warnings(draftWarnings)}</span>
        </span>
      )}
    </p>
  );
}
