import { useSearch } from "@tanstack/react-router";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { writeMoney } from "#features/billforms/sheet.rules.ts";
import { behinds, type ClaimRow } from "../contract.ts";
import { behindNames, words } from "../screens.words.ts";
import { queryOf, useAskedMoney } from "./asked.ts";

/** The claims behind a figure: each opens by itself. */
export default function MoneyClaimsScreen() {
  const { say, language, day } = useLanguage();
  usePageTitle(words.claimsTitle);
  const given = useSearch({ strict: false }) as { behind?: unknown; reason?: unknown };
  const asked = useAskedMoney();
  const behind = behinds.find((one) => one === given.behind) ?? "open";
  // What looks like a number in an address is read as one.
  const reason = typeof given.reason === "string" || typeof given.reason === "number" ? String(given.reason) : null;
  const { pages, state, fault, more, again } = usePages(["money.claims", queryOf(asked), behind, reason], (api, after) => api.money.claims({ ...asked, behind, reason, after }));
  const claims = pages.flatMap((page) => page.claims);
  const columns: Column<ClaimRow>[] = [
    { key: "number", label: say(words.number), cell: (one) => <Link href={`/app/claims/${one.claimId}`}>{one.number}</Link> },
    { key: "child", label: say(words.child), cell: (one) => <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link> },
    { key: "day", label: say(words.day), cell: (one) => day(one.serviceDay, "full") },
    { key: "payer", label: say(words.payer), cell: (one) => one.payerName },
    { key: "charge", label: say(words.charge), align: "end", cell: (one) => writeMoney(one.chargeCents) },
    { key: "left", label: say(words.left), align: "end", cell: (one) => writeMoney(one.openCents) },
  ];
  return (
    <div className="page">
      <PageHeader title={behind === "denied" && reason !== null ? `${say(behindNames.denied)}: ${reason}` : say(behindNames[behind])} back={{ href: `/app/money?${queryOf(asked)}`, label: say(words.back) }} />
      {state === "loading" ? <Loading rows={6} /> : null}
      {state === "failed" && fault !== null ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(fault, language)}`} verb={{ run: again }} /> : null}
      {state === "there" && claims.length === 0 ? <EmptyState sentence={say(words.claimsNone)} /> : null}
      {claims.length === 0 ? null : <DataTable caption={say(words.claimsTitle)} columns={columns} rows={claims} rowKey={(one) => one.claimId} more={more === null ? null : { state: more.state, fetch: more.fetch }} phone="cards" />}
    </div>
  );
}
