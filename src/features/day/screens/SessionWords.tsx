import { IconBuilding, IconCalendarOff, IconCheck, IconCircleDot, IconClock, IconDoorEnter, IconHome, IconPencil, IconSignature, IconUserX, IconVideo } from "@tabler/icons-react";
import { ageInYearsAndMonths, minutesBetween, type CivilDate, type Instant } from "#kernel/dates.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { kindWords, placeNames } from "#features/calendar/screens.words.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { arrivalLabels, noteStateLabels, words } from "../screens.words.ts";
import { arrivalOf, type ArrivalState, noteStateOf, type NoteState } from "./groups.ts";

const noteGlyphs: Record<NoteState, Glyph> = {
  planned: IconClock,
  going_on: IconCircleDot,
  note_owed: IconPencil,
  draft: IconPencil,
  returned: IconPencil,
  awaiting_cosignature: IconSignature,
  signed: IconCheck,
  cancelled: IconCalendarOff,
  no_show: IconUserX,
};

/** The state of a session's note as glyph and word; clay where it asks whoever looks. */
export function NoteMark({ session, now, owes = "viewer" }: { session: SessionView; now: Instant; owes?: "viewer" | "somebody_else" }) {
  const { say } = useLanguage();
  const state = noteStateOf(session, now);
  return (
    <span className={owes === "viewer" ? `note-mark note-mark--${state}` : "note-mark"}>
      <Icon glyph={noteGlyphs[state]} />
      <span>{say(noteStateLabels[state])}</span>
    </span>
  );
}

const arrivalGlyphs: Record<ArrivalState, Glyph> = { planned: IconClock, not_noted: IconDoorEnter, arrived: IconCheck, cancelled: IconCalendarOff, no_show: IconUserX };
/** Whether it is noted who came, as glyph and word; what the desk has still to ask stands in clay. */
export function ArrivalMark({ session, now }: { session: SessionView; now: Instant }) {
  const { say } = useLanguage();
  const state = arrivalOf(session, now);
  return (
    <span className={`note-mark note-mark--${state === "not_noted" ? "note_owed" : state === "arrived" ? "signed" : state}`}>
      <Icon glyph={arrivalGlyphs[state]} />
      <span>{say(arrivalLabels[state])}</span>
    </span>
  );
}

/** The child's name as a link, and the age. */
export function SessionChild({ session, today, href }: { session: SessionView; today: CivilDate; href: string }) {
  const { language } = useLanguage();
  const age = session.childBirthDate === null ? null : ageInYearsAndMonths(session.childBirthDate, today);
  return (
    <span className="session-child">
      <Link href={href}>{session.childName}</Link>
      {age === null ? null : <span className="soft small"> {words.age[language](age.years, age.months)}</span>}
    </span>
  );
}

/** Kind and company: "Dyadic, with Rosa Maple". */
export function useCompany(): (session: SessionView) => string {
  const { language, say } = useLanguage();
  return (session) => {
    const others = session.attendees.filter((one) => one.part !== "child" && one.status !== "cancelled").map((one) => one.name);
    const kind = say(kindWords[session.kind]);
    return others.length === 0 ? kind : `${kind}, ${words.with[language](others.join(", "))}`;
  };
}

/** Place and planned minutes. */
export function SessionPlace({ session }: { session: SessionView }) {
  const { language, say } = useLanguage();
  const glyph = session.place === "home" ? IconHome : session.modality === "video" || session.place.startsWith("telehealth") ? IconVideo : IconBuilding;
  return (
    <span className="day-place">
      <Icon glyph={glyph} />
      <span>
        {say(placeNames[session.place])} · {words.minutes[language](minutesBetween(session.startsAt, session.endsAt))}
      </span>
    </span>
  );
}
