import type { ReactNode } from "react";
import { DataTable } from "#ui/DataTable.tsx";
import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { kindWords } from "#features/calendar/screens.words.ts";
import type { Bill, BillKind, UnbilledSession } from "../contract.ts";
import { refusalWords } from "../faults.words.ts";
import { billNames, words } from "../screens.words.ts";
import { writeMoney } from "../sheet.rules.ts";
import { EstimateFields, StatementFields, SuperbillFields } from "./BillForms.tsx";
import "./bills.css";

/** Papers about money for a family: what was made, what could be, and why it cannot. */
export default function BillsTab({ caseId }: { caseId: string }) {
  const { say, language, day, number } = useLanguage();
  const { timeZone } = useMe().agency;
  const found = useAnswer(["billforms.ofCase", caseId], (api) => api.billforms.ofCase({ caseId }));
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const { today, bills, sessions, openCents, adults, refused } = found.data;
  const reasons = (kind: BillKind) => (refused[kind] ?? []).map((one) => say(refusalWords[one]));
  const forms: { kind: BillKind; verb: string; fields: (close: () => void) => ReactNode }[] = [
    { kind: "superbill", verb: say(words.makeSuperbill), fields: (close) => <SuperbillFields caseId={caseId} today={today} close={close} /> },
    { kind: "estimate", verb: say(words.makeEstimate), fields: (close) => <EstimateFields caseId={caseId} today={today} close={close} /> },
    { kind: "statement", verb: say(words.makeStatement), fields: (close) => <StatementFields caseId={caseId} adults={adults} close={close} /> },
  ];
  return (
    <section className="part" aria-labelledby="bills">
      <h2 id="bills">{say(words.title)}</h2>
      <p className="soft">{say(words.lead)}</p>
      {bills.length === 0 ? (
        <p className="soft">{say(words.none)}</p>
      ) : (
        <DataTable
          caption={say(words.title)}
          columns={[
            { key: "kind", label: say(words.kind), cell: (one: Bill) => say(billNames[one.kind]) },
            { key: "number", label: say(words.number), align: "end", cell: (one) => number(one.number) },
            { key: "made", label: say(words.made), cell: (one) => day(dateInZone(one.madeAt, timeZone), "full") },
            { key: "total", label: say(words.total), align: "end", cell: (one) => writeMoney(one.totalCents) },
            { key: "open", label: say(words.open), cell: (one) => <a className="button button--quiet" href={`/api/cases/${caseId}/bills/${one.billId}/paper`} download aria-label={`${say(words.open)}: ${say(billNames[one.kind])} ${number(one.number)}`}>PDF</a> },
          ]}
          rows={bills}
          rowKey={(one) => one.billId}
          phone="cards"
        />
      )}
      <p>
        {say(words.openPart)}: <strong>{writeMoney(openCents)}</strong>
      </p>
      {forms.map(({ kind, verb, fields }) => (reasons(kind).length === 0 ? <FormPanel key={kind} verb={verb}>{fields}</FormPanel> : <p key={kind} className="soft">{verb}: {reasons(kind).join(" ")}</p>))}
      <h3>{say(words.sessions)}</h3>
      {sessions.length === 0 ? (
        <p className="soft">{say(words.sessionsNone)}</p>
      ) : (
        <DataTable
          caption={say(words.sessions)}
          columns={[
            { key: "day", label: say(words.day), cell: (one: UnbilledSession) => day(one.day, "full") },
            { key: "session", label: say(words.session), cell: (one) => say(kindWords[one.kind]) },
            { key: "clinician", label: say(words.clinician), cell: (one) => one.clinicianName },
            { key: "price", label: say(words.price), align: "end", cell: (one) => (one.cents === null ? <span className="soft">{say(words.noPrice)}</span> : writeMoney(one.cents)) },
          ]}
          rows={sessions}
          rowKey={(one) => one.sessionId}
          phone="cards"
        />
      )}
    </section>
  );
}
