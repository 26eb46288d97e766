import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX, IconHelpCircle, IconUserCheck } from "@tabler/icons-react";
import type { Finding } from "#kernel/findings.ts";
import { findingState, isQuiet, type FindingState } from "./findingState.ts";
import { Hidden } from "./Hidden.tsx";
import { Icon, type Glyph } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";
import { Link } from "./Link.tsx";

const glyphs: Record<FindingState, Glyph> = {
  met: IconCircleCheck,
  met_draft: IconCircleCheck,
  not_met: IconCircleX,
  not_met_warns: IconCircleX,
  unknown: IconHelpCircle,
  draft: IconAlertTriangle,
  not_applicable: IconCircleMinus,
  overridden: IconUserCheck,
};

/** Where a finding's fix leads: an address, or something done here. */
export type FixTarget = { href: string } | { run: () => void };
/** Who overrode a finding, when (as shown), and why. */
export type Override = { by: string; on: string; why: string };

/** The state of a finding alone, as in a table's column. */
export function FindingMark({ finding }: { finding: Pick<Finding, "result" | "status" | "severity"> }) {
  const { words } = useLanguage();
  const state = findingState(finding);
  return (
    <span className={`mark mark--${state}`}>
      <Icon glyph={glyphs[state]} />
      <span>{words.finding[state]}</span>
    </span>
  );
}

/** How the dates within a finding's words stand: as days are read everywhere, or as they were kept, where it is evidence. */
export type Dates = "read" | "as_kept";
export type FindingRowProps = { dates?: Dates; finding: Finding; fix?: FixTarget | null; override?: Override | null };

/** One finding: glyph and word, what was found, what mends it, and the clause at the right. */
export function FindingRow({ dates = "read", finding, fix = null, override = null }: FindingRowProps) {
  const { words, day } = useLanguage();
  const state = findingState(finding);
  const told = (text: string) => (dates === "read" ? withDays(text, day) : text);
  return (
    <li className={`finding finding--${state}`}>
      <FindingMark finding={finding} />
      <span className="finding-message">
        {told(finding.message)}
        {override === null ? null : <> {words.finding.overriddenBy(override.by, override.on, override.why)}</>}
        {finding.fix === null ? null : <> {<Fix text={told(finding.fix)} target={fix} />}</>}
      </span>
      <span className="finding-clause">
        <Hidden>{words.finding.clause} </Hidden>
        {finding.clause}
      </span>
    </li>
  );
}

/** What a rule found is kept with its dates as `2026-11-21`; read, they are days like everywhere. */
const withDays = (text: string, day: (date: string, style: "full") => string) => text.replaceAll(/\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g, (date) => day(date, "full"));

function Fix({ text, target }: { text: string; target: FixTarget | null }) {
  if (target === null) return <span className="finding-fix">{text}</span>;
  if ("href" in target) return <Link href={target.href}>{text}</Link>;
  return (
    <button type="button" className="link-button" onClick={target.run}>
      {text}
    </button>
  );
}

export type FindingListProps = {
  findings: readonly Finding[];
  fixFor?: (finding: Finding) => FixTarget | null;
  overrideFor?: (finding: Finding) => Override | null;
  /** `narrow` stands in a side column; `wide` sets word, message and clause in columns. */
  width?: "wide" | "narrow";
  /** How many quiet findings (met, not applicable) stay open; the rest folds away. Null folds none. */
  quietShown?: number | null;
  dates?: Dates;
};

/** Findings in the order given, what needs somebody first left to the rule that made them. */
export function FindingList({ findings, fixFor, overrideFor, width = "wide", quietShown = null, dates = "read" }: FindingListProps) {
  const { words } = useLanguage();
  if (findings.length === 0) return <p className="soft">{words.finding.none}</p>;
  let quiet = 0;
  const open: Finding[] = [];
  const folded: Finding[] = [];
  for (const finding of findings) {
    if (quietShown !== null && isQuiet(finding) && ++quiet > quietShown) folded.push(finding);
    else open.push(finding);
  }
  const row = (finding: Finding, index: number) => (
    <FindingRow key={`${finding.rule}-${index}`} dates={dates} finding={finding} fix={fixFor?.(finding) ?? null} override={overrideFor?.(finding) ?? null} />
  );
  return (
    <div className={`findings findings--${width}`}>
      <ul>{open.map(row)}</ul>
      {folded.length === 0 ? null : (
        <details className="fold">
          <summary>{words.finding.rest(folded.length)}</summary>
          <ul>{folded.map(row)}</ul>
        </details>
      )}
    </div>
  );
}
