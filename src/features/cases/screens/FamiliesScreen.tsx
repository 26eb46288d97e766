import { IconFolderPlus, IconSearch, IconUsers } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { languageNames } from "#features/people/screens.words.ts";
import { places } from "#features/policy/contract.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { Segments } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { type Filter, ListTools } from "#ui/listing/ListTools.tsx";
import { turnedBy, useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { familiesAsked, familyLanguages, familySorts } from "../families.contract.ts";
import { filterWords, settingNames, sortNames } from "../families.words.ts";
import { listWords, stageNames } from "../screens.words.ts";
import { FamilyTable } from "./FamilyTable.tsx";
import "./cases.css";

const PATH = "/app/families";

/** The families that one may see, sorted and narrowed as the address says, a page at a time. What was typed to find somebody stands there too, and in no kept view. */
export default function FamiliesScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const given = useSearch({ strict: false }) as Record<string, unknown>;
  const search = given.search === undefined ? "" : String(given.search).slice(0, 100);
  // Who looks for a name means closed families too, unless told otherwise.
  const list = useAsked(familiesAsked, PATH, given.status === undefined && search !== "" ? { ...given, status: "all" } : given, search === "" ? {} : { search, ...(typeof given.status === "string" ? { status: given.status } : {}) });
  const { asked } = list;
  const [text, setText] = useState(search);
  const isCaregiver = hasRole(me, "caregiver");
  usePageTitle(isCaregiver ? listWords.yours : listWords.title);
  useEffect(() => setText(search), [search]);
  const filters = useFilters();
  const found = usePages(["cases.list", search, asked], (api, after) => api.cases.list({ search, ...asked, after }));
  const families = found.pages.flatMap((page) => page.cases);
  const count = found.pages[0]?.count ?? null;
  const typed = text.trim();
  const words = { search: typed === "" ? null : typed };
  return (
    <div className="page">
      <PageHeader title={say(isCaregiver ? listWords.yours : listWords.title)}>{hasRole(me, "administrator", "front_desk") ? <><ButtonLink look="quiet" href="/app/same-child" glyph={IconUsers}>{say(listWords.sameChild)}</ButtonLink><ButtonLink href="/app/open-case" glyph={IconFolderPlus}>{say(listWords.openCase)}</ButtonLink></> : null}</PageHeader>
      {isCaregiver ? null : (
        <>
          <form
            className="filters"
            role="search"
            aria-label={say(listWords.title)}
            onSubmit={(event) => {
              event.preventDefault();
              list.change(words);
            }}
          >
            <TextField label={say(listWords.search)} kind="search" value={text} onChange={setText} maxLength={100} />
            <Button type="submit" glyph={IconSearch}>
              {say(listWords.find)}
            </Button>
            <Segments
              legend={say(listWords.status)}
              value={asked.status}
              onChange={(status) => list.change({ ...words, status })}
              options={[
                { value: "open", label: say(listWords.open) },
                { value: "closed", label: say(listWords.closed) },
                { value: "all", label: say(listWords.all) },
              ]}
            />
          </form>
          <ListTools
            list="families"
            path={PATH}
            {...list}
            plainHref={PATH}
            sameHref={list.href({})}
            sorts={familySorts.flatMap((sort) => (["up", "down"] as const).map((order) => ({ sort, order, label: say(sortNames[sort][order]) })))}
            filters={filters}
            count={count}
            says={filterWords.count[language]}
            fileHref={(format) => list.fileHref("/api/family-list/file", format, language)}
            searched={search === "" ? "no" : "yes"}
            elsewhere={["status"]}
          />
        </>
      )}
      {found.state === "loading" ? (
        <Loading rows={6} />
      ) : found.state === "failed" ? (
        <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
      ) : families.length > 0 ? (
        <FamilyTable
          key={JSON.stringify([search, asked])}
          families={families}
          more={found.more}
          total={count === null || count > MOST_COUNTED ? null : count}
          sorting={isCaregiver ? undefined : { by: asked.sort, order: asked.order, onSort: (column) => list.change(turnedBy(asked, column)) }}
        />
      ) : search !== "" ? (
        <EmptyState sentence={listWords.noMatch[language](search)}>
          <Link href={PATH}>{say(listWords.showAll)}</Link>
        </EmptyState>
      ) : Object.keys(list.apart).some((key) => key !== "sort" && key !== "order") ? (
        <EmptyState sentence={say(filterWords.noMatch)}>
          <Link href={`${PATH}?status=all`}>{say(listWords.showAll)}</Link>
        </EmptyState>
      ) : (
        <EmptyState sentence={say(listWords.none)}>{isCaregiver ? undefined : say(listWords.noneWhy)}</EmptyState>
      )}
    </div>
  );
}

/** What the list can be narrowed to; who treats and which teams there are is asked once. */
function useFilters(): Filter[] {
  const { say } = useLanguage();
  const me = useMe();
  const { data } = useAnswer(["cases.choices"], (api) => api.cases.choices(), { when: hasRole(me, "caregiver") ? "not_yet" : "now" });
  const teams = data?.teams ?? [];
  return [
    { key: "stage", label: say(filterWords.stage), options: (["1", "2", "3"] as const).map((value) => ({ value, label: say(stageNames[Number(value)]!) })) },
    {
      key: "clinician",
      label: say(filterWords.clinician),
      options: [...(hasRole(me, "clinician", "trainee") ? [{ value: "own", label: say(filterWords.own) }] : []), { value: "nobody", label: say(filterWords.nobody) }, ...(data?.clinicians ?? []).map((one) => ({ value: one.staffId, label: one.name }))],
    },
    ...(teams.length === 0 ? [] : [{ key: "team", label: say(filterWords.team), options: teams.map((one) => ({ value: one.teamId, label: one.name })) }]),
    { key: "language", label: say(filterWords.language), options: familyLanguages.map((value) => ({ value, label: say(languageNames[value]!) })) },
    { key: "setting", label: say(filterWords.setting), options: places.map((value) => ({ value, label: say(settingNames[value]) })) },
    { key: "booked", label: say(filterWords.booked), options: [{ value: "no", label: say(filterWords.notBooked) }] },
  ];
}
