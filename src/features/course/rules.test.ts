import { describe, expect, it } from "vitest";
import { sessionKinds } from "#features/calendar/contract.ts";
import type { StepState, Timing } from "./contract.ts";
import { answerNames, sayAnswer, scaleNames, stepNames } from "./course.words.ts";
import { countWeekly, findReasonFaults, judgeReferral, judgeSearch, judgeTiming, listPrompts, modelTimings } from "./ending.rules.ts";
import { closingReasons } from "./ending.contract.ts";
import { writeAftercareLines, writeLetterLines } from "./paper.rules.ts";
import { findRecordFaults, gatesAsking, judgeByHand, judgeGateOne, judgeTrauma, type KeptRecord, listSteps, type Tick } from "./rules.ts";
import { type Scale, scales, stepClasses, stepCodes } from "./steps.contract.ts";
import { stepOf, steps, stepsFor } from "./steps.rules.ts";

const [ana, bo] = ["a", "b"];
const record = (more: Partial<KeptRecord>): KeptRecord => ({ step: "need_and_hope", adultId: ana!, place: 1, state: "done", on: "2026-03-02", sessionId: null, answers: {}, words: "", byName: null, recordedAt: "2026-03-02T10:00:00.000Z", ...more });
const tick = (more: Partial<Tick>): Tick => ({ step: "need_and_hope", adultId: ana!, on: "2026-03-01", from: "note", sessionId: "s", signedAt: "2026-03-01T18:00:00.000Z", ...more });
const list = (more: Partial<Parameters<typeof listSteps>[0]>) => listSteps({ caseId: "c", trauma: "known", adults: [{ personId: ana!, openedOn: "2026-01-01", closedOn: null }, { personId: bo!, openedOn: "2026-01-01", closedOn: null }], records: [], ticks: [], began: { 1: "2026-01-01", 2: null, 3: null }, read: {}, classes: stepClasses, timingOf: () => null, ...more });
const hope = (more: Parameters<typeof list>[0]) => list(more).find((one) => one.step === "need_and_hope" && one.adultId === ana)!;

describe("the catalogue of steps (D5-D7)", () => {
  it("has every step once, in the order of the stages, each with a name and each scale with words", () => {
    expect(steps.map((one) => one.code).toSorted()).toEqual([...stepCodes].toSorted());
    expect(steps.map((one) => one.stage)).toEqual(steps.map((one) => one.stage).toSorted());
    for (const code of stepCodes) expect([stepNames[code].en, stepNames[code].es].every((words) => words.length > 3), code).toBe(true);
    for (const scale of Object.keys(scales) as Scale[]) {
      expect([Object.keys(answerNames[scale]), scaleNames[scale].es === ""], scale).toEqual([[...scales[scale]], false]);
    }
    expect(sayAnswer("risk", "of an older list").en).toBe("of an older list");
  });

  it("is of an adult's own or of a dyad only where there is one for each adult", () => {
    for (const one of steps) expect(one.per === "adult", one.code).toBe(one.class === "caregiver" || one.class === "relationship");
  });

  it("offers a note what belongs to its session, never what is read elsewhere nor what only those who treat may read", () => {
    for (const stage of [1, 2, 3]) for (const kind of sessionKinds) for (const one of stepsFor(stage, kind)) expect([one.stage, one.source, one.class === "protective", one.kinds.includes(kind)]).toEqual([stage, null, false, true]);
    expect(stepsFor(2, "dyadic").map((one) => one.code)).toEqual(["child_introduced", "family_story", "reminders_worked_on"]);
    expect([stepsFor(1, "coordination"), stepsFor(9, "dyadic")]).toEqual([[], []]);
  });
});

describe("how a step stands", () => {
  it("is open until somebody says so or a signed note ticks it; the later holds; another adult's says nothing", () => {
    expect(hope({}).state).toBe("open");
    expect(hope({ ticks: [tick({ on: "2026-03-08" }), tick({})] })).toMatchObject({ state: "done", on: "2026-03-01", from: "note", sessionId: "s" });
    expect(hope({ ticks: [tick({ adultId: bo! })], records: [record({ adultId: bo! })] }).state).toBe("open");
    const opened = record({ state: "open", on: null });
    expect(hope({ records: [opened], ticks: [tick({})] })).toMatchObject({ state: "open", from: "record" });
    expect(hope({ records: [opened], ticks: [tick({ signedAt: "2026-03-09T18:00:00.000Z" })] })).toMatchObject({ state: "done", from: "note" });
  });

  it("is not there with an adult who went before its stage began; what was done with them stays, and stage one always", () => {
    const bosWay = (went: string, began: { 1: string; 2: string | null; 3: string | null }, records: KeptRecord[] = []) => list({ adults: [{ personId: bo!, openedOn: "2026-01-01", closedOn: went }], began, records }).filter((one) => one.adultId === bo);
    const stagesOf = (found: ReturnType<typeof bosWay>) => [...new Set(found.map((one) => one.stage))];
    const began = { 1: "2026-01-01", 2: "2026-03-01", 3: "2026-09-01" };
    expect([stagesOf(bosWay("2026-02-01", began)), stagesOf(bosWay("2026-05-01", began)), stagesOf(bosWay("2026-09-01", began)), stagesOf(bosWay("2026-05-01", { ...began, 3: null }))]).toEqual([[1], [1, 2], [1, 2, 3], [1, 2]]);
    expect(bosWay("2026-05-01", began, [record({ step: "goodbye", adultId: bo!, on: "2026-04-30" })]).filter((one) => one.stage === 3).map((one) => one.step)).toEqual(["goodbye"]);
  });

  it("keeps what was recorded before, the newest first", () => {
    const now = hope({ records: [record({ words: "first" }), record({ place: 3, words: "third" }), record({ place: 2, words: "second" })] });
    expect([now.words, now.place, now.earlier.map((one) => one.words)]).toEqual(["third", 3, ["second", "first"]]);
  });

  it("reads what is known elsewhere and shows what hangs on a trauma only where one may be", () => {
    expect(list({ read: { plan_signed: "2026-02-01" } }).find((one) => one.step === "plan_signed")).toMatchObject({ state: "done", on: "2026-02-01", from: "plan" });
    const measured = (more: Parameters<typeof list>[0]) => list(more).find((one) => one.step === "child_measures")!;
    const onPaper = record({ step: "child_measures", adultId: null, words: "On paper." });
    expect([measured({}).state, measured({ records: [onPaper] }).from, measured({ records: [onPaper], read: { child_measures: "2026-02-01" } }).from]).toEqual(["open", "record", "measures"]);
    expect(list({ records: [record({ step: "plan_signed", adultId: null })] }).find((one) => one.step === "plan_signed")!.state).toBe("open");
    expect(list({ trauma: "none" }).some((one) => stepOf(one.step).ifTrauma)).toBe(false);
    expect([judgeTrauma(1, []), judgeTrauma(0, []), judgeTrauma(0, ["none_known", null]), judgeTrauma(0, ["none_known"])]).toEqual(["known", "possible", "possible", "none"]);
  });

  it("a step of measures is done by its answers; by hand only where nothing can be asked, and then it says what was done instead", () => {
    const judged = (state: StepState, words: string, readOn: string | null, canBeAsked: boolean) => judgeByHand({ state, words }, { readOn, canBeAsked })?.path ?? null;
    expect([judged("done", "On paper.", null, true), judged("done", " ", null, false), judged("done", "Seen at play.", null, false)]).toEqual(["state", "words", null]);
    expect([judged("not_applicable", "Asked elsewhere last month.", null, true), judged("open", "", null, true)]).toEqual([null, null]);
    expect([judged("done", "Again.", "2026-02-01", false), judged("not_applicable", "None.", "2026-02-01", true)]).toEqual(["step", "step"]);
  });

  it("leaves neither step nor gap of a class that the reader does not see", () => {
    const seen = list({ classes: ["child_chart", "relationship"] });
    expect(new Set(seen.map((one) => one.disclosure.class))).toEqual(new Set(["child_chart", "relationship"]));
  });

  const faultsOf = (code: Parameters<typeof stepOf>[0], more: Partial<Parameters<typeof findRecordFaults>[1]>) =>
    findRecordFaults(stepOf(code), { adultId: ana!, state: "done", on: "2026-03-02", answers: {}, words: "", ...more }, { adults: [ana!], today: "2026-03-02", beganOn: "2026-01-01" }).map((one) => one.path);
  it.each([
    ["need_and_hope", {}, []],
    ["need_and_hope", { adultId: bo! }, ["adultId"]],
    ["child_told", {}, ["adultId"]],
    ["need_and_hope", { on: "2026-03-03" }, ["on"]],
    ["need_and_hope", { on: "2025-12-31" }, ["on"]],
    ["need_and_hope", { state: "open" as const }, ["on"]],
    ["need_and_hope", { state: "not_applicable" as const, on: null }, ["words"]],
    ["go_or_not", { answers: { include_child: "yes" } }, []],
    ["go_or_not", { answers: { include_child: "no" } }, ["answers.instead"]],
    ["go_or_not", { answers: { include_child: "yes", instead: "other_plan" } }, ["answers.instead"]],
    ["child_history", { answers: { discussed: "so so" } }, ["answers.discussed"]],
  ] as const)("%s with %o lacks %o", (code, more, paths) => expect(faultsOf(code, more)).toEqual(paths));
});

describe("gate G1", () => {
  const judge = (answers: (string | null)[], more: { openReview?: boolean; risk?: string | null } = {}) => judgeGateOne(2, { answers, openReview: false, risk: null, ...more }, "en").result;
  it("is met where it is safe with one adult, and by nothing while a review or a risk stands open", () => {
    expect([judge([]), judge([null]), judge(["no"]), judge(["no", "yes"]), judge(["yes"], { openReview: true }), judge(["yes"], { risk: "other" }), judge(["yes"], { risk: "none" })]).toEqual(["not_met", "not_met", "not_met", "met", "not_met", "not_met", "met"]);
    expect(judgeGateOne(1, { answers: [], openReview: true, risk: null }, "es").result).toBe("not_applicable");
  });
  it("asks for a reason only where the first stage is left, and never for the consent, which stops sessions by itself", () => {
    const unmet = (clause: string) => ({ ...judgeGateOne(2, { answers: [], openReview: false, risk: null }, "en"), clause });
    const all = ["G1", "G2", "G3"].map(unmet);
    expect([gatesAsking(1, 2, all).map((one) => one.clause), gatesAsking(2, 3, all), gatesAsking(1, 1, all), gatesAsking(3, 2, all)]).toEqual([["G1", "G3"], [], [], []]);
  });
});

describe("an ending (D7)", () => {
  const stand = (step: Parameters<typeof judgeTiming>[0], today: string, more: { on?: string; stage?: number; lastOn?: string | null } = {}): Timing["state"] | undefined =>
    judgeTiming(step, { state: more.on === undefined ? "open" : "done", on: more.on ?? null }, { stage: more.stage ?? 3, lastOn: more.lastOn === undefined ? "2026-06-30" : more.lastOn, timings: modelTimings, today })?.state;
  it("asks two months before with the adult, one month before with the child, and says what was later", () => {
    expect([stand("ending_planned", "2026-04-01"), stand("ending_planned", "2026-04-20"), stand("ending_planned", "2026-04-30"), stand("ending_planned", "2026-05-01")]).toEqual(["later", "due", "due", "late"]);
    expect([stand("child_told", "2026-05-30"), stand("child_told", "2026-05-31"), stand("goodbye", "2026-06-30"), stand("goodbye", "2026-07-01")]).toEqual(["due", "late", "due", "late"]);
    expect([stand("child_told", "2026-07-01", { on: "2026-05-30" }), stand("child_told", "2026-07-01", { on: "2026-06-02" })]).toEqual(["in_time", "was_late"]);
    expect([stand("child_told", "2026-07-01", { stage: 2 }), stand("child_told", "2026-07-01", { lastOn: null }), stand("need_and_hope", "2026-07-01")]).toEqual([undefined, undefined, undefined]);
  });

  it("counts the weekly sessions that remain, the last one included", () => {
    expect(["2026-06-30", "2026-06-24", "2026-06-23", "2026-06-09", "2026-07-01"].map((today) => countWeekly(today, "2026-06-30"))).toEqual([1, 1, 2, 4, 0]);
    expect([judgeSearch("2026-06-01", modelTimings, "2026-06-29"), judgeSearch("2026-06-01", modelTimings, "2026-06-30")].map((one) => [one.until, one.state])).toEqual([["2026-06-29", "going_on"], ["2026-06-29", "over"]]);
  });

  it("gives reasons to think of it, each with its day, and none without one", () => {
    const facts = { today: "2026-06-01", stage: 2, timings: modelTimings, objectives: [], plannedEnd: null, moves: [], lastContactOn: "2026-05-20", turnsOn: null };
    const kinds = (more: Partial<Parameters<typeof listPrompts>[0]>) => listPrompts({ ...facts, ...more }).map((one) => `${one.kind} ${one.on}`);
    expect(kinds({})).toEqual([]);
    expect(kinds({ objectives: [{ status: "reached", on: "2026-05-02" }, { status: "dropped", on: "2026-05-09" }] })).toEqual(["goals_reached 2026-05-09"]);
    expect(kinds({ objectives: [{ status: "reached", on: "2026-05-02" }, { status: "open", on: "2026-01-02" }] })).toEqual([]);
    expect([kinds({ plannedEnd: "2026-08-01" }), kinds({ plannedEnd: "2026-08-02" }), kinds({ plannedEnd: "2026-07-01", stage: 3 })]).toEqual([["end_near 2026-08-01"], [], []]);
    expect([kinds({ moves: ["2026-04-02"] }), kinds({ moves: ["2026-04-01"] })]).toEqual([["placement_move 2026-04-02"], []]);
    expect([kinds({ lastContactOn: "2026-05-04" }), kinds({ lastContactOn: "2026-05-05" })]).toEqual([["no_contact 2026-05-04"], []]);
    expect([kinds({ turnsOn: "2026-09-01" }), kinds({ turnsOn: "2026-09-02" })]).toEqual([["age_near 2026-09-01"], []]);
  });

  it("lets a referral ask where nothing closed it in its days", () => {
    const judge = (today: string, ...answers: Parameters<typeof judgeReferral>[1]) => judgeReferral("2026-06-01", answers, modelTimings, today);
    expect([judge("2026-06-14"), judge("2026-06-15"), judge("2026-06-20", { outcome: "waiting", heardOn: "2026-06-10" }), judge("2026-12-31", { outcome: "taken_up", heardOn: "2026-06-10" })]).toEqual(["open", "asks", "open", "closed"]);
  });

  it("says of an adult's reason whose it is, and of no other", () => {
    const faults = (...reasons: Parameters<typeof findReasonFaults>[0]) => findReasonFaults(reasons, [ana!]).map((one) => one.path);
    for (const reason of closingReasons) {
      const isOwn = /^(adult|choice)_/.test(reason);
      expect([faults({ reason, personId: null }), faults({ reason, personId: ana! }), faults({ reason, personId: bo! })], reason).toEqual(isOwn ? [["reasons.0.personId"], [], ["reasons.0.personId"]] : [[], ["reasons.0.personId"], ["reasons.0.personId"]]);
    }
    expect(faults({ reason: "moved", personId: null }, { reason: "moved", personId: null })).toEqual(["reasons.1.reason"]);
  });

  it("goes on paper without what was left empty; the letter names nobody's child and no reason", () => {
    const blocks = { changes: "Sleeps.\n\nPlays.", reminders: " ", symptoms: "", comeBack: "", whomToCall: "Us." };
    expect(writeAftercareLines(blocks, "2026-06-01", "es").map((one) => one.words)).toEqual(["Para el tiempo que viene", "Escrito en conjunto, 1 de junio de 2026", "Lo que ha cambiado y cómo lo logramos", "Sleeps.", "Plays.", "A quién llamar", "Us."]);
    for (const language of ["en", "es"] as const) expect(writeLetterLines({ adult: "Ana", practice: "Linden Street", phone: "", on: "2026-06-01" }, language).map((one) => one.words).join(" ")).not.toMatch(/trauma|child|niñ|therap|terap/i);
  });
});
