import { IconFileText, IconTable } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { type Language, languages } from "#kernel/language.ts";
import { Button, FileLink } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { makers, type ReportKind, reportKinds } from "../contract.ts";
import { writePeriod } from "../printing.rules.ts";
import { kindWords, languageNames, words } from "../screens.words.ts";
import { OwnWordsForm } from "./OwnWordsForm.tsx";
import { ReportView } from "./ReportView.tsx";
import "./reports.css";

type Chosen = { kind: ReportKind; language: Language; cut: string | null; withReturn: "yes" | "no" };

/** Reports of the programme: looked at as they will leave, made from exactly that, and those that were made. What one looks at stands in the address. */
export default function ReportsScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const asked = useSearch({ strict: false }) as Record<string, unknown>;
  const travel = useNavigate();
  const chosen: Chosen = {
    kind: reportKinds.find((one) => one === asked.kind) ?? "funder",
    language: languages.find((one) => one === asked.language) ?? language,
    cut: typeof asked.cut === "string" && asked.cut !== "" ? asked.cut : null,
    withReturn: asked.return === "yes" ? "yes" : "no",
  };
  const choose = (next: Chosen) => void travel({ href: `/app/outcomes/reports?${new URLSearchParams({ kind: next.kind, language: next.language, ...(next.cut === null ? {} : { cut: next.cut }), ...(next.withReturn === "yes" ? { return: "yes" } : {}) }).toString()}`, replace: true });
  return (
    <div className="page reports">
      <PageHeader title={say(words.title)} back={{ href: "/app/outcomes", label: say(words.back) }} />
      {hasRole(me, ...makers) ? <Maker chosen={chosen} choose={choose} /> : null}
      <Made />
    </div>
  );
}

function Maker({ chosen, choose }: { chosen: Chosen; choose: (next: Chosen) => void }) {
  const { say, language } = useLanguage();
  const answer = useAnswer(["reports.look", chosen.kind, chosen.language, chosen.cut, chosen.withReturn], (api) => api.reports.look(chosen));
  const told = answer.data;
  return (
    <>
      <p className="soft">{say(words.what)}</p>
      <div className="report-choices">
        <SelectField label={say(words.kind)} width="short" value={chosen.kind} onChange={(kind) => choose({ ...chosen, kind: reportKinds.find((one) => one === kind) ?? chosen.kind })} options={reportKinds.map((one) => ({ value: one, label: say(kindWords[one]) }))} />
        <SelectField label={say(words.language)} width="short" value={chosen.language} onChange={(next) => choose({ ...chosen, language: languages.find((one) => one === next) ?? chosen.language })} options={languages.map((one) => ({ value: one, label: say(languageNames[one]) }))} />
        <SelectField label={say(words.period)} width="short" empty={chosen.kind === "quarter" ? undefined : say(words.everybody)} value={chosen.cut ?? ""} onChange={(cut) => choose({ ...chosen, cut: cut === "" ? null : cut })} options={(told?.periods ?? []).map((one) => ({ value: one.key, label: writePeriod(one.values, language) }))} />
        <CheckField label={say(words.withReturn)} hint={say(words.withReturnHint)} value={chosen.withReturn} onChange={(withReturn) => choose({ ...chosen, withReturn })} />
      </div>
      {answer.isPending ? <Loading rows={8} /> : null}
      {answer.isError ? <ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} /> : null}
      {told === undefined ? null : <OwnWordsForm key={`${chosen.kind} ${chosen.language} ${told.words[0]?.keptAt ?? ""}`} kind={chosen.kind} language={chosen.language} versions={told.words} />}
      {told === undefined ? null : told.content === null ? (
        <EmptyState sentence={say(words.preview)}>{say(told.periods.length === 0 ? words.noPeriods : words.period)}</EmptyState>
      ) : (
        <section aria-labelledby="report-preview">
          <h2 id="report-preview">{say(words.preview)}</h2>
          <MakeIt chosen={chosen} hash={told.hash} />
          <ReportView content={told.content} />
        </section>
      )}
    </>
  );
}

function MakeIt({ chosen, hash }: { chosen: Chosen; hash: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("report-make");
  const [made, setMade] = useState<string | null>(null);
  const make = async () => {
    if (await sending.send(() => api.reports.make({ ...chosen, hash }))) setMade(hash);
    await refresh(["reports.list"], ["reports.look"]);
  };
  return (
    <div className="report-make" id="report-make" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p>
        <Button look="main" state={sending.state} onClick={() => void make()}>
          {say(words.make)}
        </Button>{" "}
        <span className="soft small">{say(words.makeHint)}</span>
      </p>
      <p role="status">{made === hash ? say(words.madeNow) : ""}</p>
    </div>
  );
}

/** What was made, with its files: the same bytes each time. */
function Made() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const answer = useAnswer(["reports.list"], (api) => api.reports.list());
  return (
    <section aria-labelledby="report-made">
      <h2 id="report-made">{say(words.made)}</h2>
      {answer.isPending ? <Loading rows={3} /> : null}
      {answer.isError ? <ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data === undefined ? null : answer.data.reports.length === 0 ? (
        <EmptyState sentence={say(words.none)} />
      ) : (
        <DataTable
          caption={say(words.made)}
          phone="cards"
          columns={[
            { key: "title", label: say(words.kind), cell: (one) => <span lang={one.language}>{one.title}{one.withReturn ? ` (${words.withCost[one.language]})` : ""}</span> },
            { key: "about", label: say(words.about), cell: (one) => <span lang={one.language}>{one.about}</span> },
            { key: "counted", label: say(words.counted), cell: (one) => (one.countedOn === null ? "–" : day(one.countedOn, "full")) },
            { key: "made", label: say(words.madeOn), cell: (one) => say(words.by(day(dateInZone(one.madeAt, me.agency.timeZone), "full"), one.madeBy)) },
            { key: "mark", label: say(words.mark), cell: (one) => <code>{one.hash.slice(0, 12)}</code> },
            { key: "files", label: say(words.files), cell: (one) => (
              <span className="report-files">
                <FileLink glyph={IconFileText} href={`/api/reports/${one.reportId}/file?format=pdf`}>{say(words.pdf)}</FileLink>
                <FileLink glyph={IconTable} href={`/api/reports/${one.reportId}/file?format=xlsx`}>{say(words.xlsx)}</FileLink>
              </span>
            ) },
          ]}
          rows={answer.data.reports}
          rowKey={(one) => one.reportId}
        />
      )}
    </section>
  );
} // prettier-ignore
