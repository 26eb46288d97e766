import { addDays, addMonths, type CivilDate, dateInZone } from "#kernel/dates.ts";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** How far ahead is looked for what is booked. */
const MONTHS_AHEAD = 24;

type Session = { caseId: string; childName: string; status: string; startsAt: string; timeZone: string };
type Booked = { caseId: string; childName: string; sessions: number; first: CivilDate };

/** Sessions that are still booked, family by family, in the order of their first. */
export function byFamily(sessions: readonly Session[]): Booked[] {
  const found = new Map<string, Booked>();
  for (const one of sessions) {
    if (one.status !== "booked") continue;
    const before = found.get(one.caseId);
    if (before === undefined) found.set(one.caseId, { caseId: one.caseId, childName: one.childName, sessions: 1, first: dateInZone(one.startsAt, one.timeZone) });
    else before.sessions++;
  }
  return [...found.values()];
}

/** What is booked with somebody after the last day here, with the way to hand each family over. */
export function BookedAfter({ staffId, lastDay, today }: { staffId: string; lastDay: CivilDate; today: CivilDate }) {
  const { say, language, day } = useLanguage();
  const from = lastDay < today ? today : addDays(lastDay, 1);
  const found = useAnswer(["calendar.list", "after the last day", staffId, from], (api) => api.calendar.list({ from, to: addMonths(from, MONTHS_AHEAD), clinicianId: staffId }));
  if (found.isPending) return <Loading rows={1} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const families = byFamily(found.data.sessions);
  if (families.length === 0) return <p className="soft">{say(words.nothingBookedAfter)}</p>;
  return (
    <section className="booked-after" aria-label={say(words.bookedAfter)}>
      <h4>{say(words.bookedAfter)}</h4>
      <p className="soft">{say(words.handOver)}</p>
      <ul>
        {families.map((one) => (
          <li key={one.caseId}>
            <Link href={`/app/families/${one.caseId}/people`}>{one.childName}</Link>{" "}
            <span className="soft">{words.bookedFrom[language](one.sessions, day(one.first, "weekday"))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
