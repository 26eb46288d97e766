import { IconLock } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { timeInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { KeyHint } from "#ui/KeyHint.tsx";
import { capital } from "#ui/formats.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { FirstSteps } from "#features/begin/screens/FirstSteps.tsx";
import { movesByKeys, useKeys } from "#ui/useKeys.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { Button } from "#ui/Button.tsx";
import type { Absence } from "#features/workforce/absence.contract.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import type { Owed, Programme } from "../contract.ts";
import { roleSentences, words } from "../screens.words.ts";
import { DayLine } from "./DayLine.tsx";
import { groupOwed, lastSessionToNote, type OwedGroup } from "./groups.ts";
import { OwedRow } from "./OwedRow.tsx";
import { useMoment } from "./useMoment.ts";
import "./day.css";

const SHOWN = 25;

/** The first screen: today's sessions on a slim line, then what is owed, the most harmful to leave first. */
export default function TodayScreen() {
  const { language } = useLanguage();
  usePageTitle(words.title);
  const runs = hasRole(useMe(), "administrator");
  const answer = useAnswer(["day.today"], (api) => api.day.today());
  // Until the first note is signed, what asks of an administrator is that it can be.
  const begun = useAnswer(["begin.get"], (api) => api.begin.get(), { when: runs ? "now" : "not_yet" });
  const isNew = runs && begun.data !== undefined && !begun.data.hasBegun;
  return (
    <div className="page today">
      {answer.data !== undefined ? (
        <Day {...answer.data} first={isNew ? <FirstSteps {...begun.data!} /> : null} />
      ) : (
        <>
          <PageHeader title={words.title[language]} />
          {answer.isError ? <ErrorState sentence={`${words.failed[language]} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} /> : <Loading rows={7} />}
        </>
      )}
    </div>
  );
}

type Answer = { today: string; now: string; timeZone: string; sessions: Parameters<typeof DayLine>[0]["sessions"]; programme: Programme | null; owed: Owed[]; more: boolean; absences: readonly Absence[]; first?: ReactNode };

function Day({ today, now: served, timeZone, sessions, programme, owed, more, absences, first = null }: Answer) {
  const { language, say, day, words: shared } = useLanguage();
  const me = useMe();
  const go = useNavigate();
  const now = useMoment(served);
  const list = useRef<HTMLDivElement>(null);
  // J and K walk through all three groups.
  useEffect(() => movesByKeys(list.current), []);
  const treats = hasRole(me, "clinician", "trainee");
  const seesSessions = treats || hasRole(me, "front_desk", "supervisor");
  const opensOne = (session: SessionView) => (treats ? `/app/sessions/${session.sessionId}/note` : hasRole(me, "front_desk") ? `/app/calendar?view=day&day=${today}&session=${session.sessionId}` : `/app/families/${session.caseId}`);
  const lastSession = treats ? lastSessionToNote(sessions, owed, now) : null;
  useKeys([
    { key: "j", says: shared.keys.move, run: () => focusFirst(list.current) },
    { key: "k", says: shared.keys.move, run: () => focusFirst(list.current) },
    ...(lastSession === null ? [] : [{ key: "n", says: say(words.noteOfLastKey), run: () => void go({ to: `/app/sessions/${lastSession}/note` }) }]),
  ]);
  const standing = sessions.filter((one) => one.status !== "cancelled");
  const homes = standing.filter((one) => one.place === "home").length;
  const detail = [seesSessions ? words.sessions[language](standing.length) : null, homes > 0 ? words.homeVisits[language](homes) : null].filter((one) => one !== null).join(", ");
  const groups = groupOwed(owed, today, timeZone);
  return (
    <>
      <PageHeader title={capital(day(today, "long"))} detail={detail === "" ? undefined : detail}>
        {groups.length === 0 ? null : (
          <>
            <KeyHint keys={["J", "K"]} label={say(words.move)} />
            <KeyHint keys={["Enter"]} label={say(words.open)} />
          </>
        )}
        {lastSession === null ? null : <KeyHint keys={["N"]} label={say(words.noteOfLast)} />}
      </PageHeader>
      {first}
      {absences.map((one) => (
        <p key={one.absenceId} className="today-cover">
          {one.staffId === me.staffId ? words.away[language](day(one.validFrom, "full"), day(one.validTo, "full"), one.coveredByName) : words.covering[language](one.name, day(one.validFrom, "full"), day(one.validTo, "full"), one.families)}
        </p>
      ))}
      {!seesSessions ? null : sessions.length === 0 ? (
        <p className="soft today-quiet">{say(treats || hasRole(me, "front_desk") ? words.noSessions : words.noneSupervised)}</p>
      ) : (
        <DayLine sessions={sessions} now={now} today={today} timeZone={timeZone} clinicians={treats ? "left_out" : "shown"} marks={!treats && hasRole(me, "front_desk") ? "arrival" : "note"} opens={opensOne} />
      )}
      {programme === null || sessions.length > 0 ? null : (
        <p className="today-quiet">
          <Link href="/app/calendar?view=team">{words.programmeToday[language](programme.visits, programme.homes, programme.cancelled)}</Link>
        </p>
      )}
      {sessions.some((one) => one.place === "home" && one.status === "booked" && one.clinicianId === me.staffId) ? (
        <p className="today-home">
          <Link href="/app/visiting">{say(words.atHome)}</Link>
        </p>
      ) : null}
      {more ? <p className="today-more">{say(words.first100)}</p> : null}
      <div ref={list}>
        {groups.map(({ group, owed: inside }, index) => (
          <Group key={group} group={group} owed={inside} clock={{ today, now, timeZone }} holds={index === 0 ? "first" : "other"} />
        ))}
      </div>
      {groups.length === 0 && first === null ? <NothingOwed sessions={sessions} now={now} timeZone={timeZone} /> : null}
    </>
  );
}

function Group({ group, owed, clock, holds }: { group: OwedGroup; owed: readonly Owed[]; clock: { today: string; now: string; timeZone: string }; holds: "first" | "other" }) {
  const { language, say } = useLanguage();
  const heading = useId();
  const [shown, setShown] = useState(SHOWN);
  const blocking = owed.filter((one) => one.weight === "blocking" && one.kind === "safety_review");
  return (
    <section className="today-group" aria-labelledby={heading}>
      <h2 id={heading}>{say(words.groups[group])}</h2>
      <ul className="rows" aria-labelledby={heading}>
        {owed.slice(0, shown).map((one, index) => (
          <OwedRow key={`${one.kind}-${one.id}`} owed={one} {...clock} place={holds === "first" && index === 0 ? "first" : "other"} />
        ))}
      </ul>
      {owed.length <= shown ? null : (
        <div className="table-more">
          <Button data-stop="" onClick={() => setShown(shown + SHOWN)}>
            {words.showMore[language](Math.min(SHOWN, owed.length - shown))}
          </Button>
        </div>
      )}
      {blocking.length === 0 ? null : (
        <p className="today-stays">
          <Icon glyph={IconLock} />
          <span>{blocking.length === 1 ? words.staysOpen[language](blocking[0]!.who) : words.staysOpenMany[language](blocking.length)}</span>
        </p>
      )}
    </section>
  );
}

/** The page of somebody to whom nothing is owed: what comes next, or what the role opens. */
function NothingOwed({ sessions, now, timeZone }: Pick<Answer, "sessions" | "now" | "timeZone">) {
  const { language, say } = useLanguage();
  const me = useMe();
  const works = hasRole(me, "clinician", "trainee", "supervisor", "front_desk", "administrator", "biller");
  const role = (["privacy_officer", "auditor", "senior_leader", "faculty"] as const).find((one) => hasRole(me, one));
  if (!works && role !== undefined)
    return (
      <EmptyState sentence={say(roleSentences[role].sentence)}>
        {say(roleSentences[role].next)} {role === "faculty" ? <Link href="/app/cohorts">{say(words.toCohorts)}</Link> : null} {role === "privacy_officer" || role === "auditor" ? <Link href="/app/families">{say(words.toFamilies)}</Link> : null}
      </EmptyState>
    );
  const next = sessions.find((one) => one.startsAt > now && one.status === "booked");
  return <EmptyState sentence={say(words.nothingOwed)}>{next !== undefined ? words.next[language](timeInZone(next.startsAt, timeZone), next.childName) : sessions.length > 0 ? say(words.noMoreToday) : null}</EmptyState>;
}

function focusFirst(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>("[data-stop]")?.focus();
}

