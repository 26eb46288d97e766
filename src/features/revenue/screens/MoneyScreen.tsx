import { IconFileText, IconGift } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useMe } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link, useGoTo } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { sayReason } from "#features/claims/reasons.words.ts";
import { writeMoney } from "#features/billforms/sheet.rules.ts";
import type { MoneyReport, TableName } from "../contract.ts";
import { bucketNames, definitions } from "../definitions.words.ts";
import { firstPassRate } from "../rules.ts";
import { words } from "../screens.words.ts";
import { heads, tableNames } from "../tables.words.ts";
import { type AskedMoney, queryOf, useAskedMoney } from "./asked.ts";
import { SharedMoney } from "./SharedMoney.tsx";
import "./money.css";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** What was charged, what came, what is open: with claims behind for who bills, without any name for who leads. */
export default function MoneyScreen() {
  const me = useMe();
  usePageTitle(words.title);
  return <div className="page">{me.roles.some((role) => role === "biller" || role === "administrator") ? <Report /> : <SharedMoney />}</div>;
}

function Report() {
  const { say, language } = useLanguage();
  const asked = useAskedMoney();
  const found = useAnswer(["money.report", queryOf(asked)], (api) => api.money.report(asked));
  return (
    <>
      <PageHeader title={say(words.title)} detail={say(words.lead)}>
        <ButtonLink href="/app/grants" glyph={IconGift}>{say(words.grants)}</ButtonLink>
        <ButtonLink href="/app/money/papers" glyph={IconFileText}>{say(words.papers)}</ButtonLink>
      </PageHeader>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <Filters key={queryOf(asked)} report={found.data} payerId={asked.payerId} />
          <Figures report={found.data} asked={asked} />
          <Tables report={found.data} asked={asked} />
          <Definitions />
        </>
      )}
    </>
  );
}

function Filters({ report, payerId }: { report: MoneyReport; payerId: string | null }) {
  const { say } = useLanguage();
  const goTo = useGoTo();
  const [form, setForm] = useState({ from: report.from, to: report.to, payerId: payerId ?? "" });
  const wrong = (text: string) => (MONTH.test(text) ? null : say(words.needMonth));
  const show = () => wrong(form.from) === null && wrong(form.to) === null && goTo(`/app/money?${queryOf({ from: form.from, to: form.to, payerId: form.payerId === "" ? null : form.payerId })}`);
  return (
    <form className="money-filters" onSubmit={(event) => (event.preventDefault(), show())}>
      <TextField id="money-from" label={say(words.from)} width="short" error={wrong(form.from)} value={form.from} maxLength={7} onChange={(from) => setForm({ ...form, from })} />
      <TextField id="money-to" label={say(words.to)} width="short" error={wrong(form.to)} value={form.to} maxLength={7} onChange={(to) => setForm({ ...form, to })} />
      <SelectField id="money-payer" label={say(words.payer)} error={null} empty={say(words.allPayers)} value={form.payerId} onChange={(value) => setForm({ ...form, payerId: value })} options={report.payers.map((one) => ({ value: one.payerId, label: one.name }))} />
      <Button type="submit">{say(words.show)}</Button>
    </form>
  );
}

function Figures({ report, asked }: { report: MoneyReport; asked: AskedMoney }) {
  const { say, language, number } = useLanguage();
  const rate = firstPassRate(report.firstPass);
  const { sent, answered, paid } = report.firstPass;
  const behind = (name: string, label: string) => <Link href={`/app/money/claims?${queryOf(asked, { behind: name })}`}>{label}</Link>;
  return (
    <section className="part" aria-labelledby="money-figures">
      <h2 id="money-figures">{say(words.figures)}</h2>
      <DefinitionStrip
        definitions={[
          { label: say(words.open), value: report.openCents === 0 ? writeMoney(0) : behind("open", writeMoney(report.openCents)) },
          { label: say(words.daysOpen), value: report.daysOpen === null ? say(words.none) : words.days[language](number(report.daysOpen)) },
          { label: say(words.firstPass), value: rate === null ? say(words.none) : `${rate} %`, detail: answered === paid ? words.firstPassOf[language](number(paid), number(answered), number(sent - answered)) : <>{words.firstPassOf[language](number(paid), number(answered), number(sent - answered))} · {behind("not_first", say(words.notFirst))}</> },
          { label: say(words.family), value: report.familyCents === 0 ? writeMoney(0) : behind("family", writeMoney(report.familyCents)) },
          ...(report.creditCents === 0 ? [] : [{ label: say(words.credit), value: behind("credit", writeMoney(report.creditCents)) }]),
        ]}
      />
    </section>
  );
}

function Files({ table, asked }: { table: TableName; asked: AskedMoney }) {
  const { say, language } = useLanguage();
  return (
    <p className="money-files">
      {(["csv", "xlsx"] as const).map((format) => (
        <a key={format} className="button button--quiet" href={`/api/money/file?${queryOf(asked, { table, format, says: language })}`} download aria-label={`${say(tableNames[table])}: ${words.file[language](format.toUpperCase())}`}>
          {words.file[language](format.toUpperCase())}
        </a>
      ))}
    </p>
  );
}

function Tables({ report, asked }: { report: MoneyReport; asked: AskedMoney }) {
  const { say, language, number, month } = useLanguage();
  const opens = (text: string, what: string, more: Record<string, string>) => <Link href={`/app/money/claims?${queryOf(asked, more)}`} aria-label={words.openClaims[language](`${what}, ${text}`)}>{text}</Link>;
  const money = <Row,>(key: keyof typeof heads, of: (row: Row) => number): Column<Row> => ({ key, label: say(heads[key]), align: "end", cell: (row) => writeMoney(of(row)) });
  const moved = <Row extends { chargedCents: number; collectedCents: number; contractualCents: number; writtenOffCents: number }>(): Column<Row>[] => [money("charged", (row) => row.chargedCents), money("collected", (row) => row.collectedCents), money("contractual", (row) => row.contractualCents), money("writtenOff", (row) => row.writtenOffCents)];
  const part = (table: TableName, shown: ReactNode) => (
    <section className="part" aria-labelledby={`money-${table}`}>
      <h2 id={`money-${table}`}>{say(tableNames[table])}</h2>
      {shown}
    </section>
  );
  const ageing: Column<MoneyReport["ageing"][number]>[] = [
    { key: "age", label: say(heads.age), cell: (one) => say(bucketNames[one.bucket]) },
    { key: "claims", label: say(heads.claims), align: "end", cell: (one) => number(one.claims) },
    { key: "open", label: say(heads.open), align: "end", cell: (one) => (one.cents === 0 ? writeMoney(0) : opens(writeMoney(one.cents), say(bucketNames[one.bucket]), { behind: one.bucket })) },
  ];
  const payers: Column<MoneyReport["byPayer"][number]>[] = [
    { key: "payer", label: say(heads.payer), cell: (one) => one.payerName },
    { key: "claims", label: say(heads.claims), align: "end", cell: (one) => number(one.claims) },
    ...moved<MoneyReport["byPayer"][number]>(),
    { key: "open", label: say(heads.open), align: "end", cell: (one) => (one.openCents > 0 ? opens(writeMoney(one.openCents), one.payerName, { behind: "open", payerId: one.payerId }) : writeMoney(one.openCents)) },
  ];
  const denials: Column<MoneyReport["denials"][number]>[] = [
    { key: "reason", label: say(heads.reason), cell: (one) => <>{one.reason} <span className="money-reason">{sayReason(one.reason)?.[language] ?? ""}</span></> },
    { key: "claims", label: say(heads.claims), align: "end", cell: (one) => opens(number(one.claims), `${say(heads.reason)} ${one.reason}`, { behind: "denied", reason: one.reason }) },
    money("cost", (one) => one.cents),
    { key: "checks", label: say(heads.checks), cell: (one) => (one.checks === null ? <span className="soft">{say(words.checksOfBiller)}</span> : one.checks.length === 0 ? <span className="soft">{say(words.noCheck)}</span> : one.checks.join("; ")) },
  ];
  return (
    <>
      {part("ageing", <><DataTable caption={say(tableNames.ageing)} columns={ageing} rows={report.ageing} rowKey={(one) => one.bucket} /><Files table="ageing" asked={asked} /></>)}
      {part("denials", report.denials.length === 0 ? <p className="soft">{say(words.noDenials)}</p> : <><DataTable caption={say(tableNames.denials)} columns={denials} rows={report.denials} rowKey={(one) => one.reason} phone="cards" /><Files table="denials" asked={asked} /></>)}
      {part("payers", report.byPayer.length === 0 ? <p className="soft">{say(words.nothing)}</p> : <><DataTable caption={say(tableNames.payers)} columns={payers} rows={report.byPayer} rowKey={(one) => one.payerId} phone="cards" /><Files table="payers" asked={asked} /></>)}
      {part("months", report.byMonth.length === 0 ? <p className="soft">{say(words.nothing)}</p> : <><DataTable caption={say(tableNames.months)} columns={[{ key: "month", label: say(heads.month), cell: (one) => month(`${one.month}-01`, "month_year") }, ...moved<MoneyReport["byMonth"][number]>()]} rows={report.byMonth} rowKey={(one) => one.month} phone="cards" /><Files table="months" asked={asked} /></>)}
    </>
  );
}

function Definitions() {
  const { say } = useLanguage();
  const said: [string, string][] = [[say(words.open), say(definitions.open)], [say(words.daysOpen), say(definitions.daysOpen)], [say(words.firstPass), say(definitions.firstPass)], [say(words.family), say(definitions.family)], [say(words.credit), say(definitions.credit)], [say(tableNames.ageing), say(definitions.ageing)], [say(heads.charged), say(definitions.charged)], [say(heads.collected), say(definitions.collected)], [say(heads.contractual), say(definitions.contractual)], [say(heads.writtenOff), say(definitions.writtenOff)], [say(tableNames.denials), say(definitions.denials)]];
  return (
    <details className="fold">
      <summary>{say(words.how)}</summary>
      <dl className="money-definitions">
        {said.map(([label, sentence]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{sentence}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
