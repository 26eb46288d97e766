import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { formatMonth } from "#ui/formats.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { words } from "../screens.words.ts";
import { kindNames, sideNames } from "../words.ts";
import { hoursOf } from "./saying.ts";

const SHOWN = 4;
/** The meetings that come next, each with its page. */
export function NextMeetings() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const found = useAnswer(["supervision.meetings", null], (api) => api.supervision.meetings.list({ after: null }));
  const coming = found.data?.coming ?? [];
  const others = (one: (typeof coming)[number]) => (one.leaderId === me.staffId ? one.people.map((each) => each.name).join(", ") || one.consultant : one.leaderName);
  return (
    <section aria-labelledby="next-meetings">
      <h2 id="next-meetings">{say(words.yourMeetings)}</h2>
      {found.data !== undefined && coming.length === 0 ? <p className="soft">{say(words.noneComing)}</p> : null}
      <ul className="side-list">
        {coming.slice(0, SHOWN).map((one) => (
          <li key={one.meetingId}>
            <Link href={`/app/supervision/meetings?meeting=${one.meetingId}`}>{words.nextWith[language](`${day(dateInZone(one.startsAt, me.agency.timeZone), "weekday")} ${timeInZone(one.startsAt, me.agency.timeZone)}`, others(one), one.minutes)}</Link>
            <span className="soft small">{say(kindNames[one.kind])}</span>
          </li>
        ))}
      </ul>
      <Link href="/app/supervision/meetings?plan=yes">{say(words.plan)}</Link>
    </section>
  );
}

/** One's own hours of this month, by kind. */
export function MonthHours() {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["supervision.hours", null], (api) => api.supervision.hours.get({ month: null }));
  if (found.data === undefined) return null;
  const lines = found.data.people.find((one) => one.staffId === me.staffId)?.lines ?? [];
  const minutes = lines.reduce((sum, one) => sum + one.minutes, 0);
  const clinical = lines.reduce((sum, one) => sum + one.clinicalMinutes, 0);
  return (
    <section aria-labelledby="month-hours">
      <h2 id="month-hours">{words.hoursIn[language](formatMonth(`${found.data.month}-01`, language, "month"))}</h2>
      {lines.length === 0 ? <p className="soft">{say(words.noHours)}</p> : null}
      <dl className="side-hours">
        {lines.map((one) => (
          <div key={`${one.kind} ${one.side}`}>
            <dt>
              {say(kindNames[one.kind])}, {say(sideNames[one.side])}
            </dt>
            <dd>{words.hours[language](hoursOf(one.minutes, language))}</dd>
          </div>
        ))}
      </dl>
      {minutes === 0 ? null : <p className="soft small">{words.clinicalShare[language](Math.round((100 * clinical) / minutes))}</p>}
    </section>
  );
}
