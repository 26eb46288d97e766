import type { CivilDate } from "#kernel/dates.ts";
import { objectives, readTouch } from "#features/cases/chips.words.ts";
import type { StepView } from "#features/course/contract.ts";
import { countPassages } from "#features/notes/strands.rules.ts";
import type { NoteSection } from "#features/notes/sections.contract.ts";
import { type Capacity, type Challenge, type LocalRules, type PacketKind, type Rating, ratedStrands, type RatedStrand, type RatingScale, ratingScales, type Source } from "./shapes.contract.ts";

/** What of a session decides: how it stands, whether its note is signed, and the coded choices of each passage; of its words only that there are some. */
export type CodedSession = { sessionId: string; on: CivilDate; status: "booked" | "held" | "cancelled" | "no_show"; isSigned: boolean; passages: readonly { section: NoteSection; chips: readonly { code: string; detail?: string }[]; hasWords: boolean }[] };

const read = (session: CodedSession): Source => ({ sessionId: session.sessionId, step: null, adultId: null });
const chipsOf = (session: CodedSession, section: NoteSection) => session.passages.filter((one) => one.section === section).flatMap((one) => one.chips);

/** Child or adult flooded or shut down at any moment of the hour. */
const isFlooded = (session: CodedSession) => chipsOf(session, "regulation").some(({ code }) => /^(child|adult)_(start|middle|end)_(flooded|shut_down)$/.test(code));
/** Bids that were seldom answered, or no repair yet. */
const isApart = (session: CodedSession) => chipsOf(session, "reciprocity").some(({ code }) => code === "bids_seldom" || code === "repair_not_yet");
const isMissed = (session: CodedSession) => session.status === "cancelled" || session.status === "no_show";
/** The steps in which the history of each adult and child is talked about: open, refused, or what is told is not held to be so. */
const isWithheld = (step: StepView) => step.state === "open" || step.answers.discussed === "refused" || step.answers.discussed === "adult_unaware" || step.answers.accepts === "denies_effect" || step.answers.accepts === "denies_event";

/** The level of challenge by a share in percent; null where there is too little to go by. */
export function judgeChallenge(seen: number, among: number, least: number, rules: LocalRules): Challenge | null {
  if (among === 0 || among < least) return null;
  const percent = (100 * seen) / among;
  if (percent >= rules.challengeSignificant) return "significant";
  if (percent >= rules.challengeModerate) return "moderate";
  return percent >= rules.challengeLow ? "low" : "none";
}
/** The level of capacity by the share of held sessions whose note shows the work of a strand; null where there is too little to go by. */
export function judgeCapacity(seen: number, among: number, rules: LocalRules): Capacity | null {
  if (among < rules.leastSessions) return null;
  const percent = (100 * seen) / among;
  return percent >= rules.capacityAcquired ? "acquired" : percent >= rules.capacityEmerging ? "emerging" : "needs_development";
}

const rate = (key: string, suggestion: string | null, seen: number, among: number, sources: Source[]): Rating => ({ key, value: suggestion, suggestion, seen, among, sources });

function challengeOf(strand: RatedStrand, signed: readonly CodedSession[], sessions: readonly CodedSession[], steps: readonly StepView[], rules: LocalRules): Rating {
  const key = `strands.${strand}.challenge`;
  if (strand === "trauma_framework") {
    const asked = steps.filter((one) => one.step === "child_history" || one.step === "response_to_events");
    const found = asked.filter(isWithheld);
    return rate(key, judgeChallenge(found.length, asked.length, 1, rules), found.length, asked.length, found.map((one) => ({ sessionId: null, step: one.step, adultId: one.adultId })));
  }
  const among = strand === "procedural" ? sessions.filter((one) => one.status !== "booked") : signed;
  const found = among.filter(strand === "procedural" ? isMissed : strand === "emotional_process" ? isFlooded : isApart);
  return rate(key, judgeChallenge(found.length, among.length, rules.leastSessions, rules), found.length, among.length, found.map(read));
}

/** The ratings of the strands as the record alone suggests them; of reflective practice it suggests nothing. */
export function suggestStrands(sessions: readonly CodedSession[], steps: readonly StepView[], rules: LocalRules): Rating[] {
  const signed = sessions.filter((one) => one.status === "held" && one.isSigned);
  const counts = new Map(signed.map((one) => [one.sessionId, countPassages(one.passages.map(({ section, chips, hasWords }) => ({ section, chips: [...chips], words: hasWords ? "." : "" })))]));
  return ratedStrands.flatMap((strand) => {
    if (strand === "reflective_practice") return [rate(`strands.${strand}.challenge`, null, 0, 0, []), rate(`strands.${strand}.capacity`, null, 0, 0, [])];
    const shown = signed.filter((one) => (counts.get(one.sessionId)?.[strand] ?? 0) > 0);
    return [challengeOf(strand, signed, sessions, steps, rules), rate(`strands.${strand}.capacity`, judgeCapacity(shown.length, signed.length, rules), shown.length, signed.length, shown.map(read))];
  });
}

/** The focus of an objective by the mean of how far it was touched in each session. */
export function judgeFocus(sum: number, sessions: number, rules: LocalRules): string | null {
  if (sessions === 0) return null;
  if (sum === 0) return "0";
  const hundredths = (100 * sum) / sessions;
  return hundredths >= rules.focusSignificant ? "3" : hundredths >= rules.focusModerate ? "2" : "1";
}
/** Whether focus fits need: what is urgent asks for much, what is established for little. Null where either is not known. */
export function judgeFit(focus: string | null, standing: string | null, rules: Pick<LocalRules, "fitGap">): string | null {
  if (focus === null || standing === null) return null;
  const gap = Number(focus) - (3 - Number(standing));
  return gap <= -rules.fitGap ? "under" : gap >= rules.fitGap ? "over" : "right";
}

/** The grid of objectives. `before` are the sessions of the course before the packet's days; the first stage has the standing at referral too. */
export function suggestContent(sessions: readonly CodedSession[], before: readonly CodedSession[], kind: PacketKind, rules: LocalRules): Rating[] {
  const inOrder = (all: readonly CodedSession[]) => all.filter((one) => one.status === "held" && one.isSigned).toSorted((a, b) => a.on.localeCompare(b.on));
  const signed = inOrder(sessions);
  const course = [...inOrder(before), ...signed];
  return objectives.flatMap(({ code }) => {
    const touchIn = (session: CodedSession) => readTouch(chipsOf(session, "content").find((chip) => chip.code === code)?.detail);
    const touched = signed.filter((one) => touchIn(one).touched > 0);
    const marked = course.filter((one) => touchIn(one).standing !== null);
    const [first, last] = [marked[0], marked.at(-1)];
    const focus = judgeFocus(touched.reduce((sum, one) => sum + touchIn(one).touched, 0), signed.length, rules);
    const standing = last === undefined ? null : String(touchIn(last).standing);
    const at = (name: RatingScale) => `content.${code}.${name}`;
    return [
      rate(at("focus"), focus, touched.length, signed.length, touched.map(read)),
      rate(at("standing"), standing, marked.length, course.length, last === undefined ? [] : [read(last)]),
      ...(kind === "foundational" ? [rate(at("standing_at_referral"), first === undefined ? null : String(touchIn(first).standing), marked.length, course.length, first === undefined ? [] : [read(first)])] : []),
      rate(at("fit"), judgeFit(focus, standing, rules), touched.length, signed.length, touched.map(read)),
    ];
  });
}

const points: Record<Challenge, number> = { none: 0, low: 1, moderate: 2, significant: 3 };
const isChallenge = (value: string | null): value is Challenge => value !== null && value in points;

/** Whether a case is of lower or higher challenge, by the mean of the challenge ratings as they hold; null where none is rated. */
export function suggestCourse(ratings: readonly Pick<Rating, "key" | "value">[], { higherFrom }: Pick<LocalRules, "higherFrom">): Rating {
  const rated = ratings.filter((one) => one.key.startsWith("strands.") && one.key.endsWith(".challenge")).map((one) => one.value).filter(isChallenge);
  const sum = rated.reduce((total, one) => total + points[one], 0);
  return rate("case.course", rated.length === 0 ? null : (100 * sum) / rated.length >= higherFrom ? "higher" : "lower", rated.length, ratedStrands.length, []);
}

/** Which scale a rating is of, by its key. */
export const scaleOf = (key: string): RatingScale => (Object.keys(ratingScales) as RatingScale[]).find((one) => key.endsWith(`.${one}`)) ?? "course";

/** The two ratings that are asked, the only ones that no record has. */
export const askedKeys = { challenge: "strands.reflective_practice.challenge", capacity: "strands.reflective_practice.capacity" } as const;

type Said = { changed: readonly { key: string; value: string | null }[]; challenge: Challenge | null; capacity: Capacity | null };

/** The ratings as the clinician leaves them: changed ones keep the suggestion beside them, the fit and the challenge of the course follow what they rest on unless they were changed themselves. */
export function applyRatings(suggested: readonly Rating[], said: Said, rules: LocalRules): Rating[] {
  const changed = new Map(said.changed.map((one) => [one.key, one.value]));
  changed.set(askedKeys.challenge, said.challenge);
  changed.set(askedKeys.capacity, said.capacity);
  const held = suggested.filter((one) => one.key !== "case.course").map((one) => (changed.has(one.key) ? { ...one, value: changed.get(one.key) ?? null } : one));
  const valueOf = (key: string) => held.find((one) => one.key === key)?.value ?? null;
  const fitted = held.map((one) => {
    if (!one.key.endsWith(".fit")) return one;
    const base = one.key.slice(0, -".fit".length);
    const suggestion = judgeFit(valueOf(`${base}.focus`), valueOf(`${base}.standing`), rules);
    return { ...one, suggestion, value: changed.has(one.key) ? one.value : suggestion };
  });
  const course = suggestCourse(fitted, rules);
  return [...fitted, { ...course, value: changed.has(course.key) ? (changed.get(course.key) ?? null) : course.suggestion }];
}

/** The place of the first change that names no rating of this packet or a value outside its scale; null where all is right. */
export function findWrongChange(suggested: readonly Pick<Rating, "key">[], changed: Said["changed"]): number | null {
  const keys = new Set([...suggested.map((one) => one.key), "case.course"]);
  const asked: readonly string[] = Object.values(askedKeys);
  const seen = new Set<string>();
  const place = changed.findIndex(({ key, value }) => {
    const isWrong = !keys.has(key) || asked.includes(key) || seen.has(key) || (value !== null && !(ratingScales[scaleOf(key)] as readonly string[]).includes(value));
    seen.add(key);
    return isWrong;
  });
  return place === -1 ? null : place;
}
