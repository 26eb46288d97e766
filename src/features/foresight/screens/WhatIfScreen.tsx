import { IconArrowsSplit, IconCircleCheck, IconUser, IconUserOff } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, isCivilDate, timeInZone } from "#kernel/dates.ts";
import type { Credential } from "#features/workforce/contract.ts";
import { credentialNames } from "#features/workforce/screens.words.ts";
import { useCredentialName } from "#features/workforce/screens/CredentialState.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { FindingList, FindingMark } from "#ui/Finding.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { type Foreseen, suppositions } from "../contract.ts";
import { words } from "../screens.words.ts";
import "./foresight.css";

type Kind = (typeof suppositions)[number];
type Question = { kind: Kind; subjectId: string; on: string };

/** What the address asks, so that a warning leads straight to its sessions. */
function readAddress(today: string): Question {
  const asked = new URLSearchParams(location.search);
  const on = asked.get("on") ?? "";
  return { kind: suppositions.find((one) => one === asked.get("kind")) ?? "nothing", subjectId: asked.get("subjectId") ?? "", on: isCivilDate(on) ? on : today };
}

/** Which booked sessions would stop counting if somebody left or something ended, by which clause, and who could take them. */
export default function WhatIfScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const [question, setQuestion] = useState(() => readAddress(dateInZone(new Date().toISOString(), me.agency.timeZone)));
  const overview = useAnswer(["workforce.overview"], (api) => api.workforce.overview());
  function ask(next: Question) {
    setQuestion(next);
    history.replaceState(history.state, "", `${location.pathname}?${new URLSearchParams(next)}`);
  }
  const isAsked = question.on !== "" && (question.kind === "nothing" || question.subjectId !== "");
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/programme", label: say(words.back) }} />
      {overview.isPending ? (
        <Loading rows={4} />
      ) : overview.isError ? (
        <ErrorState sentence={sentenceFor(overview.error, language)} verb={{ run: () => void overview.refetch() }} />
      ) : (
        <>
          <QuestionFields question={question} ask={ask} overview={overview.data} />
          <p className="soft">{say(words.trial)}</p>
          {isAsked ? <Answer key={JSON.stringify(question)} question={question} /> : <EmptyState sentence={say(words.choose)}>{say(words.chooseNext)}</EmptyState>}
        </>
      )}
    </div>
  );
}

type Overview = { staff: readonly { staffId: string; name: string; roles: readonly string[]; credentials: readonly Credential[] }[]; certificates: readonly { certificateId: string; kind: string; validFrom: string; validTo: string | null }[] };

function QuestionFields({ question, ask, overview }: { question: Question; ask: (next: Question) => void; overview: Overview }) {
  const { say, day } = useLanguage();
  const nameOf = useCredentialName();
  const choices = {
    nothing: [],
    leaves: overview.staff.filter((one) => one.roles.some((role) => ["clinician", "trainee", "supervisor"].includes(role))).map((one) => ({ value: one.staffId, label: one.name })),
    credential_ends: overview.staff.flatMap((person) => person.credentials.filter((one) => one.kind === "licence" || one.kind === "cpp_training").map((one) => ({ value: one.credentialId, label: `${person.name}: ${say(credentialNames[one.kind])} ${nameOf(one)}` }))),
    certificate_ends: overview.certificates.filter((one) => one.kind === "cpp_certification").map((one) => ({ value: one.certificateId, label: `${day(one.validFrom, "full")} – ${one.validTo === null ? "…" : day(one.validTo, "full")}` })),
  } satisfies Record<Kind, unknown>;
  return (
    <form className="fields what-if" onSubmit={(event) => event.preventDefault()}>
      <SelectField id="what-if-kind" label={say(words.kind)} value={question.kind} onChange={(kind) => ask({ ...question, kind: (kind || "nothing") as Kind, subjectId: "" })} options={suppositions.map((value) => ({ value, label: say(words.kinds[value]) }))} />
      {question.kind === "nothing" ? null : <SelectField id="what-if-subject" label={say(question.kind === "leaves" ? words.who : words.which)} value={question.subjectId} onChange={(subjectId) => ask({ ...question, subjectId })} options={choices[question.kind]} />}
      <DateField id="what-if-on" label={say(question.kind === "nothing" ? words.from : words.lastDay)} value={question.on} onChange={(on) => ask({ ...question, on })} />
    </form>
  );
}

function Answer({ question }: { question: Question }) {
  const { say, language, number } = useLanguage();
  const found = usePages(["foresight.whatIf", question.kind, question.subjectId, question.on], (api, after) => api.foresight.whatIf({ kind: question.kind, subjectId: question.kind === "nothing" ? null : question.subjectId, on: question.on, after }));
  if (found.state === "loading") return <Loading rows={5} />;
  if (found.state === "failed") return <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />;
  const first = found.pages[0]!;
  const sessions = found.pages.flatMap((page) => page.sessions);
  return (
    <section aria-labelledby="what-if-answer" className="part">
      <h2 id="what-if-answer" className={first.affected === 0 ? "what-if-said" : "what-if-said what-if-said--stops"} role="status">
        <Icon glyph={first.affected === 0 ? IconCircleCheck : IconArrowsSplit} size={18} />
        <span>{first.affected === 0 ? words.none[language](number(first.considered)) : words.stop[language](number(first.affected), first.affected === 1)}</span>
      </h2>
      {first.affected === 0 ? null : <p className="soft">{words.looked[language](number(first.considered))}</p>}
      {first.limited ? <p className="soft">{say(words.limited)}</p> : null}
      {first.byClause.length === 0 ? null : (
        <DataTable
          caption={say(words.clauses)}
          rows={first.byClause}
          rowKey={(one) => one.rule}
          columns={[
            { key: "clause", label: say(words.clause), cell: (one) => one.clause },
            { key: "sessions", label: say(words.sessions), align: "end", cell: (one) => number(one.sessions) },
          ]}
        />
      )}
      {first.people.length === 0 ? null : (
        <>
          <h3>{say(words.people)}</h3>
          <FindingList findings={first.people.map(({ name, finding }) => ({ ...finding, message: `${name}: ${finding.message}` }))} />
        </>
      )}
      {sessions.length === 0 ? null : <Sessions sessions={sessions} total={first.affected} more={found.more} />}
    </section>
  );
}

function Sessions({ sessions, total, more }: { sessions: readonly Foreseen[]; total: number; more: { state: "ready" | "busy"; fetch: () => void } | null }) {
  const { say, day } = useLanguage();
  return (
    <DataTable
      caption={say(words.sessionsThatStop)}
      captionShown="shown"
      rows={sessions}
      total={total}
      more={more}
      rowKey={(one) => one.sessionId}
      phone="cards"
      columns={[
        { key: "family", label: say(words.family), cell: (one) => <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link> },
        { key: "when", label: say(words.when), cell: (one) => `${day(one.on, "full")}, ${timeInZone(one.startsAt, one.timeZone)}` },
        { key: "clinician", label: say(words.clinician), cell: (one) => one.clinicianName },
        {
          key: "why",
          label: say(words.why),
          cell: (one) => (
            <ul className="what-if-reasons">
              {one.reasons.map((reason) => (
                <li key={reason.rule}>
                  <FindingMark finding={reason} /> <span className="soft">{reason.clause}</span>
                </li>
              ))}
            </ul>
          ),
        },
        {
          key: "take",
          label: say(words.couldTake),
          cell: (one) => (
            <span className="mark what-if-take">
              <Icon glyph={one.couldTake.length === 0 ? IconUserOff : IconUser} size={14} />
              <span>{one.couldTake.length === 0 ? say(words.nobody) : one.couldTake.map((person) => person.name).join(", ")}</span>
            </span>
          ),
        },
      ]}
    />
  );
}
