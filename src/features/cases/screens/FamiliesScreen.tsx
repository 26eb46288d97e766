import { IconFolderPlus, IconSearch, IconUsers } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import type { CaseSummary } from "#features/cases/contract.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { Segments } from "#ui/ChoiceField.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useMedia } from "#ui/media.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type Pages, usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { listWords, stageNames } from "../screens.words.ts";
import { useAge, useToday } from "./useToday.ts";
import "./cases.css";

type Status = "open" | "closed" | "all";
const statusOf = (given: unknown): Status => (given === "closed" || given === "all" ? given : "open");

/** The families that one may see, by name, a page at a time. The search stands in the address, so that it can be kept. */
export default function FamiliesScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const go = useNavigate();
  const asked = useSearch({ strict: false }) as { search?: unknown; status?: unknown };
  const search = asked.search === undefined ? "" : String(asked.search).slice(0, 100);
  const status = asked.status === undefined && search !== "" ? "all" : statusOf(asked.status);
  const [text, setText] = useState(search);
  const isCaregiver = hasRole(me, "caregiver");
  usePageTitle(isCaregiver ? listWords.yours : listWords.title);
  useEffect(() => setText(search), [search]);
  const found = usePages(["cases.list", search, status], (api, after) => api.cases.list({ search, status, after }));
  const families = found.pages.flatMap((page) => page.cases);
  const find = (next: { search: string; status: Status }) => void go({ to: "/app/families", search: { ...(next.search === "" ? {} : { search: next.search }), status: next.status } as never });
  return (
    <div className="page">
      <PageHeader title={say(isCaregiver ? listWords.yours : listWords.title)}>{hasRole(me, "administrator", "front_desk") ? <><ButtonLink look="quiet" href="/app/same-child" glyph={IconUsers}>{say(listWords.sameChild)}</ButtonLink><ButtonLink href="/app/open-case" glyph={IconFolderPlus}>{say(listWords.openCase)}</ButtonLink></> : null}</PageHeader>
      {isCaregiver ? null : (
        <form
          className="filters"
          role="search"
          aria-label={say(listWords.title)}
          onSubmit={(event) => {
            event.preventDefault();
            find({ search: text.trim(), status });
          }}
        >
          <TextField label={say(listWords.search)} kind="search" value={text} onChange={setText} maxLength={100} />
          <Button type="submit" glyph={IconSearch}>
            {say(listWords.find)}
          </Button>
          <Segments
            legend={say(listWords.status)}
            value={status}
            onChange={(next) => find({ search: text.trim(), status: statusOf(next) })}
            options={[
              { value: "open", label: say(listWords.open) },
              { value: "closed", label: say(listWords.closed) },
              { value: "all", label: say(listWords.all) },
            ]}
          />
        </form>
      )}
      {found.state === "loading" ? (
        <Loading rows={6} />
      ) : found.state === "failed" ? (
        <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
      ) : families.length === 0 ? (
        search === "" ? (
          <EmptyState sentence={say(listWords.none)}>{isCaregiver ? undefined : say(listWords.noneWhy)}</EmptyState>
        ) : (
          <EmptyState sentence={listWords.noMatch[language](search)}>
            <Link href="/app/families">{say(listWords.showAll)}</Link>
          </EmptyState>
        )
      ) : (
        <Families key={`${search}|${status}`} families={families} more={found.more} />
      )}
    </div>
  );
}

function Families({ families, more }: { families: readonly CaseSummary[]; more: Pages<unknown>["more"] }) {
  const { say, day, words } = useLanguage();
  const me = useMe();
  const today = useToday();
  const age = useAge();
  const when = (at: string) => `${day(dateInZone(at, me.agency.timeZone), "weekday")}, ${timeInZone(at, me.agency.timeZone)}`;
  const phone = useMedia("(max-width: 699.98px)") === "matches";
  // Who is assigned is no part of what an adult reads here.
  const showsClinicians = !hasRole(me, "caregiver");
  const stageOf = (one: CaseSummary) => (one.status === "closed" ? say(listWords.isClosed) : stageNames[one.stage] === undefined ? String(one.stage) : say(stageNames[one.stage]!));
  if (phone)
    return (
      <>
        <ul className="family-rows" aria-label={say(listWords.title)}>
          {families.map((one) => (
            <li key={one.caseId}>
              <Link href={`/app/families/${one.caseId}`}>{`${one.childGivenName} ${one.childFamilyName}`.trim()}</Link>
              <span className="soft">{[age(one.childBirthDate, today), stageOf(one)].filter((part) => part !== null).join(" · ")}</span>
              {one.nextSessionAt !== null ? <span className="soft">{`${say(listWords.next)}: ${when(one.nextSessionAt)}`}</span> : showsClinicians ? <span className="soft">{one.clinicians.length === 0 ? say(listWords.nobody) : one.clinicians.join(", ")}</span> : null}
            </li>
          ))}
        </ul>
        {more === null ? null : (
          <p>
            <Button state={more.state} onClick={more.fetch}>
              {words.table.moreUnknown}
            </Button>
          </p>
        )}
      </>
    );
  return (
    <DataTable
      caption={say(listWords.title)}
      rows={families}
      rowKey={(one) => one.caseId}
      more={more}
      columns={[
        { key: "child", label: say(listWords.child), cell: (one) => <Link href={`/app/families/${one.caseId}`}>{`${one.childGivenName} ${one.childFamilyName}`.trim()}</Link> },
        { key: "age", label: say(listWords.age), cell: (one) => age(one.childBirthDate, today) ?? "–" },
        { key: "stage", label: say(listWords.stage), cell: (one) => (one.status === "closed" ? <span className="soft">{stageOf(one)}</span> : stageOf(one)) },
        ...(showsClinicians ? [{ key: "clinician", label: say(listWords.clinician), cell: (one: CaseSummary) => (one.clinicians.length === 0 ? <span className="soft">{say(listWords.nobody)}</span> : one.clinicians.join(", ")) }] : []),
        { key: "last", label: say(listWords.last), cell: (one) => (one.lastSessionOn === null ? "–" : day(one.lastSessionOn, "full")) },
        { key: "next", label: say(listWords.next), cell: (one) => (one.nextSessionAt === null ? "–" : when(one.nextSessionAt)) },
      ]}
    />
  );
}
