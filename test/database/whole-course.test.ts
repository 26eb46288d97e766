import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stageOne } from "../course/stage-one.ts";
import { World } from "../course/world.ts";

let world: World;
beforeAll(async () => {
  world = await World.begin("2025-03-03");
}, 120_000);
afterAll(() => world.server.close());

describe("x", () => {
  it("y", async () => {
    const begun = await stageOne(world);
    console.log(world.recorder.countFacts(), world.recorder.askedTwice(), world.recorder.writtenTwice(), begun.efforts);
    const course = await world.send("clinician", "course.get", { caseId: world.people.caseId });
    console.log(course.steps.filter((one) => one.state === "open").map((one) => one.step + one.adultId));
  });
});
