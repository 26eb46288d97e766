import { IconMailCheck, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { useAnswer, useApi, useMe } from "#ui/client.ts";
import { type Definition, DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Report } from "../reports.contract.ts";
import { dangerNames, howNames, reportLabels, words, yesNo } from "../reports.screens.words.ts";
import { useReportChanged } from "./changed.ts";
import { useMomentWords } from "./OneReview.tsx";
import { ReportForm } from "./ReportForm.tsx";
import { WordsForm } from "./WordsForm.tsx";

/** One report: to write for its reporter while it is open, else as it stands. */
export function OneReport({ reportId }: { reportId: string }) {
  const { say, language } = useLanguage();
  const moment = useMomentWords();
  const found = useAnswer(["safety.reports.get", reportId], (api) => api.safety.reports.get({ reportId }));
  if (found.data === undefined) return found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : <Loading rows={4} />;
  const report = found.data;
  return (
    <ClassEdge kind="report" level={3} title={words.begun[language](moment(report.begunAt), report.byName)}>
      {report.closedAt === null && report.may === "write" ? <ReportForm report={report} /> : <Written report={report} />}
      {report.addenda.map((one) => (
        <div key={one.addedAt}>
          <p className="soft small">{words.added[language](moment(one.addedAt), one.byName)}</p>
          <p className="safety-words">{one.words}</p>
        </div>
      ))}
      {report.disclosures.length === 0 ? null : (
        <div className="safety-facts">
          <DefinitionStrip look="list" definitions={report.disclosures.map((one) => ({ label: say(words.disclosed), value: `${moment(one.disclosedAt)}: ${one.recipient}`, detail: one.basis }))} />
        </div>
      )}
      {report.closedAt === null || report.may === "read" ? null : (
        <div className="safety-verbs">
          {report.writtenDoneOn === null ? <WrittenPanel reportId={reportId} /> : null}
          <AddPanel reportId={reportId} />
        </div>
      )}
    </ClassEdge>
  );
}

function Written({ report }: { report: Report }) {
  const { say, language, day } = useLanguage();
  const moment = useMomentWords();
  const { content } = report;
  const wall = (at: string) => `${day(at.slice(0, 10), "full")}, ${at.slice(11)}`;
  const text = (key: "children" | "allegations" | "allegedPerson" | "access" | "dangerWords" | "oralAgency" | "oralStaff" | "oralReference" | "caregiverWords" | "outcome"): Definition[] => (content[key].trim() === "" ? [] : [{ label: say(reportLabels[key]), value: <span className="safety-words">{content[key]}</span> }]);
  const definitions: Definition[] = [
    ...text("children"),
    ...text("allegations"),
    ...content.accounts.map((one) => ({ label: say(howNames[one.how]), value: <span className="safety-words">{one.words}</span>, ...(one.on === null ? {} : { detail: day(one.on, "full") }) })),
    ...text("allegedPerson"),
    ...text("access"),
    ...(content.danger === null ? [] : [{ label: say(reportLabels.danger), value: say(dangerNames[content.danger]) }]),
    ...text("dangerWords"),
    ...(content.knownAt === null ? [] : [{ label: say(reportLabels.knownAt), value: wall(content.knownAt) }]),
    ...(content.oralAt === null ? [] : [{ label: say(reportLabels.oralAt), value: wall(content.oralAt) }]),
    ...text("oralAgency"),
    ...text("oralStaff"),
    ...text("oralReference"),
    ...(report.writtenDueAt === null ? [] : [{ label: say(reportLabels.writtenDueAt), value: moment(report.writtenDueAt), ...(report.writtenDoneOn === null ? {} : { detail: words.writtenDone[language](day(report.writtenDoneOn, "full")) }) }]),
    ...(report.supervisorName === null ? [] : [{ label: say(reportLabels.supervisorId), value: report.supervisorName }]),
    ...(content.caregiverTold === null ? [] : [{ label: say(reportLabels.caregiverTold), value: say(yesNo[content.caregiverTold]) }]),
    ...text("caregiverWords"),
    ...text("outcome"),
  ];
  // What was said more than once is numbered, since a list names each thing once.
  const numbered = definitions.map((one, at) => ({ ...one, label: definitions.findIndex((other) => other.label === one.label) === at ? one.label : `${one.label} (${at + 1})` }));
  return (
    <div className="safety-facts">
      <DefinitionStrip look="list" definitions={numbered} />
    </div>
  );
}

function WrittenPanel({ reportId }: { reportId: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.sendWritten)} glyph={IconMailCheck}>
      {(close) => <WrittenFields reportId={reportId} close={close} />}
    </FormPanel>
  );
}
function WrittenFields({ reportId, close }: { reportId: string; close: () => void }) {
  const { say } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const changed = useReportChanged(reportId);
  const today = dateInZone(new Date().toISOString(), agency.timeZone);
  const sending = useSending("written");
  const [on, setOn] = useState(today);
  async function submit() {
    const sent = await sending.send(async () => {
      await api.safety.reports.sendWritten({ reportId, on });
      await changed();
    }, on === "" ? [{ path: "on", message: say(words.needDay) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name="written" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("on")} label={say(words.on)} value={on} max={today} onChange={setOn} error={sending.errorOf("on")} />
    </SendForm>
  );
}

function AddPanel({ reportId }: { reportId: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReportChanged(reportId);
  return (
    <FormPanel verb={say(words.amend)} glyph={IconPlus}>
      {(close) => <WordsForm name="addendum" field="words" label={say(words.addition)} send={(text) => api.safety.reports.amend({ reportId, words: text }).then(changed)} close={close} />}
    </FormPanel>
  );
}
