import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import { nextTooOld } from "./clock.rules.ts";
import { type Clock, criteria, type LetterState, type Mark, type Step, type WaitingContent, type Why } from "./contract.ts";

/** What decides where a family stands. */
export type Waiter = { referralId: string; receivedOn: CivilDate; marks: readonly { mark: Mark; until: CivilDate | null }[]; placed: "first" | "last" | null; clocks: readonly Clock[] };

/** Whether a step of the order holds for a family today. A day of birth that is not known never puts a family back or forward. */
export function holds(step: Step, one: Waiter, today: CivilDate): boolean {
  if (step.kind === "mark") return one.marks.some(({ mark }) => mark === step.mark);
  if (step.kind === "waited") return daysBetween(one.receivedOn, today) >= step.days;
  const day = nextTooOld(one.clocks, today);
  return day !== null && day <= addMonths(today, step.months);
}

const rests = (one: Waiter, today: CivilDate) => one.marks.some(({ mark, until }) => mark === "later" && (until === null || until > today));

/** Why a family stands where it stands. */
export function whyOf(content: WaitingContent, one: Waiter, today: CivilDate): Why {
  const steps = content.steps.filter((step) => holds(step, one, today));
  if (one.placed !== null) return { by: "placed", step: null, also: steps };
  if (rests(one, today)) return { by: "later", step: null, also: steps };
  const [first, ...also] = steps;
  return first === undefined ? { by: "none", step: null, also: [] } : { by: "step", step: first, also };
}

export type Sort = "rule" | "age" | "longest";
const two = (number: number) => String(number).padStart(2, "0");

/**
 * The place of a family as a text that sorts: by the agency's order, by the day on which the child is too old, or by how long
 * it waits. It ends in the id, so that no two are the same, and a page can go on after one that is there no more.
 */
export function placeOf(content: WaitingContent, one: Waiter, today: CivilDate, sort: Sort): string {
  const tooOld = nextTooOld(one.clocks, today) ?? "9999-12-31";
  const tail = `${one.receivedOn} ${one.referralId}`;
  if (sort === "longest") return tail;
  if (sort === "age") return `${tooOld} ${tail}`;
  const why = whyOf(content, one, today);
  const group = one.placed === "first" ? 0 : one.placed === "last" ? 99 : why.by === "later" ? 98 : why.step === null ? 97 : 1 + content.steps.indexOf(why.step);
  return `${two(group)} ${tooOld} ${tail}`;
}

/** Families in their order, with their places. */
export function inOrder<W extends Waiter>(content: WaitingContent, families: readonly W[], today: CivilDate, sort: Sort): { family: W; place: string }[] {
  return families.map((family) => ({ family, place: placeOf(content, family, today, sort) })).toSorted((one, other) => (one.place < other.place ? -1 : one.place > other.place ? 1 : 0));
}

/** Whether a family is among those that somebody asks for: of a mark, of those without any that says for what they wait, of a language. */
export function isAsked(one: { marks: readonly { mark: Mark }[]; language: string | null }, asked: { mark: Mark | "any" | "none"; language: string | null }): boolean {
  const fits = asked.mark === "any" || (asked.mark === "none" ? one.marks.every(({ mark }) => (criteria as readonly string[]).includes(mark)) : one.marks.some(({ mark }) => mark === asked.mark));
  return fits && (asked.language === null || one.language === asked.language);
}

/** What a letter says of a referral: a family that was spoken with waits; nothing of why, and no place. */
export function letterStateOf(status: string): LetterState {
  if (status === "in_contact") return "waiting";
  return status === "opened" || status === "declined" || status === "closed" ? status : "received";
}

/** Whether somebody else than the family sent the referral, so that there is somebody to write to. */
export const hasReferrer = (one: { source: string; relation: string | null }): boolean => one.source === "professional" || one.source === "fhir" || one.relation === "professional";

/** The days that a mark holds, for what takes months such as a consent. */
export const daysHeld = (since: CivilDate, today: CivilDate): number => Math.max(0, daysBetween(since, today));
/** The last day that a mark of a later call may name. */
export const latestLater = (today: CivilDate): CivilDate => addDays(today, 731);
