import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Decision, Finding } from "#kernel/findings.ts";
import { engineWords } from "#features/policy/staff.words.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { FindingList, type Override as ShownOverride } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import { roleNames, words } from "../screens.words.ts";
import { OverrideForm } from "./OverrideForm.tsx";
import { fixHrefOf } from "./fixes.ts";
import "./eligibility.css";

export type KeptOverride = { overrideId: string; policy: string; rule: string; about: string; role: string; reason: string; byName: string; at: string; until: string | null };

/** Eligibility by each policy of the agency: the verdict, every finding with its clause and fix, and what people decided. */
export default function EligibilityPanel({ caseId, fixHref }: { caseId: string; fixHref?: (finding: Finding) => string | null }) {
  const { say, language } = useLanguage();
  const answer = useAnswer(["eligibility.decide", caseId], (api) => api.eligibility.decide({ caseId, on: null }));
  const [done, setDone] = useState("");
  if (answer.isPending) return <Loading rows={5} />;
  if (answer.isError) {
    if (answer.error.code === "not_allowed" || answer.error.code === "not_found") return <EmptyState sentence={say(words.notYours)} />;
    return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} />;
  }
  const { answers, overrides, mayOverride } = answer.data;
  if (answers.length === 0) return <EmptyState sentence={say(words.none)} />;
  return (
    <div className="eligibility">
      <p role="status" className={done === "" ? "hidden-words" : "eligibility-done"}>
        {done}
      </p>
      {answers.map(({ title, decision }) => (
        <PolicyAnswer
          key={decision.policy}
          caseId={caseId}
          title={title}
          decision={decision}
          overrides={overrides.filter((one) => one.policy === decision.policy)}
          mayOverride={mayOverride.filter((one) => one.policy === decision.policy).map((one) => one.rule)}
          fixHref={fixHref ?? ((finding) => fixHrefOf(caseId, finding))}
          onDone={setDone}
        />
      ))}
    </div>
  );
}

type PolicyGiven = { caseId: string; title: string; decision: Decision; overrides: readonly KeptOverride[]; mayOverride: readonly string[]; fixHref: (finding: Finding) => string | null; onDone: (sentence: string) => void };

function PolicyAnswer({ caseId, title, decision, overrides, mayOverride, fixHref, onDone }: PolicyGiven) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const heading = `policy-${decision.policy}`;
  const dayOf = (override: KeptOverride) => day(dateInZone(override.at, me.agency.timeZone), "full");
  const untilOf = (override: KeptOverride) => (override.until === null ? dayOf(override) : `${dayOf(override)}, ${words.standsUntil[language](day(override.until, "full"))}`);
  const who = (override: KeptOverride) => words.byWhom[language](override.byName, roleNames[override.role]?.[language] ?? override.role);
  const overrideFor = (finding: Finding): ShownOverride | null => {
    const kept = finding.result === "overridden" ? overrides.find((one) => one.rule === finding.rule) : undefined;
    return kept === undefined ? null : { by: who(kept), on: untilOf(kept), why: kept.reason };
  };
  /** Who decided it, when and why stands beside the finding; that somebody did is then not said a second time. */
  const saidOnce = (finding: Finding): Finding => {
    const kept = finding.result === "overridden" ? overrides.find((one) => one.rule === finding.rule) : undefined;
    return kept === undefined ? finding : { ...finding, message: finding.message.replace(` ${engineWords.overridden(kept.role, kept.at)[language]}`, "") };
  };
  const fixFor = (finding: Finding) => {
    const href = fixHref(finding);
    return href === null ? null : { href };
  };
  const standing = new Set(decision.findings.filter((finding) => finding.result === "overridden").map((finding) => finding.rule));
  const aside = overrides.filter((one) => !standing.has(one.rule));
  const open = decision.findings.filter((finding) => (finding.result === "not_met" || finding.result === "unknown") && mayOverride.includes(finding.rule));
  return (
    <section className="policy-answer" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{title}</h2>
        <p className="soft">
          {decision.version === null ? null : <>{words.version[language](decision.version)} · </>}
          {words.asOf[language](day(decision.on, "full"))}
        </p>
      </header>
      <VerdictLine verdict={decision.verdict} units={decision.units} findings={decision.findings} question={decision.question} />
      <FindingList findings={decision.findings.map(saidOnce)} fixFor={fixFor} overrideFor={overrideFor} />
      {aside.length === 0 ? null : (
        <div className="kept-overrides">
          <h3>{say(words.overrides)}</h3>
          <ul>
            {aside.map((one) => (
              <li key={one.overrideId}>
                <span>{words.overriddenFor[language](one.about)}: {one.reason}</span>
                <span className="soft"> {who(one)}, {untilOf(one)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {open.length === 0 ? null : <OverrideForm caseId={caseId} policy={decision.policy} open={open} onDone={onDone} />}
    </section>
  );
}
