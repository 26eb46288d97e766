import { ageInYearsAndMonths } from "#kernel/dates.ts";
import { timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { ChipGroup, TimeChip } from "#ui/Chip.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import { kindWords, partWords, placeWords, statusWords, words as calendarWords } from "#features/calendar/screens.words.ts";
import { findWrongTimes, minutesHeld, type NoteContent } from "../content.rules.ts";
import type { NoteView } from "../contract.ts";
import { type Edit, sessionDate } from "../draft.rules.ts";
import type { AgeBand } from "../templates.contract.ts";
import { bandWords, caregiverWords, stageWords, words } from "../screens.words.ts";
import type { Person } from "./people.ts";

const CAME = ["present", "late", "left"] as const;
type Status = NoteContent["attendance"][number]["status"];
const offered: readonly Status[] = ["present", "absent", "late", "left", "cancelled"];

/** What stands over a note: kind, number, planned and held times. */
export function frameDefinitions(view: NoteView, say: (words: { en: string; es: string }) => string, language: "en" | "es") {
  const { session } = view;
  const at = (instant: string) => timeInZone(instant, session.timeZone);
  return [
    { label: say(words.kind), value: `${say(kindWords[session.kind])}, ${say(placeWords[session.place])}` },
    { label: say(words.number), value: [view.sessionNumber, say(stageWords[session.stage - 1] ?? stageWords[0]!), view.monthOfTreatment === null ? null : words.month[language](view.monthOfTreatment)].filter((one) => one !== null).join(", ") },
    { label: say(words.planned), value: words.times[language](at(session.startsAt), at(session.endsAt)) },
  ];
}

export type NoteFrameProps = { template: { value: string; options: readonly { value: string; label: string }[]; onChange: (templateId: string) => void } | null; view: NoteView; content: NoteContent; people: readonly Person[]; band: AgeBand; edit: (...edits: Edit[]) => void; onLeave: () => void };

/** The left column: what is known of the hour, and who was there from when to when. The calendar has filled it in. */
export function NoteFrame({ template, view, content, people, band, edit, onLeave }: NoteFrameProps) {
  const { say, language } = useLanguage();
  const { session } = view;
  const date = sessionDate(view);
  const wall = (time: string) => (time === "" ? null : `${date}T${time}`);
  const clock = (at: string | null) => at?.slice(11, 16) ?? "";
  const planned = { from: `${date}T${timeInZone(session.startsAt, session.timeZone)}`, to: `${date}T${timeInZone(session.endsAt, session.timeZone)}` };
  const wrong = findWrongTimes(content);
  const minutes = minutesHeld(content);
  const times = { in: content.heldFrom ?? planned.from, out: content.heldTo ?? planned.to };
  const untouched = content.heldFrom === null && content.heldTo === null && content.attendance.every((one) => one.status === "expected");
  function allAsBooked(): void {
    edit({ kind: "held", change: { heldFrom: planned.from, heldTo: planned.to } }, ...content.attendance.filter((one) => one.status === "expected").map((one): Edit => ({ kind: "attendance", personId: one.personId, change: { status: "present", in: planned.from, out: planned.to } })));
  }
  function mark(one: NoteContent["attendance"][number], status: Status): void {
    const came = (CAME as readonly string[]).includes(status);
    edit({ kind: "attendance", personId: one.personId, change: came ? { status, in: one.in ?? times.in, out: one.out ?? times.out } : { status, in: null, out: null } });
  }
  return (
    <div className="note-frame">
      <DefinitionStrip look="list" definitions={frameDefinitions(view, say, language)} />
      <div className="note-held">
        <span className="soft small">{say(words.held)}</span>
        <div className="chip-row">
          <TimeChip label={say(words.from)} heard={say(words.heldFromOf)} value={clock(content.heldFrom)} onChange={(time) => edit({ kind: "held", change: { heldFrom: wall(time) } })} />
          <TimeChip label={say(words.until)} heard={say(words.heldToOf)} value={clock(content.heldTo)} onChange={(time) => edit({ kind: "held", change: { heldTo: wall(time) } })} />
          {minutes === null ? null : <span className="small">{words.minutes[language](minutes)}</span>}
        </div>
        <FieldError id="held-wrong" error={wrong.includes("held") ? say(words.wrongHeld) : null} />
        {untouched ? <Button onClick={allAsBooked}>{say(words.allAsBooked)}</Button> : null}
      </div>
      <section aria-labelledby="who-was-there">
        <h2 id="who-was-there">{say(words.whoWasThere)}</h2>
        <ul className="attendance">
          {content.attendance.map((one) => {
            const person = people.find((known) => known.personId === one.personId);
            const name = person?.short ?? "";
            const came = (CAME as readonly string[]).includes(one.status);
            return (
              <li key={one.personId}>
                <p>
                  <strong>{name}</strong> <span className="soft small">{describe(person, date, say, language)}</span>
                </p>
                <ChipGroup legend={words.attendanceOf[language](name)} legendShown="heard" choice="one" first={2} options={offered.map((status) => ({ value: status, label: say(statusWords[status]) }))} value={one.status === "expected" ? [] : [one.status]} onChange={([status]) => mark(one, (status ?? "expected") as Status)}>
                  {came ? (
                    <>
                      <TimeChip label={say(words.in)} heard={words.inOf[language](name)} value={clock(one.in)} onChange={(time) => edit({ kind: "attendance", personId: one.personId, change: { in: wall(time) } })} />
                      <TimeChip label={say(words.out)} heard={words.outOf[language](name)} value={clock(one.out)} onChange={(time) => edit({ kind: "attendance", personId: one.personId, change: { out: wall(time) } })} />
                    </>
                  ) : null}
                </ChipGroup>
                {one.status === "absent" || one.status === "cancelled" || one.reason !== "" ? <TextField label={say(words.reason)} need="optional" maxLength={500} value={one.reason} onChange={(reason) => edit({ kind: "attendance", personId: one.personId, change: { reason } })} onLeave={onLeave} /> : null}
                <FieldError id={`wrong-${one.personId}`} error={wrong.includes(`attendance:${one.personId}`) ? say(words.wrongTimes) : null} />
              </li>
            );
          })}
        </ul>
      </section>
      {template === null ? null : <SelectField label={say(words.template)} empty={say(words.byAge)} options={template.options} value={template.value} onChange={template.onChange} need="optional" />}
      <p className="soft small">
        {say(bandWords[band])} {say(words.fromCalendar)}
      </p>
    </div>
  );
}

/** "4 y 2 m" for a child, "kin" or "interpreter" for others. */
export function describe(person: Person | undefined, on: string, say: (words: { en: string; es: string }) => string, language: "en" | "es"): string {
  if (!person) return "";
  if (person.part === "child" && person.birthDate !== null) {
    const { years, months } = ageInYearsAndMonths(person.birthDate, on);
    return calendarWords.age[language](years, months);
  }
  const kind = person.part === "caregiver" && person.kind !== null ? caregiverWords[person.kind] : undefined;
  return say(kind ?? partWords[person.part]);
}
