import { useSearch } from "@tanstack/react-router";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Audit } from "../contract.ts";
import { statusWords, words } from "../screens.words.ts";
import { Auditors } from "./Auditors.tsx";
import { Findings } from "./Findings.tsx";
import { PackPart } from "./PackPart.tsx";
import { Plan } from "./Plan.tsx";
import { RatingMark } from "./RatingMark.tsx";
import { Ratings } from "./Ratings.tsx";
import { Sample } from "./Sample.tsx";
import "./audits.css";

const parts = ["sample", "auditor", "ratings", "findings", "plan", "pack"] as const;
type Part = (typeof parts)[number];

/** One audit, step by step. Where one is stands in the address; an auditor begins at the ratings. */
export default function AuditScreen({ auditId }: { auditId: string }) {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const answer = useAnswer(["audits.get", auditId], (api) => api.audits.get({ auditId }));
  const back = { href: "/app/audits", label: say(words.title) };
  if (answer.data !== undefined) return <Shown audit={answer.data} />;
  return (
    <div className="page audits">
      <PageHeader title={say(words.title)} back={back} />
      {answer.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} /> : <Loading rows={8} />}
    </div>
  );
}

function Shown({ audit }: { audit: Audit }) {
  const { say, language, day } = useLanguage();
  const { part: asked } = useSearch({ strict: false }) as { part?: unknown };
  const isAuditor = !audit.may.includes("run") && audit.sample.drawnAgain === null;
  const shown = parts.filter((one) => one !== "auditor" || !isAuditor);
  const part = shown.find((one) => one === asked) ?? (isAuditor ? "ratings" : "sample");
  const address = (one: Part) => `/app/audits/${audit.auditId}?part=${one}`;
  const detail = `${words.span[language](day(audit.periodFrom, "full"), day(audit.periodTo, "full"))} · ${audit.cite}`;
  return (
    <div className="page audits">
      <PageHeader title={audit.title} detail={detail} back={{ href: "/app/audits", label: say(words.title) }} />
      <p className="audit-stand">
        {say(statusWords[audit.status])} {audit.conclusion === null ? null : <RatingMark conclusion={audit.conclusion} />}
        {audit.status === "withdrawn" ? <span className="soft"> {words.withdrawn[language](audit.withdrawnReason)}</span> : null}
      </p>
      <Tabs label={say(words.parts)} tabs={shown.map((one) => ({ href: address(one), label: say(words[one]) }))} current={address(part)} />
      {part === "sample" ? <Sample audit={audit} /> : part === "auditor" ? <Auditors audit={audit} /> : part === "ratings" ? <Ratings audit={audit} /> : part === "findings" ? <Findings audit={audit} /> : part === "plan" ? <Plan audit={audit} /> : <PackPart audit={audit} />}
    </div>
  );
}
