import { IconFiles, IconSchool } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { dollarsOf } from "#features/payers/rules.ts";
import { ButtonLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { turnedBy, useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { type ClaimRow, claimsAsked, claimTabs } from "../contract.ts";
import { findingWords } from "../findings.words.ts";
import { kindNames, tabNames, words } from "../screens.words.ts";
import { FilingClock } from "./FilingClock.tsx";
import { StateName } from "./StateName.tsx";
import { WriteFile } from "./WriteFile.tsx";
import "./claims.css";

const PATH = "/app/claims";

/** The claims of the agency by what is to be done with them. */
export default function ClaimsScreen() {
  const given = useSearch({ strict: false }) as Record<string, unknown>;
  const { language, say, number } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const asking = useAsked(claimsAsked, PATH, given);
  const { asked } = asking;
  const list = usePages(["claims.list", asked], (api, after) => api.claims.list({ ...asked, after }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const claims = list.pages.flatMap((page) => page.claims);
  const first = list.pages[0];
  // Whoever a claim that is shown is asked of, and whoever has something ready.
  const payers = new Map([...(first?.ready ?? []).map((one) => [one.payerId, one.name] as const), ...claims.flatMap((one) => (one.payerId === null || one.payerName === null ? [] : [[one.payerId, one.payerName] as const]))]);
  const isBiller = hasRole(me, "biller");
  const mayChoose = isBiller && asked.tab === "ready";
  const columns = useColumns(mayChoose ? { chosen, onChoose: (claimId) => setChosen((before) => toggled(before, claimId)) } : null);
  const count = first?.count ?? null;
  const shown = (value: number | undefined) => (value === undefined ? "…" : value > MOST_COUNTED ? `${number(MOST_COUNTED)}+` : number(value));
  const hrefOf = (tab: string) => asking.href({ tab: tab === "ready" ? null : tab });
  return (
    <div className="page claims">
      <PageHeader title={say(words.title)} detail={first === undefined || first.late.over30 === 0 ? undefined : words.late[language](number(first.late.over30), number(first.late.over60), number(first.late.over90))}>
        <ButtonLink href="/app/claims/files" glyph={IconFiles}>{say(words.files)}</ButtonLink>
        {isBiller ? <ButtonLink href="/app/claims/checks" glyph={IconSchool}>{say(words.checks)}</ButtonLink> : null}
      </PageHeader>
      <Tabs label={say(words.tabs)} tabs={claimTabs.map((tab) => ({ href: hrefOf(tab), label: tabNames[tab][language](shown(first?.counts[tab])) }))} current={hrefOf(asked.tab)} />
      {first === undefined ? null : (
        <div className="claims-tools">
          {payers.size > 1 || asked.payer !== null ? <SelectField label={say(words.payer)} empty={say(words.anyPayer)} value={asked.payer ?? ""} onChange={(payer) => asking.change({ payer: payer === "" ? null : payer })} options={[...payers].map(([value, label]) => ({ value, label }))} /> : null}
          <p role="status" className="soft">{count === null ? "" : count === 1 ? say(words.countOne) : words.count[language](shown(count))}</p>
        </div>
      )}
      {asked.tab !== "ready" || first === undefined || first.ready.length === 0 ? null : isBiller ? <WriteFile ready={first.ready} chosen={claims.filter((one) => chosen.has(one.claimId))} onWritten={() => setChosen(new Set())} /> : <p className="soft">{say(words.onlyBiller)}</p>}
      {list.state === "loading" ? <Loading rows={8} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && claims.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {claims.length === 0 ? null : <DataTable key={JSON.stringify(asked)} caption={say(words.caption)} columns={columns} rows={claims} rowKey={(one) => one.claimId} total={count === null || count > MOST_COUNTED ? null : count} more={list.more} phone="cards" sorting={{ by: asked.sort, order: asked.order, onSort: (column) => asking.change(turnedBy(asked, column)) }} />}
    </div>
  );
}
function toggled(before: ReadonlySet<string>, claimId: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(claimId)) next.add(claimId);
  return next;
}

type Choosing = { chosen: ReadonlySet<string>; onChoose: (claimId: string) => void };
function useColumns(choosing: Choosing | null): Column<ClaimRow>[] {
  const { language, say, day, number } = useLanguage();
  const dayOf = (one: ClaimRow) => day(one.serviceDay, "full");
  return [
    ...(choosing === null ? [] : [{ key: "choose", label: say(words.choose), cell: (one: ClaimRow) => <label className="claims-choose"><input type="checkbox" checked={choosing.chosen.has(one.claimId)} onChange={() => choosing.onChoose(one.claimId)} aria-label={words.select[language](dayOf(one), one.childName)} /></label> }]),
    { key: "day", sort: "day", label: say(words.day), cell: (one) => <Link href={`${PATH}/${one.claimId}`} aria-label={words.open[language](dayOf(one), one.childName)}>{dayOf(one)}</Link> },
    { key: "child", label: say(words.child), cell: (one) => one.childName },
    { key: "payer", label: say(words.payer), cell: (one) => one.payerName ?? <span className="soft">{say(words.noPayer)}</span> },
    { key: "charge", label: say(words.charge), align: "end", cell: (one) => dollarsOf(one.chargeCents) },
    {
      key: "state",
      label: say(words.state),
      cell: (one) => (
        <>
          <StateName {...one} />
          {one.kind === "original" ? null : <span className="soft claims-line">{say(kindNames[one.kind])}</span>}
          <FilingClock daysLeft={one.daysLeft} />
          {one.findings[0] === undefined ? null : <span className="claims-line">{say(findingWords[one.findings[0].id].what)}{one.findings.length > 1 ? ` ${words.more[language](number(one.findings.length - 1))}` : ""}</span>}
        </>
      ),
    },
  ];
}
