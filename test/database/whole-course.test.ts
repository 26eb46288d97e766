import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { daysBetween } from "#kernel/dates.ts";
import { facts } from "../access/facts.ts";
import type { Effort } from "../course/notes.ts";
import { readPackets } from "../course/packets.ts";
import { Recorder } from "../course/recorder.ts";
import { stageOne } from "../course/stage-one.ts";
import { stageThree } from "../course/stage-three.ts";
import { stageTwo } from "../course/stage-two.ts";
import { World } from "../course/world.ts";

// A whole course of treatment by nothing but requests, as the people of a programme make them: 33 sessions in three stages,
// two adults, a pause that nobody planned, a move from one to the other, and an ending that was.

let world: World;
const efforts: Effort[] = [];
const met: { mother: number[]; grandmother: number[] } = { mother: [], grandmother: [] };
const seenBy = async (who: "mother" | "grandmother") => void met[who].push((await world.ask(who, "cases.get", { caseId: world.people.caseId })).status);
beforeAll(async () => {
  world = await World.begin("2025-03-03");
  const begun = await stageOne(world);
  await seenBy("mother");
  efforts.push(...begun.efforts, ...(await stageTwo(world, begun)));
  await seenBy("mother");
  await seenBy("grandmother");
  efforts.push(...(await stageThree(world, begun, efforts.length)));
}, 120_000);
afterAll(() => world.server.close());

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const say = (numbers: readonly number[]) => `${Math.min(...numbers)}/${median(numbers)}/${Math.max(...numbers)}`;

describe("a course of 33 sessions (D5-D7, C7, C5, B8)", () => {
  it("asks for no fact twice, and each note for a handful of presses", () => {
    const { recorder } = world;
    process.stdout.write(` a whole course: facts entered ${recorder.countFacts()}, asked twice ${recorder.askedTwice().length}; ${efforts.length} notes, actions ${say(efforts.map((one) => one.actions))}, words ${say(efforts.map((one) => one.words))} (least/median/most)\n`);
    expect(recorder.askedTwice()).toEqual([]);
    expect(recorder.writtenTwice()).toEqual([]);
    expect(efforts.map((one) => one.counts)).toEqual(Array.from({ length: 33 }, () => "yes"));
    expect(median(efforts.map((one) => one.actions))).toBeLessThanOrEqual(25);
  });

  it("would find a fact that two inputs ask for, and lets pass what the form shows and what is set right with a reason", () => {
    const given = { sessionId: "s", attendance: [{ personId: "ana", status: "late" }] };
    const twice = (...notes: [input: string, given: Record<string, unknown>, shown: unknown[]][]) => {
      const recorder = new Recorder();
      for (const [input, body, shown] of notes) recorder.note(input, body, {}, { today: "2025-03-03", shown });
      return [recorder.countFacts(), recorder.askedTwice().length];
    };
    const step = { caseId: "c", step: "observed_together", adultId: "ana", place: 0, state: "done", on: "2025-03-03", words: "" };
    const ticked = { sessionId: "s", blocks: [{ section: "steps", class: "relationship", words: "", chips: [{ code: "observed_together", detail: "ana" }] }] };
    expect(twice(["calendar.checkIn", given, []], ["notes.save", given, []])).toEqual([2, 1]);
    expect(twice(["calendar.checkIn", given, []], ["notes.save", given, ["late"]])).toEqual([1, 0]);
    expect(twice(["calendar.checkIn", given, []], ["notes.save", { ...given, attendance: [{ personId: "ana", status: "left" }] }, []])).toEqual([2, 0]);
    expect(twice(["notes.save", ticked, []], ["course.record", step, []])).toEqual([2, 1]);
    expect(twice(["notes.save", ticked, []], ["course.record", { ...step, adultId: "bo" }, []])).toEqual([2, 0]);
  });

  it("leaves every packet complete: all steps done, all notes signed, and two ratings asked in each beside the own words", async () => {
    const packets = await readPackets(world);
    expect(packets.map(({ packet }) => [packet.kind, packet.number, packet.state, packet.notesOwed])).toEqual([["foundational", 1, "agreed", 0], ["core", 1, "agreed", 0], ["core", 2, "agreed", 0], ["recapitulation", 1, "agreed", 0]]);
    expect(packets.flatMap(({ packet, confirmed }) => confirmed!.procedures.filter((one) => one.state === "open").map((one) => `${packet.kind}: ${one.step}`))).toEqual([]);
    expect(packets.flatMap(({ packet, confirmed }) => confirmed!.ratings!.ratings.filter((one) => one.key.startsWith("strands.") && one.value === null).map((one) => `${packet.kind}: ${one.key}`))).toEqual([]);
    const asked = world.recorder.entries.filter((one) => one.input === "fidelity.confirm");
    expect([asked.length, new Set(asked.map((one) => one.fact)).size]).toEqual([packets.length * 3, 3]);
    expect(Object.keys(facts["fidelity.confirm"]!)).toHaveLength(5);
    expect(packets.reduce((sum, { confirmed }) => sum + confirmed!.log.held, 0)).toBe(33);
  });

  it("stands in the record as it was: steps, gates, two dyads of which one has ended, the ending in time and its code", async () => {
    const { caseId, mother, grandmother } = world.people;
    const course = await world.send("clinician", "course.get", { caseId });
    expect(course.steps.filter((one) => one.state === "open")).toEqual([]);
    expect(course.adults.map((one) => [one.personId, one.closedOn]).toSorted()).toEqual([[mother, "2025-08-17"], [grandmother, null]].toSorted());
    expect([course.status, course.stage, course.courses]).toEqual(["closed", 3, [{ number: 1, beganOn: "2025-03-05", endedOn: "2025-12-16" }]]);
    expect(course.meetings.filter((one) => one.personId === null).reduce((sum, one) => sum + one.held, 0)).toBe(33);
    const { closing, contacts, timings } = await world.send("clinician", "course.ending", { caseId });
    expect([closing, contacts.length, timings.planMonths]).toMatchObject([{ manner: "planned", change: 5 }, 3, 2]);
  });

  it("shows the pause, the move and the dose on the time axis, and 33 rows counted in the contact log", async () => {
    const { caseId } = world.people;
    const axis = await world.send("clinician", "timeline.get", { caseId });
    expect([axis.dose.held, axis.dose.missed, axis.breaks]).toEqual([33, 1, ["2025-08-18"]]);
    const held = axis.sessions.filter((one) => one.mark === "together" || one.mark === "caregiver_alone").map((one) => one.on);
    const gaps = held.slice(1).map((on, place) => daysBetween(held[place]!, on));
    expect([Math.max(...gaps), held[gaps.indexOf(Math.max(...gaps))]]).toEqual([35, "2025-06-16"]);
    expect(axis.stages.map((one) => [one.stage, one.from])).toEqual([[1, "2025-03-05"], [2, "2025-04-24"], [3, "2025-10-10"]]);
    let after: string | null = null;
    const counted: number[] = [];
    do {
      const page: { rows: { counter: number | null }[]; next: string | null } = await world.send("clinician", "fidelity.log", { caseId, after });
      counted.push(...page.rows.flatMap((one) => one.counter ?? []));
      after = page.next;
    } while (after !== null);
    expect(counted.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, place) => place + 1));
  });

  it("ended her mother's access with her part, and left her grandmother's; each request for what left the house is judged by whose it is", async () => {
    expect(met).toEqual({ mother: [200, 401], grandmother: [200] });
    const { caseId, mother, grandmother } = world.people;
    const { authorities } = await world.send("clinician", "cases.get", { caseId });
    const preview = async (holderId: string) => {
      const { releaseId } = await world.send("clinician", "release.begin", { caseId, form: "record", basis: "representative_request", authorityId: authorities.find((one) => one.holderId === holderId)!.authorityId, recipientKind: "other", recipient: { name: "A made-up office", organization: "", address: "", fax: "", email: "", personId: null }, purpose: "Attendance", opens: ["service"], periodFrom: null, periodTo: null, language: "en" });
      const found = await world.send("clinician", "release.get", { caseId, releaseId });
      return { reason: found.basisReason, parts: found.parts };
    };
    const { reason, parts } = await preview(grandmother);
    expect([reason, parts.filter((one) => one.source === "session").length, new Set(parts.map((one) => one.disclosure.class))]).toEqual([null, 33, new Set(["service"])]);
    expect(await preview(mother)).toEqual({ reason: "authority_ended", parts: [] });
  });
});
