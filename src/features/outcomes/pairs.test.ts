import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import type { InstrumentLibrary } from "#features/instruments/contract.ts";
import { changeFiguresOf, listCuts } from "#features/instruments/installed.rules.ts";
import { findDefinition } from "#features/instruments/library.rules.ts";
import { loadInstruments } from "#features/instruments/policies.ts";
import { kindOfChange } from "#features/measures/change.rules.ts";
import { buildSeries, type OverrideRow, type ScoreRow, type SeriesFacts } from "#features/measures/series.rules.ts";
import { countHomes, findAgeBand, findPosition, findReason } from "./course.rules.ts";
import { BASELINE_DAYS, findPair } from "./pairs.rules.ts";
import { listSeries } from "./series.rules.ts";

// The first and the last value of a series (measures.md sections 4, 5 and 8), judged as the case's own page judges them.

const library = loadInstruments("data");
const factsOf = (more: Partial<SeriesFacts> = {}, of: InstrumentLibrary = library): SeriesFacts => ({
  definitionOf: (id, version) => (version === "2" ? { ...of.definitions.get(id)!, version } : findDefinition(of, id, version)),
  figuresOf: (id, version, score) => (score === "total" ? changeFiguresOf(of, id, version === "2" ? null : version) : { inputs: null, meaningful: null, reliable: null }),
  cutsOf: (definition, score) => listCuts(of, definition, score),
  policy: { language: "break", mode: "same" }, moves: [], overrides: [], ...more,
}); // prettier-ignore
const idOf = (name: string) => name.padEnd(36, "-");
const tag = { class: "caregiver", caseId: "c", ownerPersonId: "ana", ownerStaffId: null, counterpartStaffId: null, part2: false } as const;
const value = (answeredOn: string, total: number | null, more: Partial<ScoreRow> = {}): ScoreRow => ({ requestId: idOf(answeredOn), instrument: "pcl-5", version: "1", language: "en", mode: "link", about: "self", answeredOn, result: { total, subscales: {} }, informantId: "ana", informantName: "Ana", adultName: "Ana", disclosure: tag, ...more });
const ofBo = { informantId: "bo", disclosure: { ...tag, ownerPersonId: "bo" } };
const span = { askedOn: "2026-01-01", startedOn: "2026-01-15", endsOn: null, closingFrom: "2026-08-01" };
const seriesOf = (id: string, of: InstrumentLibrary = library) => listSeries(of).find((one) => one.id === id)!;
const pairOf = (rows: ScoreRow[], { facts = factsOf(), id = "pcl-5:total", within = span }: { facts?: SeriesFacts; id?: string; within?: Parameters<typeof findPair>[1] } = {}) => findPair(seriesOf(id), within, buildSeries(rows, facts), facts);

describe("a pair", () => {
  it.each<[string, ScoreRow[], string, string]>([
    ["better by the published points", [value("2026-01-20", 40), value("2026-08-02", 25)], "pair", "better"],
    ["one point less is no reliable change", [value("2026-01-20", 40), value("2026-08-02", 26)], "pair", "same"],
    ["worse", [value("2026-01-20", 40), value("2026-08-02", 55)], "pair", "worse"],
    ["the last of several counts", [value("2026-01-20", 40), value("2026-04-02", 20), value("2026-08-02", 41)], "pair", "same"],
    ["a first value on the last day of the window", [value("2026-03-16", 40), value("2026-08-02", 20)], "pair", "better"],
    ["a first value a day after the window is no baseline", [value("2026-03-17", 40), value("2026-08-02", 20)], "no_baseline", "not_computed"],
    ["one value only", [value("2026-01-20", 40)], "baseline_only", "not_computed"],
    ["a form that is not complete is no value", [value("2026-01-20", 40), value("2026-08-02", null)], "baseline_only", "not_computed"],
    ["told by another person in the end", [value("2026-01-20", 40), value("2026-08-02", 20, ofBo)], "broken", "not_computed"],
    ["with another version in the end", [value("2026-01-20", 40), value("2026-08-02", 20, { version: "2" })], "broken", "not_computed"],
    ["in another language in the end", [value("2026-01-20", 40), value("2026-08-02", 20, { language: "es" })], "broken", "not_computed"],
    ["of two respondents the one with a pair counts", [value("2026-01-18", 10, ofBo), value("2026-01-20", 40), value("2026-08-02", 20)], "pair", "better"],
    ["a value before the family asked is of no course", [value("2025-12-31", 40), value("2026-08-02", 20)], "no_baseline", "not_computed"],
    ["comparable until a break in the middle", [value("2026-01-20", 40), value("2026-04-02", 22), value("2026-08-02", 50, { version: "2" })], "pair", "better"],
  ])("%s", (_name, values, state, change) => {
    expect(pairOf(values)).toMatchObject({ state, change });
  });
  it("is one across a break that somebody joined with a reason, and for the kinds alone that they saw", () => {
    const rows = [value("2026-01-20", 40), value("2026-08-02", 20, { version: "2" })];
    const said = (kinds: string[]) => factsOf({ overrides: [{ before: rows[0]!.requestId, after: rows[1]!.requestId, kinds, reason: "Only the print changed.", byName: "", decidedOn: "2026-08-03" }] });
    expect(pairOf(rows, { facts: said(["version"]) })).toMatchObject({ state: "pair", change: "better" });
    expect(pairOf(rows, { facts: said(["language"]) })!.state).toBe("broken");
  });
  it("of the child breaks with a move, of an adult's own not; the way of asking breaks where the schedule says so", () => {
    const moved = factsOf({ moves: ["2026-05-01"] });
    const ofChild = (on: string, total: number) => value(on, total, { instrument: "ycpc", about: "child", disclosure: { ...tag, class: "child_chart", ownerPersonId: "child" } });
    expect(pairOf([ofChild("2026-01-20", 40), ofChild("2026-08-02", 20)], { facts: moved, id: "ycpc:total" })!.state).toBe("broken");
    expect(pairOf([value("2026-01-20", 40), value("2026-08-02", 20)], { facts: moved })!.state).toBe("pair");
    const asked = [value("2026-01-20", 40), value("2026-08-02", 20, { mode: "paper" })];
    expect(pairOf(asked)!.state).toBe("pair");
    expect(pairOf(asked, { facts: factsOf({ policy: { language: "same", mode: "break" } }) })!.state).toBe("broken");
  });
  it("is none where nobody was asked, and leaves out what came after the end", () => {
    expect(pairOf([])).toBeNull();
    expect(pairOf([value("2026-01-20", 40), value("2026-08-02", 20)], { within: { ...span, endsOn: "2026-06-01" } })!.state).toBe("baseline_only");
  });
  it("has no change where nothing says what counts as one, and none for an ordinal level", () => {
    const level = (on: string, at: number) => value(on, null, { instrument: "dc05-axis-ii", about: "relationship", result: { total: null, subscales: { level: at } }, disclosure: { ...tag, class: "relationship" } });
    const ofChild = (on: string, total: number) => value(on, total, { instrument: "ycpc", about: "child" });
    expect(pairOf([ofChild("2026-01-20", 40), ofChild("2026-08-02", 20)], { id: "ycpc:total" })).toMatchObject({ state: "pair", change: "not_computed" });
    expect(pairOf([level("2026-01-20", 3), level("2026-08-02", 2)], { id: "dc05-axis-ii:level" })).toMatchObject({ state: "pair", change: "not_computed", preAbove: true, postAbove: false });
  });
  it("says where it was beside all cuts, and whether the last one was at the end", () => {
    expect(pairOf([value("2026-01-20", 33), value("2026-07-31", 30)])).toMatchObject({ preAbove: true, postAbove: false, atDischarge: false });
    expect(pairOf([value("2026-01-20", 32), value("2026-08-01", 31)])).toMatchObject({ preAbove: false, postAbove: true, atDischarge: true });
  });
  it("is judged by the programme's own figures and cut, where it entered them", () => {
    const entered = { figureId: "f", score: "total", population: "our families", source: "our own count", certainty: "read" } as const;
    const own: InstrumentLibrary = { ...library, figures: new Map([["phq-9 1", [{ ...entered, figure: { kind: "change_inputs", sd: 5, reliability: 0.8 } }, { ...entered, figure: { kind: "cut", atLeast: 12 } }]]]) };
    const series = seriesOf("phq-9:total", own);
    expect(series).toMatchObject({ cuts: [12], change: { kind: "index", points: 6.2, source: "our own count" } });
    expect(seriesOf("phq-9:total")).toMatchObject({ cuts: [], change: { kind: "meaningful", points: 5 } });
    const facts = factsOf({}, own);
    const changeFrom = (pre: number, post: number) => findPair(series, span, buildSeries([value("2026-01-20", pre, { instrument: "phq-9" }), value("2026-08-02", post, { instrument: "phq-9" })], facts), facts)!;
    expect(changeFrom(15, 9)).toMatchObject({ change: "same", preAbove: true, postAbove: false });
    expect(changeFrom(16, 9).change).toBe("better");
  });
});

describe("what the programme counts and what the case's page shows", () => {
  const breaking: (Partial<Omit<ScoreRow, "result">> & { prorated?: number })[] = [ofBo, { version: "2" }, { language: "es" }, { mode: "paper" }, { prorated: 1 }];
  const drawn = fc.record({
    rows: fc.uniqueArray(fc.record({ day: fc.oneof(fc.integer({ min: -20, max: 90 }), fc.integer({ min: 91, max: 400 })), total: fc.option(fc.integer({ min: 0, max: 80 }), { freq: 8 }), how: fc.oneof({ weight: 8, arbitrary: fc.constant<(typeof breaking)[number]>({}) }, { weight: 2, arbitrary: fc.constantFrom(...breaking) }) }), { selector: (one) => one.day, minLength: 2, maxLength: 7 }),
    about: fc.constantFrom("self" as const, "child" as const),
    moves: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 2 }),
    joined: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }),
    policy: fc.record({ language: fc.constantFrom("same" as const, "break" as const), mode: fc.constantFrom("same" as const, "break" as const) }),
    endsAfter: fc.option(fc.integer({ min: 30, max: 400 })),
  });
  it("is one judgement: no pair across a break that the page shows, and the same verdict wherever both speak", () => {
    const series = seriesOf("pcl-5:total");
    let compared = 0;
    fc.assert(
      fc.property(drawn, ({ rows, about, moves, joined, policy, endsAfter }) => {
        const answered = rows.map(({ day, total, how: { prorated, ...how } }): ScoreRow => value(addDays(span.askedOn, day), total, { about, ...how, result: { total, subscales: {}, prorated } })).toSorted((one, other) => one.answeredOn.localeCompare(other.answeredOn));
        const overrides = joined.flatMap((at): OverrideRow[] => (answered[at + 1] === undefined ? [] : [{ before: answered[at]!.requestId, after: answered[at + 1]!.requestId, kinds: ["informant", "moved", "version", "recall", "language", "mode", "prorated"], reason: "Looked at together.", byName: "", decidedOn: "2027-01-01" }]));
        const facts = factsOf({ policy, overrides, moves: moves.map((day) => addDays(span.askedOn, day)) });
        const page = buildSeries(answered, facts);
        const within = { ...span, endsOn: endsAfter === null ? null : addDays(span.askedOn, endsAfter) };
        const pair = findPair(series, within, page, facts);
        const inCourse = (on: string) => on >= within.askedOn && (within.endsOn === null || on <= within.endsOn);
        for (const { change, points, breaks } of page) {
          const isOpen = (one: (typeof breaks)[number]) => one.override === null;
          if (pair?.state === "pair" && points.some((one) => one.answeredOn === pair.preOn) && points.some((one) => one.answeredOn === pair.postOn)) {
            expect(breaks.filter((one) => isOpen(one) && one.on > pair.preOn! && one.on <= pair.postOn!)).toEqual([]);
            if (change?.fromOn === pair.preOn && change.toOn === pair.postOn) {
              compared++;
              expect(pair.change).toBe(kindOfChange(change, "lower_is_better"));
              expect(pair.preAbove === true && pair.postAbove === false).toBe(change.crossed === "towards_health");
            }
          }
          const isCounted = change !== null && change.why === null && inCourse(change.fromOn) && inCourse(change.toOn) && change.fromOn <= addDays(within.startedOn, BASELINE_DAYS);
          if (isCounted) expect(pair!.state).toBe("pair");
        }
        if (pair?.state === "broken") expect(page.length > 1 || page.some((one) => one.breaks.some((each) => each.override === null))).toBe(true);
      }),
      { seed: 20261122, numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(50);
  });
  it("follows the same scores, each to the same domains", () => {
    for (const [id, definition] of library.definitions) {
      if (definition.repeats !== "series" || definition.domains.length === 0) continue;
      const subscales = Object.fromEntries(Object.keys(definition.subscales).map((name) => [name, 3]));
      const page = buildSeries([value("2026-01-20", definition.total === null ? null : 3, { instrument: id, result: { total: definition.total === null ? null : 3, subscales } })], factsOf());
      expect(page.map((one) => [`${id}:${one.score}`, one.domains]).toSorted(), id).toEqual(listSeries(library).filter((one) => one.instrument === id).map((one) => [one.id, one.domains]));
    }
  });
});

describe("a course", () => {
  const base = { caseId: "c", status: "open" as const, referralStatus: null, eligibleOn: null, lastVerdict: null, firstSessionOn: null, stageTwoOn: null, endedOn: null, manner: null };
  it.each([
    [{}, "deciding"],
    [{ lastVerdict: "no" as const }, "not_eligible"],
    [{ eligibleOn: "2026-01-05" }, "waiting"],
    [{ eligibleOn: "2026-01-05", endedOn: "2026-02-01" }, "left_before"],
    [{ firstSessionOn: "2026-01-15" }, "stage_one"],
    [{ firstSessionOn: "2026-01-15", stageTwoOn: "2026-03-01" }, "stage_two"],
    [{ firstSessionOn: "2026-01-15", endedOn: "2026-05-01", manner: "dropped" as const }, "early_one"],
    [{ firstSessionOn: "2026-01-15", endedOn: "2026-05-01" }, "early_one"],
    [{ firstSessionOn: "2026-01-15", stageTwoOn: "2026-03-01", endedOn: "2026-05-01", manner: "abrupt" as const }, "early_two"],
    [{ firstSessionOn: "2026-01-15", endedOn: "2026-05-01", manner: "planned" as const }, "planned"],
    [{ caseId: null, referralStatus: "declined" }, "not_eligible"],
  ])("%j stands at %s", (more, position) => expect(findPosition({ ...base, ...more })).toBe(position));
  it("has an age in completed years on the day of asking", () => {
    expect(findAgeBand("2022-05-02", "2026-05-01")).toBe("3");
    expect(findAgeBand("2022-05-02", "2026-05-02")).toBe("4");
    expect(findAgeBand("2016-05-02", "2026-05-02")).toBe("6");
    expect(findAgeBand(null, "2026-05-02")).toBeNull();
  });
  it("counts the moves that the case's page counts: of the homes that are known those after the first", () => {
    const home = (validFrom: string, kind: "foster" | "kin" | "birth_home") => ({ residenceId: null, kind, withPersonId: null, withName: "", source: "", validFrom, validTo: null });
    const course = { firstSessionOn: "2026-01-15", endedOn: "2026-06-01" };
    expect(countHomes([home("2026-02-01", "birth_home")], course, "2026-12-01")).toEqual({ moves: 0, reunified: false });
    expect(countHomes([home("2025-02-01", "foster"), home("2026-01-15", "kin"), home("2026-02-01", "birth_home"), home("2026-07-01", "foster")], course, "2026-12-01")).toEqual({ moves: 1, reunified: true });
    expect(countHomes([home("2025-02-01", "foster"), home("2026-12-02", "kin")], { ...course, endedOn: null }, "2026-12-01").moves).toBe(0);
    expect(countHomes([home("2025-02-01", "foster"), home("2026-02-01", "kin")], { ...course, firstSessionOn: null }, "2026-12-01").moves).toBe(0);
  });
  it("ended for a reason of the child's chart before one that is an adult's own", () => {
    expect(findReason([{ reason: "adult_jail", class: "caregiver" }, { reason: "moved", class: "child_chart" }]).kind).toBe("moved");
    expect(findReason([{ reason: "adult_jail", class: "caregiver" }]).kind).toBe("adult_circumstances");
    expect(findReason([{ reason: "other", class: "child_chart" }]).kind).toBe("not_said");
  });
});
