import { IconArrowsMove, IconBuilding, IconBuildingCommunity, IconCheck, IconCircleCheck, IconCircleX, IconClipboardList, IconClock, IconDots, IconHome, IconMapPin, IconPencil, IconPhone, IconSchool, IconUserOff, IconVideo, IconArrowBackUp, IconCalendar, IconHelpCircle, IconUserCheck } from "@tabler/icons-react";
import { useId } from "react";
import { ageInYearsAndMonths, dateInZone, minutesBetween, timeInZone } from "#kernel/dates.ts";
import { GlyphButton } from "#ui/Button.tsx";
import { Hidden } from "#ui/Hidden.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import type { CardMark } from "../changing.contract.ts";
import type { SessionView } from "../contract.ts";
import { gridWords } from "../grid.words.ts";
import { kindWords, placeNames, words } from "../screens.words.ts";
import { type CardVerdict, cardWhy, cardWord, isTold } from "../verdict.rules.ts";
import { CardMarks, markWords } from "./CardMarks.tsx";
import { isOwed, type SessionState, sessionState } from "../week.rules.ts";

export const stateWords: Record<SessionState, { glyph: Glyph; words: { en: string; es: string } }> = {
  booked: { glyph: IconCalendar, words: words.bookedState },
  here: { glyph: IconUserCheck, words: words.checkedInState },
  note_owed: { glyph: IconPencil, words: words.noteOwed },
  note_open: { glyph: IconPencil, words: words.noteOpen },
  note_waits: { glyph: IconClock, words: words.noteWaits },
  note_returned: { glyph: IconArrowBackUp, words: words.noteReturned },
  signed: { glyph: IconCheck, words: words.signedState },
  cancelled: { glyph: IconCircleX, words: words.cancelledState },
  no_show: { glyph: IconUserOff, words: words.noShowState },
};
/** The glyphs of a verdict, the same as on every line that says one. */
export const verdictGlyphs: Record<"yes" | "no" | "unknown", Glyph> = { yes: IconCircleCheck, no: IconCircleX, unknown: IconHelpCircle };
export const placeGlyphs: Record<SessionView["place"], Glyph> = { service_site: IconBuilding, home: IconHome, community: IconBuildingCommunity, telehealth_home: IconVideo, telehealth_elsewhere: IconVideo, residential: IconBuildingCommunity, school: IconSchool, other: IconMapPin };

/** Given name and the first letter of the family name. */
export function shortChild(name: string): string {
  const parts = name.trim().split(/\s+/);
  return parts.length < 2 ? name : `${parts.slice(0, -1).join(" ")} ${parts.at(-1)![0]!.toUpperCase()}.`;
}

/** Who comes besides the child, in few words: "with Rosa M.", "Rosa M. alone", or the kind of session. */
export function companyOf(session: SessionView, language: "en" | "es"): string {
  const adults = session.attendees.filter((one) => one.part === "caregiver" && one.status !== "cancelled").map((one) => shortChild(one.name));
  const child = session.attendees.some((one) => one.part === "child" && one.status !== "cancelled");
  if (adults.length > 0 && child) return words.with[language](adults.join(", "));
  if (adults.length === 1) return words.alone[language](adults[0]!);
  return adults.length > 1 ? adults.join(", ") : kindWords[session.kind][language];
}

/** The measures that are due at a visit, each with the adult whom it waits for. */
export type AskedThen = readonly { instrument: string; name: string; adultId: string; adultName: string }[];

export type SessionCardProps = { session: SessionView; timeZone: string; now: string; opens: "note" | "details"; shows: "time" | "clinician" | "both" | "nothing"; /** Who looks: only one's own notes ask for one. */ viewerId: string | null; /** What the hour counts for; undefined where nothing is said of it. */ verdict?: CardVerdict; measures?: AskedThen; mark?: CardMark; onDetails: () => void; /** Where there is room for a verb of its own: a finger does not drag. */ onMove?: () => void };

/** One session: child, age, with whom, place and minutes, and how it stands. It opens the note, or its details. */
export function SessionCard({ session, timeZone, now, opens, shows, viewerId, verdict, measures, mark, onDetails, onMove }: SessionCardProps) {
  const { say, language } = useLanguage();
  const why = useId();
  const state = sessionState(session, now);
  const told = verdict !== undefined && isTold(verdict, state) ? verdict : undefined;
  const word = told === undefined ? null : cardWord(told, language);
  const reason = told === undefined ? null : cardWhy(told, language);
  const marked = mark === undefined ? "" : markWords(mark, language).join(" ");
  const described = reason === null && marked === "" ? undefined : why;
  const minutes = minutesBetween(session.startsAt, session.endsAt);
  const start = timeInZone(session.startsAt, timeZone);
  const name = shortChild(session.childName);
  const age = session.childBirthDate === null ? null : ageInYearsAndMonths(session.childBirthDate, dateInZone(session.startsAt, timeZone));
  const title = (
    <>
      <Hidden>{start} </Hidden>
      {name}
    </>
  );
  return (
    <article className={`session session--${state}${isOwed(state) && session.clinicianId === viewerId ? " session--owed" : ""}`}>
      <header>
        {shows === "time" || shows === "both" ? <span className="session-time" aria-hidden>{start}</span> : null}
        <strong className="session-name">
          {opens === "note" ? (
            <Link href={`/app/sessions/${session.sessionId}/note`} data-stop="" aria-describedby={described}>
              {title}
            </Link>
          ) : (
            <button type="button" data-stop="" aria-describedby={described} onClick={onDetails}>
              {title}
            </button>
          )}
        </strong>
        <span className="session-where">
          <Icon glyph={session.modality === "audio" ? IconPhone : placeGlyphs[session.place]} size={14} />
          <Hidden>{say(placeNames[session.place])}, </Hidden>
          {minutes}
          <Hidden> min</Hidden>
        </span>
        {onMove === undefined ? null : <GlyphButton glyph={IconArrowsMove} label={`${say(gridWords.moveIt)}: ${name}, ${start}`} onPress={onMove} />}
        {opens === "note" ? <GlyphButton glyph={IconDots} label={`${say(words.details)}: ${name}, ${start}`} onPress={onDetails} /> : null}
      </header>
      <p className="session-who">
        {/* Among everybody the clinician comes first: a narrow column cuts the end. */}
        {(shows === "clinician" ? [session.clinicianName, companyOf(session, language)] : [age === null ? null : words.age[language](age.years, age.months), companyOf(session, language), shows === "both" ? session.clinicianName : null]).filter((one) => one !== null).join(" · ")}
      </p>
      <p className="session-state">
        {state === "booked" && word !== null ? null : (
          <>
            <Icon glyph={session.status === "held" && state !== "signed" ? IconCircleCheck : stateWords[state].glyph} size={14} />
            <span>
              {session.status === "held" && state !== "signed" ? `${say(words.heldState)}, ` : ""}
              {say(stateWords[state].words)}
            </span>
          </>
        )}
        {word === null ? null : (
          <span className={`session-verdict session-verdict--${word.verdict}`}>
            <Icon glyph={verdictGlyphs[word.verdict]} size={14} />
            <span>{word.said}</span>
          </span>
        )}
        {mark === undefined ? null : <CardMarks mark={mark} />}
        {measures === undefined ? null : (
          <span className="session-asks">
            <Icon glyph={IconClipboardList} size={14} />
            <b aria-hidden>{measures.length}</b>
            <span>{words.measuresDue[language](measures.length)}</span>
          </span>
        )}
      </p>
      {described === undefined ? null : (
        <p id={why} className={`session-why session-why--${reason === null || word === null ? "marked" : word.verdict}`}>
          {[reason, marked].filter((said) => said !== null && said !== "").join(" ")}
        </p>
      )}
    </article>
  );
}
