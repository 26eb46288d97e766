import { useSearch } from "@tanstack/react-router";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import { MOST_COUNTED, type Service } from "../contract.ts";
import { words } from "../screens.words.ts";
import { KeptDecision } from "./KeptDecision.tsx";
import { waitsForCosignature } from "./order.ts";
import "./services.css";

/** Signed sessions that are ready to bill or held; with `?session=` in the address, the kept decision of one. */
export default function ServicesScreen() {
  const { session, status } = useSearch({ strict: false }) as { session?: unknown; status?: unknown };
  usePageTitle(words.title);
  if (typeof session === "string") return <KeptDecision sessionId={session} />;
  return <ServiceList status={status === "ready" ? "ready" : "held"} />;
}

function ServiceList({ status }: { status: "ready" | "held" }) {
  const { language, say, number } = useLanguage();
  const list = usePages(["billing.list", status], (api, after) => api.billing.list({ status, after }));
  const columns = useColumns();
  const services = list.pages.flatMap((page) => page.services);
  const last = list.pages.at(-1);
  const tabs = (["held", "ready"] as const).map((one) => ({ href: `/app/services?status=${one}`, label: words[one][language](last === undefined ? "…" : last[one] < MOST_COUNTED ? number(last[one]) : `${number(MOST_COUNTED)}+`) }));
  return (
    <div className="page services">
      <PageHeader title={say(words.title)} />
      <Tabs label={say(words.tabs)} tabs={tabs} current={`/app/services?status=${status}`} />
      {list.state === "loading" ? <Loading rows={8} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${words.failed[language]} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && services.length === 0 ? <EmptyState sentence={say(status === "held" ? words.noneHeld : words.noneReady)}>{say(status === "held" ? words.nextHeld : words.nextReady)}</EmptyState> : null}
      {services.length === 0 ? null : <DataTable key={status} caption={say(status === "held" ? words.heldCaption : words.readyCaption)} columns={columns} rows={services} rowKey={(one) => one.sessionId} total={last === undefined || last[status] === MOST_COUNTED ? null : last[status]} more={list.more} phone="cards" />}
    </div>
  );
}

function useColumns(): Column<Service>[] {
  const { language, say, day, number } = useLanguage();
  return [
    {
      key: "date",
      label: say(words.date),
      cell: (one) => (
        <Link href={`/app/services?session=${one.sessionId}`} aria-label={words.open[language](`${day(one.serviceDate, "full")}, ${one.childName}`)}>
          {day(one.serviceDate, "full")}
        </Link>
      ),
    },
    { key: "child", label: say(words.child), cell: (one) => one.childName },
    { key: "clinician", label: say(words.clinician), cell: (one) => one.clinicianName },
    { key: "units", label: say(words.units), align: "end", cell: (one) => (one.units === null ? <span className="soft">{say(words.noUnits)}</span> : number(one.units)) },
    {
      key: "verdict",
      label: say(words.verdict),
      cell: (one) => (
        <>
          <VerdictLine size="line" {...one.decision} units={null} />
          {waitsForCosignature(one) ? <span className="soft services-why">{say(words.waitsForCosignature)}</span> : null}
        </>
      ),
    },
  ];
}
