import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState } from "#ui/States.tsx";
import type { Visit } from "../cohorts.contract.ts";
import { cameNames, kindNames, words } from "../screens.words.ts";

const byTime = (one: Visit, other: Visit) => (`${one.onDay}${one.startsAt}` < `${other.onDay}${other.startsAt}` ? -1 : 1);

/** Days and calls of a place: what comes next on top, then what is over, the last first. */
export function VisitList({ visits, today }: { visits: readonly Visit[]; today: string }) {
  const { say, day } = useLanguage();
  const inOrder = visits.toSorted(byTime);
  const coming = inOrder.filter((one) => one.onDay >= today);
  const over = inOrder.filter((one) => one.onDay < today).toReversed();
  const tables = [{ caption: say(words.coming), rows: coming, isOver: false }, { caption: say(words.over), rows: over, isOver: true }].filter((one) => one.rows.length > 0);
  return (
    <section className="part" aria-labelledby="visits-title">
      <h2 id="visits-title">{say(words.visits)}</h2>
      {visits.length === 0 ? <EmptyState sentence={say(words.noMeetings)} /> : null}
      {tables.map(({ caption, rows, isOver }) => (
        <DataTable
          key={caption}
          caption={caption}
          captionShown="shown"
          step={6}
          rows={rows}
          rowKey={(one) => one.meetingId}
          columns={[
            { key: "day", label: say(words.onDay), cell: (one) => <span className="visit-day">{day(one.onDay, "full")}</span> },
            { key: "kind", label: say(words.kind), cell: (one) => (
                <>
                  {[say(kindNames[one.kind]), one.title].filter((each) => each !== "").join(": ")} <span className="soft">{`${one.startsAt}, ${one.minutes} min`}</span>
                </>
              ) },
            ...(isOver || rows.some((one) => one.calledOffReason !== null) ? [{ key: "came", label: say(words.there), cell: (one: Visit) => (one.calledOffReason !== null ? say(words.calledOff) : one.came === null ? "" : say(cameNames[one.came])) }] : []),
          ]}
        />
      ))}
    </section>
  );
}
