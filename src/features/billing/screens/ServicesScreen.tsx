import { useSearch } from "@tanstack/react-router";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { type Filter, ListTools } from "#ui/listing/ListTools.tsx";
import { turnedBy, useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { type Service, servicesAsked } from "../contract.ts";
import { fileWords, sortNames, words } from "../screens.words.ts";
import { KeptDecision } from "./KeptDecision.tsx";
import { waitsForCosignature } from "./order.ts";
import "./services.css";

const PATH = "/app/services";

/** Signed sessions that are ready to bill or held; with `?session=` in the address, the kept decision of one. */
export default function ServicesScreen() {
  const given = useSearch({ strict: false }) as Record<string, unknown>;
  usePageTitle(words.title);
  if (typeof given.session === "string") return <KeptDecision sessionId={given.session} />;
  return <ServiceList given={{ ...given, status: given.status === "ready" ? "ready" : "held" }} />;
}

function ServiceList({ given }: { given: Readonly<Record<string, unknown>> }) {
  const { language, say, number } = useLanguage();
  const asking = useAsked(servicesAsked, PATH, given);
  const { asked } = asking;
  const status = asked.status === "ready" ? "ready" : "held";
  const list = usePages(["billing.list", asked], (api, after) => api.billing.list({ ...asked, after }));
  const columns = useColumns();
  const services = list.pages.flatMap((page) => page.services);
  const last = list.pages.at(-1);
  const count = list.pages[0]?.count ?? null;
  const filters = useFilters();
  const isNarrowed = filters.some((one) => one.key in asking.apart);
  const hrefOf = (one: "held" | "ready") => asking.href({ status: one });
  const tabs = (["held", "ready"] as const).map((one) => ({ href: hrefOf(one), label: words[one][language](last === undefined ? "…" : last[one] < MOST_COUNTED ? number(last[one]) : `${number(MOST_COUNTED)}+`) }));
  return (
    <div className="page services">
      <PageHeader title={say(words.title)} />
      <Tabs label={say(words.tabs)} tabs={tabs} current={hrefOf(status)} />
      <ListTools
        list="services"
        path={PATH}
        {...asking}
        plainHref={`${PATH}?status=${status}`}
        sameHref={asking.href({})}
        sorts={(["down", "up"] as const).map((order) => ({ sort: "date", order, label: say(sortNames[order]) }))}
        filters={filters}
        count={count}
        says={words.count[language]}
        fileHref={(format) => asking.fileHref("/api/service-list/file", format, language)}
        elsewhere={["status"]}
      />
      {list.state === "loading" ? <Loading rows={8} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${words.failed[language]} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && services.length === 0 ? (
        isNarrowed ? <EmptyState sentence={say(words.noMatch)}><Link href={`${PATH}?status=${status}`}>{say(words.showAll)}</Link></EmptyState> : <EmptyState sentence={say(status === "held" ? words.noneHeld : words.noneReady)}>{say(status === "held" ? words.nextHeld : words.nextReady)}</EmptyState>
      ) : null}
      {services.length === 0 ? null : <DataTable key={JSON.stringify(asked)} caption={say(status === "held" ? words.heldCaption : words.readyCaption)} columns={columns} rows={services} rowKey={(one) => one.sessionId} total={count === null || count > MOST_COUNTED ? null : count} more={list.more} phone="cards" sorting={{ by: asked.sort, order: asked.order, onSort: (column) => asking.change(turnedBy(asked, column)) }} />}
    </div>
  );
}

/** What the list can be narrowed to; who treats is asked once. */
function useFilters(): Filter[] {
  const { say } = useLanguage();
  const me = useMe();
  const { data } = useAnswer(["cases.choices"], (api) => api.cases.choices());
  return [
    { key: "clinician", label: say(words.clinician), options: [...(hasRole(me, "clinician", "trainee") ? [{ value: "own", label: say(words.own) }] : []), ...(data?.clinicians ?? []).map((one) => ({ value: one.staffId, label: one.name }))] },
    { key: "verdict", label: say(words.verdict), options: (["yes", "no", "unknown"] as const).map((value) => ({ value, label: say(fileWords[value]) })) },
    { key: "from", label: say(words.from), day: "yes" },
    { key: "to", label: say(words.to), day: "yes" },
  ];
}

function useColumns(): Column<Service>[] {
  const { language, say, day, number } = useLanguage();
  return [
    {
      key: "date",
      sort: "date",
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
