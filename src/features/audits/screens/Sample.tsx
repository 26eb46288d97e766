import { IconArrowsExchange, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { Loading } from "#ui/States.tsx";
import type { Audit, ServiceFact } from "../contract.ts";
import { words } from "../screens.words.ts";
import { ReasonForm } from "./ReasonForm.tsx";

type Case = Audit["cases"][number];

/** How the sample was drawn, the cases in it, and those that were taken out with why. */
export function Sample({ audit }: { audit: Audit }) {
  const { say, language } = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  const runs = audit.may.includes("run") && audit.status === "open";
  const again = audit.sample.drawnAgain;
  const chosen = audit.cases.find((one) => one.caseId === open);
  return (
    <>
      <p className="audit-words">{audit.sample.words}</p>
      {again === null ? null : (
        <p className={again === "same" ? "mark mark--met" : "mark mark--not_met"}>
          <Icon glyph={again === "same" ? IconCircleCheck : IconCircleX} />
          {say(again === "same" ? words.drawnSame : words.drawnDiffers)}
        </p>
      )}
      <p className="soft">{say(words.codesHint)}</p>
      <DataTable
        caption={say(words.sample)}
        rows={audit.cases}
        rowKey={(one) => one.caseId}
        current={open}
        phone="cards"
        columns={[
          { key: "code", label: say(words.code), cell: (one) => one.code },
          { key: "child", label: say(words.child), cell: (one) => <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link> },
          { key: "clinician", label: say(words.clinician), cell: (one) => one.clinician ?? "–" },
          { key: "state", label: say(words.stands), cell: (one) => <State one={one} /> },
          { key: "sessions", label: say(words.seeSessions), cell: (one) => (one.state === "replaced" ? "–" : <Button aria-label={words.sessionsOf[language](one.code)} aria-expanded={open === one.caseId} onClick={() => setOpen(open === one.caseId ? null : one.caseId)}>{say(words.seeSessions)}</Button>) },
          ...(runs ? [{ key: "replace", label: say(words.replace), cell: (one: Case) => (one.state === "replaced" ? "–" : <Replace auditId={audit.auditId} one={one} />) }] : []),
        ]}
      />
      {chosen === undefined ? null : <Sessions auditId={audit.auditId} one={chosen} />}
    </>
  );
}

function State({ one }: { one: Case }) {
  const { say, language } = useLanguage();
  if (one.state === "sampled") return <>{say(words.sampled)}</>;
  return (
    <>
      {words.replaced[language](one.replacedBy ?? "–")} <span className="soft">{one.reason}</span>
    </>
  );
}

function Replace({ auditId, one }: { auditId: string; one: Case }) {
  const { say } = useLanguage();
  const api = useApi();
  return <ReasonForm name={`replace-${one.code}`} verb={say(words.replace)} about={one.code} submit={say(words.replaceNow)} hint={say(words.replaceHint)} glyph={IconArrowsExchange} send={(reason) => api.audits.replace({ auditId, caseId: one.caseId, reason })} />;
}

/** The signed sessions of one case, with what each decision found. */
function Sessions({ auditId, one }: { auditId: string; one: Case }) {
  const { say, language, day, number } = useLanguage();
  // Notes are open to the auditor of the sample; who runs the programme reads the facts.
  const readsNotes = hasRole(useMe(), "auditor");
  const answer = useAnswer(["audits.sessions", auditId, one.caseId], (api) => api.audits.sessions({ auditId, caseId: one.caseId }));
  if (answer.data === undefined) return <Loading rows={3} />;
  const open = (fact: ServiceFact) => [...new Set(fact.decision.findings.filter((found) => found.result === "not_met" || found.result === "unknown").map((found) => found.clause))];
  return (
    <section className="part">
      <h2>{words.sessionsOf[language](one.code)}</h2>
      <DataTable
        caption={words.sessionsOf[language](one.code)}
        rows={answer.data.sessions}
        rowKey={(fact) => fact.sessionId}
        phone="cards"
        columns={[
          { key: "code", label: say(words.code), cell: (fact) => (readsNotes ? <Link href={`/app/sessions/${fact.sessionId}/note`}>{fact.code}</Link> : fact.code) },
          { key: "day", label: say(words.day), cell: (fact) => day(fact.on, "full") },
          { key: "minutes", label: say(words.minutes), align: "end", cell: (fact) => (fact.minutes === null ? "–" : number(fact.minutes)) },
          { key: "units", label: say(words.units), align: "end", cell: (fact) => (fact.units === null ? "–" : number(fact.units)) },
          { key: "counts", label: say(words.counts), cell: (fact) => say(words.verdicts[fact.decision.verdict]) },
          { key: "open", label: say(words.notMet), cell: (fact) => open(fact).join("; ") || "–" },
        ]}
      />
    </section>
  );
}
