import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useAnswer } from "#ui/client.ts";
import { Button } from "#ui/Button.tsx";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Decided } from "../contract.ts";
import { providerWords, statusWords } from "../reasons.words.ts";
import { words } from "../screens.words.ts";
import { moneyOf, Reasons } from "./parts.tsx";
import "./remittances.css";

/** One payment: what was decided of each claim, and what belongs to none. */
export default function RemittanceScreen() {
  const { remittanceId = "" } = useParams({ strict: false });
  const { say, language, day } = useLanguage();
  usePageTitle(words.title);
  const [after, setAfter] = useState([0]);
  const found = useAnswer(["remittances.get", remittanceId, after.at(-1)], (api) => api.remittances.get({ remittanceId, after: after.at(-1)! }));
  const columns = useColumns();
  const back = { href: "/app/remittances", label: say(words.back) };
  if (found.isPending) return <div className="page"><Loading rows={6} /></div>;
  if (found.isError) return <div className="page"><PageHeader back={back} title={say(words.title)} /><ErrorState sentence={`${say(words.notFound)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /></div>;
  const { remittance, providers, decisions, next } = found.data;
  return (
    <div className="page">
      <PageHeader back={back} title={words.payment[language](remittance.payerName)} />
      <DefinitionStrip definitions={[{ label: say(words.amount), value: moneyOf(remittance.paidCents) }, { label: say(words.day), value: day(remittance.paidOn, "full") }, { label: say(words.trace), value: remittance.traceNumber, detail: say(remittance.way === "paper" ? words.byPaper : words.by835) }]} />
      <section className="part" aria-labelledby="remit-decisions">
        <h2 id="remit-decisions">{say(words.decisions)}</h2>
        <DataTable caption={say(words.decisions)} columns={columns} rows={decisions} rowKey={(one) => one.decisionId} step={100} phone="cards" />
        {next === null ? null : <p className="more-pages"><Button onClick={() => setAfter([...after, next])}>{say(words.more)}</Button></p>}
      </section>
      {providers.length === 0 ? null : (
        <section className="part" aria-labelledby="remit-providers">
          <h2 id="remit-providers">{say(words.providers)}</h2>
          <p className="soft">{say(words.lowers)}</p>
          <ul className="remit-reasons">{providers.map((one, place) => <li key={place}><span className="remit-code">{one.reason}</span> {moneyOf(one.cents)} <span className="soft">{providerWords[one.reason]?.[language] ?? ""} {one.reference ?? ""}</span></li>)}</ul>
        </section>
      )}
    </div>
  );
}

function useColumns(): Column<Decided>[] {
  const { say, language } = useLanguage();
  const nameOf = (one: Decided) => one.childName ?? (one.patient === null ? "" : `${one.patient.given} ${one.patient.family}`.trim());
  return [
    { key: "claim", label: say(words.claim), cell: (one) => (one.claimId === null ? <>{one.claimNumber} {one.settledAt === null ? <Link href="/app/remittances?part=waiting">{say(words.waits)}</Link> : <span className="soft">{one.settledWords}</span>}</> : <Link href={`/app/claims/${one.claimId}`}>{one.claimNumber}</Link>) },
    { key: "child", label: say(words.child), cell: nameOf },
    { key: "decided", label: say(words.decided), cell: (one) => <>{statusWords[one.status]?.[language] ?? one.status}{one.matchedBy === "hand" ? <span className="soft small"> {words.byHand[language](one.settledWords)}</span> : null}</> },
    { key: "reasons", label: say(words.reasons), cell: (one) => <Reasons of={[...one.adjustments, ...one.lines.flatMap((line) => line.adjustments)]} /> },
    { key: "amount", label: say(words.amount), align: "end", cell: (one) => words.ofCharge[language](moneyOf(one.paidCents), moneyOf(one.chargeCents)) },
  ];
}
