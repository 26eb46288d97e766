import { IconFilePlus, IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { ReportRow } from "../reports.contract.ts";
import { words } from "../reports.screens.words.ts";
import { useMomentWords } from "./OneReview.tsx";
import { OneReport } from "./OneReport.tsx";

/** Mandated reports that the reader may see: of a case where one is given, else all of them. `opened` is one that an address names. */
export function ReportsPart({ caseId, opened = null }: { caseId?: string; opened?: string | null }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const api = useApi();
  const moment = useMomentWords();
  const refresh = useRefresh();
  const sending = useSending("begin-report");
  const [chosen, setChosen] = useState<string | null>(opened);
  const list = usePages(["safety.reports.list", caseId ?? ""], (asked, after) => asked.safety.reports.list({ caseId, after }));
  const reports = list.pages.flatMap((page) => page.reports);
  const begin = (of: string) =>
    sending.send(async () => {
      const { reportId } = await api.safety.reports.begin({ caseId: of });
      await refresh(["safety.reports.list"], ["day.today"]);
      setChosen(reportId);
    });
  const why = (one: ReportRow) => {
    const written = one.writtenDoneOn === null ? (one.writtenDueAt === null ? null : words.writtenDue[language](moment(one.writtenDueAt))) : words.writtenDone[language](day(one.writtenDoneOn, "full"));
    return [say(one.closedAt === null ? words.stateDraft : words.stateClosed), written].filter((part) => part !== null).join(", ");
  };
  return (
    <section className="part" aria-labelledby="reports">
      <h2 id="reports">{say(words.reports)}</h2>
      <p className="soft">{say(words.reportsWhy)}</p>
      {list.state === "loading" ? <Loading rows={2} /> : list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && reports.length === 0 ? <EmptyState sentence={say(words.noReports)}>{say(words.noReportsNext)}</EmptyState> : null}
      {reports.length === 0 ? null : (
        <RowList labelledBy="reports">
          {reports.map((one) => (
            <RowWithVerb
              key={one.reportId}
              state={one.closedAt === null ? "today" : one.writtenDueAt !== null && one.writtenDoneOn === null ? "today" : "later"}
              kind={moment(one.begunAt)}
              glyph={IconFileText}
              who={caseId === undefined ? (one.childName ?? one.byName) : one.byName}
              why={why(one)}
              verb={one.reportId === chosen ? { label: say(words.shut), run: () => setChosen(null) } : { label: say(words.open), run: () => setChosen(one.reportId) }}
            />
          ))}
        </RowList>
      )}
      {list.more === null ? null : (
        <p>
          <Button state={list.more.state} onClick={list.more.fetch}>
            {say(words.more)}
          </Button>
        </p>
      )}
      {chosen === null ? null : <OneReport key={chosen} reportId={chosen} />}
      {caseId === undefined || !hasRole(me, "clinician", "trainee") ? null : (
        <div id="begin-report" tabIndex={-1}>
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          <p>
            <Button glyph={IconFilePlus} state={sending.state} onClick={() => void begin(caseId)}>
              {say(words.beginReport)}
            </Button>
          </p>
          <p className="soft small">{say(words.callFirst)}</p>
        </div>
      )}
    </section>
  );
}
