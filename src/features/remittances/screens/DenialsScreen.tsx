import { useSearch } from "@tanstack/react-router";
import { sayReason } from "#features/claims/reasons.words.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { type Denial, denialViews } from "../denials.contract.ts";
import { words } from "../denials.words.ts";
import { sayCodes } from "../reasons.words.ts";
import { words as common } from "../screens.words.ts";
import { ListState } from "./FilesPart.tsx";
import { moneyOf, Reasons } from "./parts.tsx";
import "./remittances.css";

const PATH = "/app/denials";
const empties = { denied: words.noneDenied, appealed: words.noneAppealed, rejected: words.noneRejected };

/** Claims that were not paid, or not whole: what each costs, why, and one press away what to do. */
export default function DenialsScreen() {
  const { say, language, day, number } = useLanguage();
  usePageTitle(words.title);
  const given = useSearch({ strict: false }) as Record<string, unknown>;
  const show = denialViews.find((one) => one === given.show) ?? "denied";
  const list = usePages(["denials.list", show], (api, after) => api.denials.list({ show, after }));
  const found = list.pages.flatMap((page) => page.denials);
  const reasons = list.pages[0]?.reasons ?? [];
  const columns: Column<Denial>[] = [
    { key: "claim", label: say(words.claim), cell: (one) => <Link href={`${PATH}/${one.claimId}`} aria-label={words.openClaim[language](`${one.number}, ${one.childName}`)}>{one.number}</Link> },
    { key: "child", label: say(words.child), cell: (one) => one.childName },
    { key: "payer", label: say(words.payer), cell: (one) => one.payerName },
    { key: "day", label: say(words.day), cell: (one) => day(one.serviceDay, "full") },
    { key: "why", label: say(words.why), cell: (one) => (show === "rejected" ? sayCodes(one.codes, language) : <Reasons of={one.reasons} />) },
    { key: "open", label: say(words.open), align: "end", cell: (one) => moneyOf(show === "rejected" ? one.chargeCents : one.openCents) },
  ];
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/remittances", label: say(common.back) }} title={say(words.title)} />
      <Tabs label={say(words.tabs)} tabs={denialViews.map((one) => ({ href: `${PATH}?show=${one}`, label: say(words[one]) }))} current={`${PATH}?show=${show}`} />
      <ListState list={list} isEmpty={found.length === 0} empty={say(empties[show])} />
      {found.length === 0 ? null : <DataTable key={show} caption={say(words[show])} columns={columns} rows={found} rowKey={(one) => one.claimId} more={list.more} phone="cards" />}
      {reasons.length === 0 ? null : (
        <section className="part" aria-labelledby="denial-costs">
          <h2 id="denial-costs">{say(words.cost)}</h2>
          <ul className="remit-costs">
            {reasons.map((one) => (
              <li key={one.reason}>
                <span className="remit-code">{one.reason === "" ? say(words.noReason) : one.reason}</span> {sayReason(one.reason)?.[language] ?? ""} <span className="soft">{words.costLine[language](moneyOf(one.openCents), number(one.claims))}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
