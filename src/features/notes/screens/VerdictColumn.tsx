import type { Decision, Finding } from "#kernel/findings.ts";
import type { Me } from "#features/account/contract.ts";
import { sessionFixHref } from "#features/eligibility/screens/fixes.ts";
import { Button } from "#ui/Button.tsx";
import { useMe } from "#ui/client.ts";
import type { FixTarget } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Tally } from "#ui/Tally.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { Verdict } from "#ui/Verdict.tsx";
import { strands, type Strand } from "../strands.words.ts";
import type { DraftBlock } from "../contract.ts";
import { words } from "../screens.words.ts";
import { countPassages } from "../strands.rules.ts";

const LONGER = "longer-reason";

/** Where the fix of a finding leads: into this note, to the family's page, or to the programme. */
export function fixOf(finding: Finding, caseId: string, me: Pick<Me, "roles">): FixTarget | null {
  if (finding.rule === "session-length" && finding.result === "not_met") return { run: () => document.getElementById(LONGER)?.focus() };
  const href = sessionFixHref(caseId, finding, me);
  return href === null ? null : { href };
}

export type VerdictColumnProps = { decision: Decision | null; waitsFor?: "nothing" | "cosignature"; caseId: string; blocks: readonly Pick<DraftBlock, "section" | "words" | "chips">[]; carried?: { number: number; state: "open" | "done"; lines: readonly string[]; take: () => void } | null; longer: { value: string; onChange: (reason: string) => void; onLeave: () => void } | null };

/** The right column: whether the hour counts, with each clause and fix, and what of fidelity the note already says. */
export function VerdictColumn({ decision, waitsFor, caseId, blocks, carried = null, longer }: VerdictColumnProps) {
  const { say, language } = useLanguage();
  const me = useMe();
  const length = decision?.findings.find((finding) => finding.rule === "session-length");
  const asksReason = longer !== null && (length?.result === "not_met" || longer.value !== "");
  const counts = countPassages(blocks);
  return (
    <>
      {decision === null ? null : (
        <div className="note-verdict">
          <Verdict decision={decision} waitsFor={waitsFor} fixFor={(finding) => fixOf(finding, caseId, me)} />
        </div>
      )}
      {asksReason ? <TextArea id={LONGER} label={say(words.longerReason)} hint={say(words.longerHint)} rows={2} maxLength={1000} value={longer.value} onChange={longer.onChange} onLeave={longer.onLeave} /> : null}
      <section aria-labelledby="fidelity-here">
        <h2 id="fidelity-here">{say(words.fidelity)}</h2>
        <Tally rows={(Object.keys(strands) as Strand[]).map((strand) => ({ label: say(strands[strand]), passages: counts[strand] }))} />
        <p className="soft small">{say(words.fidelityWhy)}</p>
      </section>
      {carried === null ? null : (
        <section aria-labelledby="carried">
          <h2 id="carried">{words.carried[language](carried.number)}</h2>
          <ul className="small">
            {carried.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {carried.state === "open" ? <Button onClick={carried.take}>{say(words.takeOver)}</Button> : <p className="soft small">{say(words.takenOver)}</p>}
          <p className="soft small">{say(words.carriedWhy)}</p>
        </section>
      )}
    </>
  );
}
