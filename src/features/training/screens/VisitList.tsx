import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState } from "#ui/States.tsx";
import type { Visit } from "../cohorts.contract.ts";
import { cameNames, kindNames, words } from "../screens.words.ts";

/** Days and calls of a place, the last first, with whether somebody came. */
export function VisitList({ visits }: { visits: readonly Visit[] }) {
  const { say, day } = useLanguage();
  const rows = visits.toSorted((one, other) => (one.onDay < other.onDay ? 1 : one.onDay > other.onDay ? -1 : one.startsAt < other.startsAt ? 1 : -1));
  return (
    <section className="part" aria-labelledby="visits-title">
      <h2 id="visits-title">{say(words.visits)}</h2>
      {rows.length === 0 ? (
        <EmptyState sentence={say(words.noMeetings)} />
      ) : (
        <DataTable
          caption={say(words.visits)}
          step={15}
          rows={rows}
          rowKey={(one) => one.meetingId}
          columns={[
            { key: "day", label: say(words.onDay), cell: (one) => day(one.onDay, "full") },
            { key: "kind", label: say(words.kind), cell: (one) => [say(kindNames[one.kind]), one.title].filter((each) => each !== "").join(": ") },
            { key: "at", label: say(words.startsAt), cell: (one) => `${one.startsAt}, ${one.minutes} min` },
            { key: "came", label: say(words.attendance), cell: (one) => (one.calledOffReason !== null ? say(words.calledOff) : one.came === null ? "" : say(cameNames[one.came])) },
          ]}
        />
      )}
    </section>
  );
}
