import { IconArrowBackUp, IconFileExport, IconLock } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { dateInZone } from "#kernel/dates.ts";
import { dollarsOf } from "#features/payers/rules.ts";
import { useForm } from "#features/payers/screens/useForm.ts";
import { ButtonLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link, useGoTo } from "#ui/Link.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type AccountMonth, type BookedEntry, ledgerAccounts } from "../contract.ts";
import { accountNames, kindNames, words } from "../screens.words.ts";
import "./ledger.css";

const PATH = "/app/ledger";
const moneyOf = (cents: number): string => (cents < 0 ? `−${dollarsOf(-cents)}` : dollarsOf(cents));
const idOf = (value: unknown): string | null => (typeof value === "string" && /^[0-9a-f-]{36}$/.test(value) ? value : null);

/** The accounts of a month and what moved them; with `?claim=` in the address the entries of one claim. */
export default function LedgerScreen() {
  const { say, language, month: nameOfMonth } = useLanguage();
  usePageTitle(words.title);
  const given = useSearch({ strict: false }) as Record<string, unknown>;
  const goTo = useGoTo();
  const month = typeof given.month === "string" && /^\d{4}-\d{2}-01$/.test(given.month) ? given.month : null;
  const account = ledgerAccounts.find((one) => one === given.account) ?? null;
  const claimId = idOf(given.claim);
  const found = useAnswer(["ledger.get", month], (api) => api.ledger.get({ month }));
  const hrefOf = (asked: { month?: string | null; account?: string | null }) => `${PATH}?${new URLSearchParams(Object.entries({ month, account, ...asked }).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, value]])))}`;
  const monthName = (one: string) => nameOfMonth(one, "month_year");
  const columns: Column<AccountMonth>[] = [
    { key: "account", label: say(words.accounts), cell: (one) => <Link href={hrefOf({ account: one.account })}>{say(accountNames[one.account])}</Link> },
    ...(["beforeCents", "debitCents", "creditCents", "afterCents"] as const).map((key): Column<AccountMonth> => ({ key, label: say(columnNames[key]), align: "end", cell: (one) => moneyOf(one[key]) })),
  ];
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/remittances", label: say(words.payments) }} title={say(words.title)} />
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined || claimId !== null ? null : (
        <section className="part" aria-labelledby="ledger-accounts">
          <h2 id="ledger-accounts">{say(words.accounts)}</h2>
          <div className="fields"><SelectField id="ledger-month" error={null} label={say(words.month)} empty={monthName(found.data.month)} value={found.data.month} options={found.data.months.map((value) => ({ value, label: monthName(value) }))} onChange={(value) => goTo(hrefOf({ month: value === "" ? null : value, account: null }))} /></div>
          <Closing month={found.data.month} closable={found.data.closable} closed={found.data.closed} />
          {found.data.accounts.length === 0 ? <EmptyState sentence={say(words.noAccounts)}>{say(words.noAccountsNext)}</EmptyState> : <DataTable caption={say(words.accounts)} columns={columns} rows={found.data.accounts} rowKey={(one) => one.account} phone="cards" />}
          <div className="buttons"><ButtonLink href={`/api/ledger-file?month=${found.data.month}&says=${language}`} glyph={IconFileExport}>{say(words.file)}</ButtonLink></div>
        </section>
      )}
      {found.data === undefined ? null : <Entries month={claimId === null ? found.data.month : null} account={account} claimId={claimId} all={hrefOf({ account: null })} />}
    </div>
  );
}
const columnNames = { beforeCents: words.before, debitCents: words.debit, creditCents: words.credit, afterCents: words.after };

function Closing({ month, closable, closed }: { month: string; closable: string | null; closed: readonly { month: string; closedAt: string; closedByName: string | null }[] }) {
  const { say, language, day, month: nameOfMonth } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("close-month");
  const one = closed.find((each) => each.month === month);
  if (one !== undefined) return <p className="soft">{words.closed[language](day(dateInZone(one.closedAt, me.agency.timeZone), "full"), one.closedByName ?? "")}</p>;
  if (closable === null || !hasRole(me, "administrator")) return null;
  const name = nameOfMonth(closable, "month_year");
  const submit = async (close: () => void) => {
    if (await sending.send(() => api.ledger.close({ month: closable }).then(() => refresh(["ledger.get"])))) close();
  };
  return (
    <FormPanel verb={words.close[language](name)} glyph={IconLock}>
      {(close) => (
        <SendForm name="close-month" sending={sending} submit={say(words.closeYes)} onSubmit={() => void submit(close)} onCancel={close}>
          <p>{words.closeAsk[language](name)}</p>
        </SendForm>
      )}
    </FormPanel>
  );
}

function Entries({ month, account, claimId, all }: { month: string | null; account: (typeof ledgerAccounts)[number] | null; claimId: string | null; all: string }) {
  const { say, language } = useLanguage();
  const list = usePages(["ledger.entries", month, account, claimId], (api, after) => api.ledger.entries({ month, account, claimId, after }));
  const entries = list.pages.flatMap((page) => page.entries);
  return (
    <section className="part" aria-labelledby="ledger-entries">
      <h2 id="ledger-entries">{account === null ? say(words.entries) : words.entriesOf[language](say(accountNames[account]))}</h2>
      {account === null && claimId === null ? null : <p><Link href={claimId === null ? all : PATH}>{say(words.allEntries)}</Link></p>}
      {list.state === "loading" ? <Loading rows={5} /> : null}
      {list.state === "failed" ? <ErrorState sentence={say(words.failed)} verb={{ run: list.again }} /> : null}
      {list.state === "there" && entries.length === 0 ? <p className="soft">{say(words.noEntries)}</p> : null}
      <ul className="ledger-entries">{entries.map((one) => <OneEntry key={one.entryId} one={one} />)}</ul>
      <MorePages label={say(words.more)} more={list.more} />
    </section>
  );
}

function OneEntry({ one }: { one: BookedEntry }) {
  const { say, language, day } = useLanguage();
  const claims = [...new Map(one.lines.flatMap((line) => (line.claimId === null ? [] : [[line.claimId, line.claimNumber ?? ""] as const]))).entries()];
  return (
    <li>
      <strong>{say(kindNames[one.kind])}</strong>
      <span className="soft small">
        {day(one.day, "full")}{one.byName === null ? "" : `, ${words.by[language](one.byName)}`}{one.isReversed ? ` · ${say(words.wasReversed)}` : ""}
      </span>
      {one.reason === "" ? null : <span>{one.reason}</span>}
      <ul className="ledger-lines">{one.lines.map((line, place) => <li key={place}><span>{say(accountNames[line.account])}</span><span>{moneyOf(line.cents)}</span></li>)}</ul>
      <div className="buttons">
        {claims.map(([claimId, number]) => <Link key={claimId} href={`/app/claims/${claimId}`}>{words.claim[language](number)}</Link>)}
        {one.remittanceId === null ? null : <Link href={`/app/remittances/${one.remittanceId}`}>{say(words.payment)}</Link>}
        {one.mayReverse ? <FormPanel verb={say(words.reverse)} about={`${say(kindNames[one.kind])}, ${day(one.day, "full")}`} glyph={IconArrowBackUp}>{(close) => <ReverseFields entryId={one.entryId} close={close} />}</FormPanel> : null}
      </div>
    </li>
  );
}
function ReverseFields({ entryId, close }: { entryId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `reverse-${entryId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { reason: "" });
  async function submit() {
    const wrong = form.reason.trim().length < 3 ? [{ path: "reason", message: say(words.reverseWhy) }] : [];
    const sent = await sending.send(() => api.ledger.reverse({ entryId, reason: form.reason }).then(() => refresh(["ledger.get"], ["ledger.entries"], ["denials.list"], ["denials.get"])), wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.reverseYes)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <TextField {...field("reason")} label={say(words.reverseWhy)} maxLength={500} need="required" />
    </SendForm>
  );
}
