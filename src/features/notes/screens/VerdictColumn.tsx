import type { Decision, Finding } from "#kernel/findings.ts";
import { FindingList, type FixTarget } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Tally } from "#ui/Tally.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import { strands, type Strand } from "../chips.words.ts";
import type { DraftBlock } from "../contract.ts";
import { words } from "../screens.words.ts";
import { countPassages } from "../strands.rules.ts";

const LONGER = "longer-reason";
const chart = new Set(["child-eligible", "diagnosis", "traumatic-event", "problems"]);
const programme = new Set(["agency-certification", "clinical-training", "team-supervisor", "team-clinicians", "clinician-degree", "clinician-licence", "audit-acceptable", "audit-annual", "audit-interval", "clinician-credential"]);

/** Findings with what needs somebody first: not met, unknown, warnings, then the quiet ones, each group in its own order. */
export function inOrderOfNeed(findings: readonly Finding[]): Finding[] {
  const rank = (finding: Finding) => (finding.result === "met" || finding.result === "overridden" ? 3 : finding.result === "not_applicable" ? 4 : finding.status === "draft" || finding.severity !== "block" ? 2 : finding.result === "not_met" ? 0 : 1);
  return findings.map((finding, place) => ({ finding, place })).sort((a, b) => rank(a.finding) - rank(b.finding) || a.place - b.place).map(({ finding }) => finding);
}

/** Where the fix of a finding leads: into this note, to the family's page, or to the programme. */
export function fixOf(finding: Finding, caseId: string): FixTarget | null {
  if (finding.rule === "session-length" && finding.result === "not_met") return { run: () => document.getElementById(LONGER)?.focus() };
  if (finding.rule === "caregiver-participation" || finding.rule === "billing-units" || finding.rule === "session-length") return null;
  if (chart.has(finding.rule)) return { href: `/app/families/${caseId}/eligibility` };
  if (finding.rule === "age") return { href: `/app/families/${caseId}/people` };
  if (programme.has(finding.rule)) return { href: "/app/programme" };
  return null;
}

export type VerdictColumnProps = { decision: Decision | null; caseId: string; blocks: readonly Pick<DraftBlock, "section" | "words" | "chips">[]; longer: { value: string; onChange: (reason: string) => void; onLeave: () => void } | null };

/** The right column: whether the hour counts, with each clause and fix, and what of fidelity the note already says. */
export function VerdictColumn({ decision, caseId, blocks, longer }: VerdictColumnProps) {
  const { say } = useLanguage();
  const length = decision?.findings.find((finding) => finding.rule === "session-length");
  const asksReason = longer !== null && (length?.result === "not_met" || longer.value !== "");
  const counts = countPassages(blocks);
  return (
    <>
      {decision === null ? null : (
        <div className="note-verdict">
          <VerdictLine verdict={decision.verdict} units={decision.units} findings={decision.findings} />
          <FindingList width="narrow" quietShown={5} findings={inOrderOfNeed(decision.findings)} fixFor={(finding) => fixOf(finding, caseId)} />
        </div>
      )}
      {asksReason ? <TextArea id={LONGER} label={say(words.longerReason)} hint={say(words.longerHint)} rows={2} maxLength={1000} value={longer.value} onChange={longer.onChange} onLeave={longer.onLeave} /> : null}
      <section aria-labelledby="fidelity-here">
        <h2 id="fidelity-here">{say(words.fidelity)}</h2>
        <Tally rows={(Object.keys(strands) as Strand[]).map((strand) => ({ label: say(strands[strand]), passages: counts[strand] }))} />
        <p className="soft small">{say(words.fidelityWhy)}</p>
      </section>
    </>
  );
}
