import type { ReactNode } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Handover } from "#features/handover/contract.ts";
import { countLeft } from "#features/handover/left.rules.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { GiveCases } from "./GiveCases.tsx";
import "./handover.css";

/** Everything that is somebody's who leaves, what of it is still with nobody first. */
export default function HandoverScreen({ staffId }: { staffId: string }) {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["handover.get", staffId], (api) => api.handover.get({ staffId }));
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={found.data?.name} back={{ href: "/app/programme", label: say(words.toProgramme) }} />
      {found.isPending ? <Loading rows={6} /> : found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : <Parts handover={found.data} />}
    </div>
  );
}

function Parts({ handover }: { handover: Handover }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const { timeZone } = me.agency;
  const on = (moment: string) => day(dateInZone(moment, timeZone), "full");
  const hasLastDay = handover.lastDay !== null;
  const booked = handover.cases.filter((one) => one.booked > 0);
  return (
    <>
      <p className="handover-lead">{hasLastDay ? words.leaves[language](handover.name, day(handover.lastDay!, "full")) : words.noLastDay[language](handover.name)}</p>
      <StillLeft handover={handover} />
      <section className="part" aria-labelledby="handover-cases">
        <h2 id="handover-cases">{say(words.cases)}</h2>
        {handover.cases.length === 0 ? <p className="soft">{say(words.noCases)}</p> : <GiveCases handover={handover} />}
      </section>
      <List title={say(hasLastDay ? words.sessions : words.sessionsAhead)} why={say(words.sessionsWhy)} none={say(hasLastDay ? words.noSessions : words.noSessionsAhead)} rows={booked} rowKey={(one) => one.caseId} row={(one) => (
        <>
          <Link href={`/app/calendar?week=${dateInZone(one.firstBooked!, timeZone)}&clinician=${handover.staffId}`}>{one.childName}</Link> <span className="soft">{words.booked[language](one.booked, on(one.firstBooked!))}</span>
        </>
      )} />
      {handover.seconds.length === 0 ? null : <List title={say(words.seconds)} why={say(words.secondsWhy)} none="" rows={handover.seconds} rowKey={(one) => one.caseId} row={(one) => (
        <>
          <Link href={`/app/calendar?week=${dateInZone(one.firstBooked, timeZone)}&clinician=${handover.staffId}`}>{one.childName}</Link> <span className="soft">{words.secondLine[language](one.withNames.join(", "), one.booked, on(one.firstBooked))}</span>
        </>
      )} />}
      <List title={say(words.notes)} why={say(words.notesWhy)} none={say(words.noNotes)} rows={handover.notes} rowKey={(one) => one.sessionId} row={(one) => (
        <>
          <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link> <span className="soft">{on(one.endedAt)}</span>
        </>
      )} />
      <List title={say(words.measures)} none={say(words.noMeasures)} rows={handover.measures} rowKey={(one) => one.caseId} row={(one) => (
        <>
          <Link href={`/app/families/${one.caseId}/measures`}>{one.childName}</Link> <span className="soft">{one.about}{one.isLate ? ` (${say(words.late)})` : ""}</span>
        </>
      )} />
      <List title={say(words.supervision)} none={say(words.noSupervision)} rows={handover.supervises} rowKey={(one) => one.supervisionId} row={(one) => (
        <>
          {one.name} {one.others.length === 0 ? null : <span className="soft">{words.others[language](one.others.join(", "))}</span>}
        </>
      )} />
      <List title={say(words.teams)} none={say(words.noTeams)} rows={handover.teams} rowKey={(one) => `${one.teamId} ${one.part}`} row={(one) => (
        <>
          {one.name} <span className="soft">{one.part in words.parts ? say(words.parts[one.part as keyof typeof words.parts]) : ""}</span>
        </>
      )} />
      {handover.covers.length === 0 ? null : <List title={say(words.covers)} none="" rows={handover.covers} rowKey={(one) => one.absenceId} row={(one) => words.coverLine[language](one.name, day(one.validFrom, "full"), day(one.validTo, "full"))} />}
      <section className="part" aria-labelledby="handover-custody">
        <h2 id="handover-custody">{say(words.custody)}</h2>
        <p className="soft">{say(words.custodyWhy)}</p>
        {hasRole(me, "privacy_officer") ? <Link href="/app/records">{say(words.toCustody)}</Link> : null}
      </section>
    </>
  );
}

function StillLeft({ handover }: { handover: Handover }) {
  const { say, language } = useLanguage();
  const left = countLeft(handover);
  const lines = [
    [left.cases, words.leftCases],
    [left.notes, words.leftNotes],
    [left.sessions, handover.lastDay === null ? words.leftSessionsAhead : words.leftSessions],
    [left.seconds, words.leftSeconds],
    [left.supervised, words.leftSupervised],
    [left.covers, words.leftCovers],
  ] as const;
  const owed = lines.filter(([count]) => count > 0);
  return (
    <section className="part handover-left" aria-labelledby="handover-left">
      <h2 id="handover-left">{say(words.left)}</h2>
      {owed.length === 0 ? (
        <p role="status">{say(words.leftNothing)}</p>
      ) : (
        <div role="status">
          <ul>
            {owed.map(([count, said]) => (
              <li key={said.en(2)}>{said[language](count)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function List<Row>({ title, why, none, rows, rowKey, row }: { title: string; why?: string; none: string; rows: readonly Row[]; rowKey: (row: Row) => string; row: (row: Row) => ReactNode }) {
  return (
    <section className="part" aria-label={title}>
      <h2>{title}</h2>
      {why === undefined || rows.length === 0 ? null : <p className="soft">{why}</p>}
      {rows.length === 0 ? (
        <p className="soft">{none}</p>
      ) : (
        <ul className="handover-list">
          {rows.map((one) => (
            <li key={rowKey(one)}>{row(one)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
