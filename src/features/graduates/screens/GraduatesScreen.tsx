import { useSearch } from "@tanstack/react-router";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { turnedBy, useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { graduatesAsked, graduationStates } from "../contract.ts";
import { showNumber } from "../number.rules.ts";
import { stateNames, words } from "../screens.words.ts";

const PATH = "/app/graduates";

/** Who graduated, the newest first: how each certificate stands, when it ends, and who is on the public roster. */
export default function GraduatesScreen() {
  const { say, language, day, number } = useLanguage();
  const list = useAsked(graduatesAsked, PATH, useSearch({ strict: false }) as Record<string, unknown>);
  const { asked } = list;
  usePageTitle(words.title);
  const found = usePages(["graduations.list", asked], (api, after) => api.graduations.list({ ...asked, after }));
  const graduations = found.pages.flatMap((page) => page.graduations);
  const count = found.pages[0]?.count ?? null;
  const tabs = [{ href: list.href({ state: null }), label: say(words.all) }, ...graduationStates.map((one) => ({ href: list.href({ state: one }), label: say(stateNames[one]) }))];
  const isUsual = Object.keys(list.apart).length === 0;
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={count === null ? undefined : words.count[language](number(count))} back={{ href: "/app/cohorts", label: say(words.cohorts) }} />
      <Tabs label={say(words.which)} tabs={tabs} current={list.href({ state: asked.state })} />
      <div className="part">
        <SelectField label={say(words.listed)} width="short" empty={say(words.any)} value={asked.listed ?? ""} onChange={(value) => list.change({ listed: value === "" ? null : value })} options={[{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }]} />
        {found.state === "loading" ? (
          <Loading rows={5} />
        ) : found.state === "failed" ? (
          <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
        ) : graduations.length === 0 ? (
          <EmptyState sentence={say(isUsual ? words.none : words.noMatch)}>{isUsual ? say(words.noneNext) : undefined}</EmptyState>
        ) : (
          <>
            <DataTable
              caption={say(words.title)}
              rows={graduations}
              rowKey={(one) => one.graduationId}
              phone="cards"
              sorting={{ by: asked.sort, order: asked.order, onSort: (by) => list.change(turnedBy(asked, by)) }}
              columns={[
                { key: "name", label: say(words.name), sort: "name", cell: (one) => <Link href={`/app/cohorts/${one.cohortId}/people/${one.seatId}/graduation`}>{one.name}</Link> },
                { key: "cohort", label: say(words.cohort), cell: (one) => one.cohort },
                { key: "completed", label: say(words.completed), sort: "completed", cell: (one) => day(one.completedOn, "full") },
                { key: "state", label: say(words.state), cell: (one) => say(stateNames[one.state]) },
                { key: "ends", label: say(words.ends), sort: "ends", cell: (one) => (one.validTo === null ? "–" : day(one.validTo, "full")) },
                { key: "number", label: say(words.number), cell: (one) => (one.number === null ? "–" : showNumber(one.number)) },
                { key: "listed", label: say(words.listed), cell: (one) => (one.listedSince === null ? "–" : day(one.listedSince, "full")) },
              ]}
            />
            {found.more === null ? null : (
              <p>
                <Button state={found.more.state} onClick={found.more.fetch}>
                  {say(words.more)}
                </Button>
              </p>
            )}
          </>
        )}
      </div>
    </div>
  );
}
