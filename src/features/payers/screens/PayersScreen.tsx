import { IconBuilding, IconChecklist, IconId } from "@tabler/icons-react";
import { ButtonLink } from "#ui/Button.tsx";
import { useAnswer } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Payer } from "../contract.ts";
import { words } from "../screens.words.ts";
import { PayerFields } from "./PayerFields.tsx";
import "./payers.css";

/** How a payer stands: out of use, a draft, or confirmed by whom. */
export function PayerState({ payer }: { payer: Payer }) {
  const { say, language, day } = useLanguage();
  return (
    <>
      {payer.endedAt !== null ? say(words.ended) : payer.confirmed === null ? say(words.draft) : words.confirmed[language](payer.confirmed.by, day(payer.confirmed.on, "full"))}
      {payer.isDemo ? <span className="soft payer-note">{say(words.demo)}</span> : null}
    </>
  );
}

/** The payers of the agency; who bills and the numbers of staff are one press away. */
export default function PayersScreen() {
  const { say, language, number } = useLanguage();
  usePageTitle(words.title);
  const list = useAnswer(["payers.list"], (api) => api.payers.list());
  const columns: Column<Payer & { codes: number }>[] = [
    { key: "name", label: say(words.name), cell: (one) => <Link href={`/app/payers/${one.payerId}`}>{one.name}</Link> },
    { key: "state", label: say(words.state), cell: (one) => <PayerState payer={one} /> },
    { key: "codes", label: say(words.codesToday), cell: (one) => (one.codes > 0 ? number(one.codes) : <span className="soft">{say(words.noCodes)}</span>) },
  ];
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={say(words.lead)}>
        <ButtonLink href="/app/payers/checks" glyph={IconChecklist}>{say(words.checksLink)}</ButtonLink>
        <ButtonLink href="/app/payers/agency" glyph={IconBuilding}>{say(words.agencyLink)}</ButtonLink>
        <ButtonLink href="/app/payers/people" glyph={IconId}>{say(words.peopleLink)}</ButtonLink>
      </PageHeader>
      {list.isPending ? <Loading rows={4} /> : null}
      {list.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch() }} /> : null}
      {list.data?.payers.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {list.data === undefined || list.data.payers.length === 0 ? null : <DataTable caption={say(words.title)} columns={columns} rows={list.data.payers} rowKey={(one) => one.payerId} phone="cards" />}
      {list.data === undefined ? null : <FormPanel verb={say(words.add)}>{(close) => <PayerFields payer={null} close={close} />}</FormPanel>}
    </div>
  );
}
