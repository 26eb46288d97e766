import { useAnswer } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { writeMoney } from "#features/billforms/sheet.rules.ts";
import type { Grant, TimeLine } from "../grants.contract.ts";
import { hoursOf } from "../grants.rules.ts";
import { workNames } from "../grants.words.ts";
import { grantWords as words, words as money } from "../screens.words.ts";
import { GrantFields } from "./GrantFields.tsx";
import "./money.css";

/** Grants with what is left of them, and the time that no payer pays. */
export default function GrantsScreen() {
  const { say, language, day, number } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["grants.list"], (api) => api.grants.list());
  const columns: Column<Grant>[] = [
    { key: "name", label: say(words.name), cell: (one) => <><Link href={`/app/grants/${one.grantId}`}>{one.name}</Link><span className="soft money-note">{one.endedAt === null ? one.funder : `${one.funder} · ${say(words.ended)}`}</span></> },
    { key: "days", label: say(words.days), cell: (one) => `${day(one.fromDay, "full")} – ${day(one.toDay, "full")}` },
    { key: "of", label: say(words.of), align: "end", cell: (one) => writeMoney(one.cents) },
    { key: "invoiced", label: say(words.invoiced), align: "end", cell: (one) => writeMoney(one.invoicedCents) },
    { key: "paid", label: say(words.paid), align: "end", cell: (one) => writeMoney(one.paidCents) },
    { key: "left", label: say(words.left), align: "end", cell: (one) => writeMoney(one.cents - one.invoicedCents) },
  ];
  const time: Column<TimeLine>[] = [
    { key: "work", label: say(words.work), cell: (one) => say(workNames[one.work]) },
    { key: "times", label: say(words.times), align: "end", cell: (one) => number(one.times) },
    { key: "hours", label: say(words.hours), align: "end", cell: (one) => number(Number(hoursOf(one.minutes))) },
    { key: "invoiced", label: say(words.onInvoices), align: "end", cell: (one) => number(Number(hoursOf(one.invoicedMinutes))) },
  ];
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={say(words.lead)} back={{ href: "/app/money", label: say(money.title) }} />
      {found.isPending ? <Loading rows={4} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          {found.data.grants.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : <DataTable caption={say(words.title)} columns={columns} rows={found.data.grants} rowKey={(one) => one.grantId} phone="cards" />}
          <FormPanel verb={say(words.add)}>{(close) => <GrantFields grant={null} today={found.data.today} close={close} />}</FormPanel>
          <section className="part" aria-labelledby="grants-time">
            <h2 id="grants-time">{say(words.time)}</h2>
            <p className="soft">{say(words.timeHow)}</p>
            {found.data.time.length === 0 ? <p className="soft">{say(words.timeNone)}</p> : <DataTable caption={say(words.time)} columns={time} rows={found.data.time} rowKey={(one) => one.work} />}
          </section>
        </>
      )}
    </div>
  );
}
