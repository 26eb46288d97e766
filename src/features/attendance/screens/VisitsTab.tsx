import { IconCalendarOff, IconCheck, IconClock, IconMinus, IconPhoneCall, IconPlus, IconX } from "@tabler/icons-react";
import { type CivilDate, dateInZone, minutesBetween, timeInZone } from "#kernel/dates.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { kindWords, placeNames } from "#features/calendar/screens.words.ts";
import { companyOf, stateWords } from "#features/calendar/screens/SessionCard.tsx";
import { sessionState } from "#features/calendar/week.rules.ts";
import { ButtonLink } from "#ui/Button.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { Hidden } from "#ui/Hidden.tsx";
import { type Glyph, Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { Outreach, PersonVisits, VisitMark } from "../contract.ts";
import { markWords, outreachWords, words } from "../screens.words.ts";
import "./attendance.css";

const markGlyphs: Record<VisitMark, Glyph> = { came: IconCheck, late: IconClock, missed: IconX, cancelled: IconCalendarOff, excused: IconMinus };

/** The visits of a family: what is to be done where nobody comes, who came how often, and the visits themselves. */
export default function VisitsTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const { pages, state, fault, more, again } = usePages(["attendance.get", caseId], (api, after) => api.attendance.get({ caseId, after }));
  const first = pages[0];
  if (state === "failed") return <ErrorState sentence={`${say(words.failed)} ${fault === null ? "" : sentenceFor(fault, language)}`} verb={{ run: again }} />;
  if (first === undefined) return <Loading rows={6} />;
  const { outreach, people, coming, timeZone } = first;
  const past = pages.flatMap((page) => page.past);
  return (
    <>
      {outreach === null || outreach.step === "none" ? null : <WhatToDo caseId={caseId} outreach={outreach} step={outreach.step} />}
      <section className="part" aria-labelledby="visits-people">
        <h2 id="visits-people">{say(words.people)}</h2>
        {people.length === 0 ? <p className="soft">{say(words.noVisits)}</p> : null}
        <ul className="visits-people">{people.map((one) => <Person key={one.personId} one={one} />)}</ul>
      </section>
      <section className="part" aria-labelledby="visits-coming">
        <h2 id="visits-coming">{say(words.coming)}</h2>
        {coming.length === 0 ? <p className="soft">{say(words.noneComing)}</p> : null}
        <ul className="visits-list">{coming.map((one) => <Visit key={one.sessionId} session={one} timeZone={timeZone} />)}</ul>
        <BookLink caseId={caseId} />
      </section>
      <section className="part" aria-labelledby="visits-past">
        <h2 id="visits-past">{say(words.past)}</h2>
        {past.length === 0 ? <p className="soft">{say(words.nonePast)}</p> : null}
        <ul className="visits-list">{past.map((one) => <Visit key={one.sessionId} session={one} timeZone={timeZone} />)}</ul>
        <MorePages label={say(words.more)} more={more} />
      </section>
    </>
  );
}

function BookLink({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  if (!hasRole(useMe(), "clinician", "trainee", "supervisor", "front_desk", "administrator")) return null;
  return (
    <p>
      <ButtonLink glyph={IconPlus} href={`/app/calendar?book=${caseId}`}>
        {say(words.book)}
      </ButtonLink>
    </p>
  );
}

function WhatToDo({ caseId, outreach, step }: { caseId: string; outreach: Outreach; step: keyof typeof outreachWords }) {
  const { say, language, day } = useLanguage();
  const said = [
    outreach.notMet === 0 ? null : words.notMet[language](outreach.notMet),
    outreach.lastMetOn === null ? say(words.neverMet) : words.lastMet[language](day(outreach.lastMetOn, "full")),
    outreach.lastTriedOn === null || outreach.tries === 0 ? null : words.lastTried[language](day(outreach.lastTriedOn, "full"), outreach.tries),
    outreach.nextOn === null ? say(words.nothingBooked) : null,
  ].filter((one) => one !== null);
  return (
    <section className="part visits-todo" aria-labelledby="visits-todo">
      <h2 id="visits-todo">{say(words.outreach)}</h2>
      <p>
        <strong>{say(outreachWords[step].say)}</strong> {said.join(" ")}
      </p>
      <p>
        <ButtonLink look="asks_today" glyph={IconPhoneCall} href={`/app/families/${caseId}/steps`}>
          {say(outreachWords[step].verb)}
        </ButtonLink>
      </p>
    </section>
  );
}

/** One person: how often, how many in a row, and the newest visits one by one. */
function Person({ one }: { one: PersonVisits }) {
  const { say, language, day } = useLanguage();
  // Who came to all of them came to the last ones too.
  const row = one.inARow === null || (one.of > 1 && one.came === one.of) ? null : (one.inARow.what === "came" ? words.inARow : words.notInARow)[language](one.inARow.count);
  return (
    <li>
      <p>
        <strong>{one.name}</strong> <span className="soft">{[words.came[language](one.came, one.of), row].filter((said) => said !== null).join(", ")}</span>
      </p>
      <ol className="visits-marks" aria-label={say(words.newestFirst)}>
        {one.marks.map((mark) => {
          const said = `${day(mark.on, "weekday")}: ${say(markWords[mark.mark])}${mark.reason === "" ? "" : `, ${mark.reason}`}`;
          return (
            <li key={mark.sessionId} className={`visits-mark visits-mark--${mark.mark}`} title={said}>
              <Icon glyph={markGlyphs[mark.mark]} size={14} />
              <Hidden>{said}</Hidden>
            </li>
          );
        })}
      </ol>
    </li>
  );
}

/** One visit: when, with whom, where and how long, and how it stands. */
function Visit({ session, timeZone }: { session: SessionView; timeZone: string }) {
  const { say, language, day } = useLanguage();
  const state = stateWords[sessionState(session, new Date().toISOString())];
  const on: CivilDate = dateInZone(session.startsAt, timeZone);
  const by = session.cancelledBy === null ? null : words.by[language](say(words[session.cancelledBy]));
  return (
    <li>
      <span className="visits-when">
        <Link href={`/app/calendar?view=day&day=${on}&clinician=${session.clinicianId}`}>{`${day(on, "full")}, ${timeInZone(session.startsAt, timeZone)}`}</Link>
      </span>
      <span>{`${say(kindWords[session.kind])}, ${companyOf(session, language)} · ${say(placeNames[session.place])} · ${minutesBetween(session.startsAt, session.endsAt)} min · ${session.clinicianName}`}</span>
      <span className="visits-state soft">
        <Icon glyph={state.glyph} size={14} /> {[by ?? say(state.words), session.statusReason === "" ? null : session.statusReason].filter((one) => one !== null).join(", ")}
      </span>
    </li>
  );
}
