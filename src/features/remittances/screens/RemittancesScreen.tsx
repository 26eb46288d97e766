import { useSearch } from "@tanstack/react-router";
import { ButtonLink } from "#ui/Button.tsx";
import { useAnswer } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { Hidden } from "#ui/Hidden.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { IconScaleOutline, IconX } from "@tabler/icons-react";
import type { Remittance } from "../contract.ts";
import { words } from "../screens.words.ts";
import { FilesPart, StraysPart, TakeFile } from "./FilesPart.tsx";
import { PaperFields } from "./PaperFields.tsx";
import { moneyOf } from "./parts.tsx";
import { WaitingPart } from "./WaitingPart.tsx";
import "./remittances.css";

const PATH = "/app/remittances";
const parts = ["payments", "waiting", "files", "strays"] as const;

/** What payers send back: payments, what waits to be matched, files, and answers that belong to nothing. */
export default function RemittancesScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const given = useSearch({ strict: false }) as Record<string, unknown>;
  const part = parts.find((one) => one === given.part) ?? "payments";
  const counts = useAnswer(["remittances.list", "counts"], (api) => api.remittances.list({ after: null }));
  const asks: Partial<Record<(typeof parts)[number], number>> = { waiting: counts.data?.unmatched ?? 0, strays: counts.data?.strays ?? 0 };
  const tabs = parts.map((one) => ({ href: `${PATH}?part=${one}`, label: say(words[one]), ...((asks[one] ?? 0) > 0 && { asks: words.count[language](asks[one]!) }) }));
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={say(words.lead)}>
        <ButtonLink href="/app/denials" glyph={IconX}>{say(words.denials)}</ButtonLink>
        <ButtonLink href="/app/ledger" glyph={IconScaleOutline}>{say(words.ledger)}</ButtonLink>
      </PageHeader>
      <Tabs label={say(words.tabs)} tabs={tabs} current={`${PATH}?part=${part}`} />
      <h2><Hidden>{say(words[part])}</Hidden></h2>
      {part === "payments" ? <PaymentsPart /> : null}
      {part === "waiting" ? <WaitingPart /> : null}
      {part === "files" ? <FilesPart /> : null}
      {part === "strays" ? <StraysPart /> : null}
    </div>
  );
}

function PaymentsPart() {
  const { say, language, day, number } = useLanguage();
  const list = usePages(["remittances.list"], (api, after) => api.remittances.list({ after }));
  const found = list.pages.flatMap((page) => page.remittances);
  const columns: Column<Remittance>[] = [
    { key: "day", label: say(words.day), cell: (one) => <Link href={`${PATH}/${one.remittanceId}`} aria-label={words.openPayment[language](`${day(one.paidOn, "full")}, ${one.payerName}`)}>{day(one.paidOn, "full")}</Link> },
    { key: "payer", label: say(words.payer), cell: (one) => one.payerName },
    { key: "trace", label: say(words.trace), cell: (one) => <>{one.traceNumber} <span className="soft">{say(one.way === "paper" ? words.byPaper : words.by835)}</span></> },
    { key: "claims", label: say(words.claims), align: "end", cell: (one) => <>{number(one.claims)}{one.unmatched > 0 ? <span className="asks"> {words.toMatch[language](number(one.unmatched))}</span> : null}</> },
    { key: "amount", label: say(words.amount), align: "end", cell: (one) => moneyOf(one.paidCents) },
  ];
  return (
    <>
      <div className="buttons remit-verbs">
        <TakeFile />
        <FormPanel verb={say(words.paper)}>{(close) => <PaperFields close={close} />}</FormPanel>
      </div>
      {list.state === "loading" ? <Loading rows={6} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && found.length === 0 ? <EmptyState sentence={say(words.noPayments)}>{say(words.noPaymentsNext)}</EmptyState> : null}
      {found.length === 0 ? null : <DataTable caption={say(words.payments)} columns={columns} rows={found} rowKey={(one) => one.remittanceId} more={list.more} phone="cards" />}
    </>
  );
}
