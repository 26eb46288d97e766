import { randomUUID } from "node:crypto";
import { addDays, type CivilDate } from "#kernel/dates.ts";
import { chipLists, readTouch } from "#features/cases/chips.words.ts";
import type { SessionKind, SessionView } from "#features/calendar/contract.ts";
import type { StepCode } from "#features/course/steps.contract.ts";
import { stepOf } from "#features/course/steps.rules.ts";
import type { DraftBlock } from "#features/notes/contract.ts";
import { groupBy } from "./recorder.ts";
import type { World } from "./world.ts";

// A session from its booking to its signed note, as the front desk and the clinician do it.

type Adult = "mother" | "grandmother";
type Passage = Pick<DraftBlock, "section" | "class"> & { of: Adult | null; words?: string; chips?: DraftBlock["chips"] };
/** A session to hold. `steps` are ticked in its note; `goals` are objectives by id with how far they came, `targets` with their strength. */
export type Meeting = {
  on: CivilDate;
  kind: SessionKind;
  adults: readonly Adult[];
  words: string;
  steps?: readonly [step: StepCode, adult: Adult | null][];
  goals?: readonly [objectiveId: string, of: Adult | null, mark: "same" | "some" | "reached"][];
  targets?: readonly [targetId: string, of: Adult, strength: number][];
  reminders?: readonly string[];
  /** Booked before, by somebody else's act. */
  session?: SessionView;
  at?: "telehealth_home";
  /** The front desk marks at the door who came. */
  door?: "checks_in";
};
/** What one note asked of its writer. */
export type Effort = { on: CivilDate; actions: number; words: number; counts: "yes" | "no" | "unknown" };

const together: readonly SessionKind[] = ["dyadic", "family", "assessment"];
const pick = <T>(from: readonly T[], place: number) => from[place % from.length]!;

/** The passages of a routine note: with the child there what was seen between the two, alone what the adult told. */
function passagesOf(meeting: Meeting, number: number): Passage[] {
  const [first] = meeting.adults;
  const isTogether = together.includes(meeting.kind);
  const standing = Math.min(3, Math.floor(number / 9));
  const named: Passage[] = [
    ...[...groupBy(meeting.steps ?? [], ([step, adult]) => `${stepOf(step).class} ${adult}`).values()].map((steps): Passage => ({ section: "steps", class: stepOf(steps[0]![0]).class as "child_chart", of: steps[0]![1], chips: steps.map(([code, adult]) => ({ code, detail: adult ?? "" })) })),
    ...[...groupBy(meeting.goals ?? [], ([, of]) => String(of)).values()].map((goals): Passage => ({ section: "goals", class: goals[0]![1] === null ? "child_chart" : "relationship", of: goals[0]![1], chips: goals.map(([code, , detail]) => ({ code, detail })) })),
    ...(meeting.targets ?? []).map(([code, of, strength]): Passage => ({ section: "targets", class: "relationship", of, chips: [{ code, detail: String(strength) }] })),
    ...(meeting.reminders === undefined ? [] : [{ section: "triggers", class: "child_chart", of: null, chips: meeting.reminders.map((code) => ({ code })) } as Passage]),
  ];
  const always: Passage[] = [
    { section: "interventions", class: "child_chart", of: null, chips: isTogether ? [{ code: pick(["meaning_through_play", "say_for_the_other", "co_regulation"], number) }, { code: "name_event_build_story" }] : [{ code: "link_then_and_now" }] },
    { section: "content", class: "child_chart", of: null, chips: [{ code: "safety_physical", detail: `2/${standing}` }, { code: pick(["regulation_together", "trauma_story"], number), detail: `2/${standing}` }] },
    { section: "plan", class: "child_chart", of: null, chips: [{ code: "same_hour" }] },
    ...meeting.adults.map((of): Passage => ({ section: "safety", class: "caregiver", of, chips: [{ code: "nothing_new" }] })),
  ];
  if (!isTogether) return [...meeting.adults.map((of, place): Passage => ({ section: "about_self", class: "caregiver", of, words: place === 0 ? meeting.words : "", chips: [{ code: "loving_memory" }] })), ...always, ...named];
  return [
    { section: "regulation", class: "relationship", of: first!, words: meeting.words, chips: [{ code: pick(["child_start_watchful", "child_start_flooded", "child_start_tense"], number) }, { code: "child_end_settled" }, { code: "humming" }] },
    { section: "reciprocity", class: "relationship", of: first!, chips: [{ code: "led_by_both" }, { code: "bids_often" }, { code: "shared_pleasure" }] },
    { section: "feelings", class: "relationship", of: first!, chips: [{ code: "child_joy" }] },
    { section: "ports_of_entry", class: "relationship", of: first!, chips: [{ code: "exchange_between_them" }] },
    ...always,
    ...named,
  ];
}

/**
 * How many things a hand does in the screen for such a note, by the measure of `test/browser/note.test.ts`: a press is one, a
 * choice from a list is one, a field that is written in is one. Everybody who was expected is marked with one press; a grid is
 * opened before its first objective and an objective's standing is a press of its own; chips behind "more" ask for one press
 * to open them; signing is a key and a press. Nothing is taken over from the note before, which would be fewer.
 */
function countActions(blocks: readonly Pick<DraftBlock, "section" | "words" | "chips">[], isMarked: "at_the_door" | "in_the_note"): number {
  const lists: Readonly<Record<string, readonly { first?: number; chips: readonly { code: string }[] }[]>> = chipLists;
  const ofBlock = ({ section, words, chips }: Pick<DraftBlock, "section" | "words" | "chips">) => {
    const isHidden = (code: string) => (lists[section] ?? []).some((list) => list.first !== undefined && list.chips.findIndex((one) => one.code === code) >= list.first);
    const grid = section === "content" && chips.length > 0 ? 1 : 0;
    return (words.trim() === "" ? 0 : 1) + grid + (chips.some(({ code }) => isHidden(code)) ? 1 : 0) + chips.reduce((sum, { detail }) => sum + (section === "content" && readTouch(detail).standing !== null ? 2 : 1), 0);
  };
  return (isMarked === "in_the_note" ? 1 : 0) + blocks.reduce((sum, one) => sum + ofBlock(one), 0) + 2;
}

const booked = (on: CivilDate) => ({ start: `${on}T10:00`, end: `${on}T11:00` });

/** The front desk books a session for a day. */
export async function book(world: World, meeting: Pick<Meeting, "on" | "kind" | "adults" | "at">): Promise<SessionView> {
  const { people } = world;
  const personIds = [...(together.includes(meeting.kind) ? [people.child] : []), ...meeting.adults.map((adult) => people[adult])];
  return world.send("frontdesk", "calendar.book", { caseId: people.caseId, kind: meeting.kind, place: meeting.at ?? "service_site", modality: meeting.at === undefined ? "in_person" : "video", clinicianId: world.staffId("clinician"), ...booked(meeting.on), personIds, whenNotCounting: "book", seenDays: [meeting.on] });
}

/** Books a session on the Friday before, holds it, writes its note and signs it. Answers which session it was and what its note asked. */
export async function hold(world: World, meeting: Meeting, number: number): Promise<Effort & { sessionId: string }> {
  const { people } = world;
  const friday = addDays(meeting.on, -3);
  if (meeting.session === undefined && world.today < friday) world.at(friday);
  const session = meeting.session ?? (await book(world, meeting));
  const { sessionId } = session;
  const { start, end } = booked(meeting.on);
  world.at(meeting.on, "11:05");
  const coming = { heldFrom: start, heldTo: end, attendance: session.attendees.filter((one) => one.status === "expected").map((one) => ({ personId: one.personId, status: "present" as const, in: start, out: end })) };
  const marked = meeting.door === "checks_in" ? (await world.send("frontdesk", "calendar.checkIn", { sessionId, revision: session.revision, ...coming }, [start, end])).session.attendees : [];
  const idOf = (adult: Adult | null) => (adult === null ? null : people[adult]);
  const blocks = passagesOf(meeting, number).map((one): DraftBlock => ({
    blockId: randomUUID(),
    section: one.section,
    class: one.class,
    ownerPersonId: idOf(one.of),
    words: one.words ?? "",
    chips: (one.chips ?? []).map((chip) => (one.section === "steps" ? { code: chip.code, ...(one.of === null ? {} : { detail: people[one.of] }) } : chip)),
  }));
  // The times are those of the booking; where the door marked who came, all of it stands there.
  const saved = await world.send("clinician", "notes.save", { sessionId, revision: 0, longerSessionReason: null, ...coming, blocks }, [start, end, ...marked]);
  const signed = await world.send("clinician", "notes.sign", { sessionId, revision: saved.revision });
  const words = blocks.reduce((sum, one) => sum + one.words.split(/\s+/).filter((word) => word !== "").length, 0);
  return { sessionId, on: meeting.on, actions: countActions(blocks, meeting.door === "checks_in" ? "at_the_door" : "in_the_note"), words, counts: signed.decision.verdict };
}
