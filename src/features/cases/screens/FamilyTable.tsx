import { dateInZone, timeInZone } from "#kernel/dates.ts";
import type { CaseSummary } from "#features/cases/contract.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { DataTable, type DataTableProps } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useMedia } from "#ui/media.ts";
import type { Pages } from "#ui/usePages.ts";
import { movesByKeys } from "#ui/useKeys.ts";
import { filterWords } from "../families.words.ts";
import { listWords, stageNames } from "../screens.words.ts";
import { useAge, useToday } from "./useToday.ts";

/** Families as a table, on a phone as rows of three lines. */
export function FamilyTable({ families, more, total, sorting }: { families: readonly CaseSummary[]; more: Pages<unknown>["more"]; total: number | null; sorting: DataTableProps<CaseSummary>["sorting"] }) {
  const { say, day, words } = useLanguage();
  const me = useMe();
  const today = useToday();
  const age = useAge();
  const when = (at: string) => `${day(dateInZone(at, me.agency.timeZone), "weekday")}, ${timeInZone(at, me.agency.timeZone)}`;
  const phone = useMedia("(max-width: 699.98px)") === "matches";
  // Who is assigned is no part of what an adult reads here.
  const showsClinicians = !hasRole(me, "caregiver");
  const stageOf = (one: CaseSummary) => (one.status === "closed" ? say(listWords.isClosed) : stageNames[one.stage] === undefined ? String(one.stage) : say(stageNames[one.stage]!));
  const nameOf = (one: CaseSummary) => `${one.childGivenName} ${one.childFamilyName}`.trim();
  if (phone)
    return (
      <>
        <ul className="family-rows" aria-label={say(listWords.title)} ref={movesByKeys}>
          {families.map((one) => (
            <li key={one.caseId}>
              <Link href={`/app/families/${one.caseId}`}>{nameOf(one)}</Link>
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
      total={total}
      sorting={sorting}
      columns={[
        { key: "child", label: say(listWords.child), sort: "child", cell: (one) => <Link href={`/app/families/${one.caseId}`}>{nameOf(one)}</Link> },
        { key: "age", label: say(listWords.age), sort: "age", cell: (one) => age(one.childBirthDate, today) ?? "–" },
        { key: "stage", label: say(listWords.stage), sort: "stage", cell: (one) => (one.status === "closed" ? <span className="soft">{stageOf(one)}</span> : stageOf(one)) },
        ...(showsClinicians ? [{ key: "clinician", label: say(listWords.clinician), cell: (one: CaseSummary) => (one.clinicians.length === 0 ? <span className="soft">{say(listWords.nobody)}</span> : one.clinicians.join(", ")) }] : []),
        { key: "last", label: say(listWords.last), sort: "last", cell: (one) => (one.lastSessionOn === null ? "–" : day(one.lastSessionOn, "full")) },
        { key: "next", label: say(listWords.next), sort: "next", cell: (one) => (one.nextSessionAt === null ? "–" : when(one.nextSessionAt)) },
        ...(showsClinicians ? [{ key: "opened", label: say(filterWords.opened), sort: "opened", cell: (one: CaseSummary) => day(one.openedOn, "full") }] : []),
      ]}
    />
  );
}
