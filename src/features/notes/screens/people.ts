import type { Attendee } from "#features/calendar/contract.ts";
import type { ContactWay, PersonOfCase } from "#features/people/contract.ts";
import type { NoteView } from "../contract.ts";

/** Somebody of the note: as short as a name may be on a screen that others see too. */
export type Person = { personId: string; name: string; short: string; part: Attendee["part"]; kind: string | null; birthDate: string | null; /** Numbers at which they may be called safely. */ phones: readonly string[] };

/** Given name and the first letter of the family name: "River M." */
export function shortName(name: string): string {
  const parts = name.trim().split(/\s+/);
  const last = parts.length > 1 ? parts.at(-1)! : "";
  return last === "" ? name : `${parts.slice(0, -1).join(" ")} ${last[0]!.toUpperCase()}.`;
}

/** Those who were booked, then the child's other caregivers, since a note may belong to an adult who was not there. */
export function peopleOfNote(view: NoteView, around: readonly PersonOfCase[], ways: readonly ContactWay[]): Person[] {
  const phonesOf = (personId: string) => ways.filter((way) => way.personId === personId && way.isSafe && way.way === "phone").map((way) => way.value);
  const booked = view.session.attendees.map((one): Person => {
    const known = around.find((person) => person.personId === one.personId);
    return { personId: one.personId, name: one.name, short: shortName(one.name), part: one.part, kind: known?.kind ?? null, birthDate: one.part === "child" ? view.session.childBirthDate : null, phones: phonesOf(one.personId) };
  });
  const others = around.filter((person) => person.part === "caregiver" && !booked.some((one) => one.personId === person.personId));
  return [...booked, ...others.map((person): Person => ({ personId: person.personId, name: `${person.givenName} ${person.familyName}`.trim(), short: shortName(`${person.givenName} ${person.familyName}`), part: "caregiver", kind: person.kind, birthDate: null, phones: phonesOf(person.personId) }))];
}

/** `14:41:07` on the clocks of the zone. */
export function clockIn(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone }).format(new Date(at));
}
