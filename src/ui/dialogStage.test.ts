import { describe, expect, test } from "vitest";
import { createStage, type Player } from "./dialogStage.ts";

function cast() {
  const shown: string[] = [];
  const player = (name: string, rank: Player["rank"] = "ordinary"): Player => ({
    rank,
    show: () => void shown.push(name),
    hide: () => {
      const at = shown.indexOf(name);
      if (at !== -1) shown.splice(at, 1);
    },
  });
  return { shown, player, stage: createStage() };
}

describe("one dialog at a time", () => {
  test("a second dialog waits until the first has gone", () => {
    const { shown, player, stage } = cast();
    const [sign, release] = [player("sign"), player("release")];
    stage.enter(sign);
    stage.enter(release);
    expect(shown).toEqual(["sign"]);
    stage.leave(sign);
    expect(shown).toEqual(["release"]);
    stage.leave(release);
    expect(shown).toEqual([]);
  });
  test("signing in again comes before an open dialog, which then comes back", () => {
    const { shown, player, stage } = cast();
    const [sign, unlock] = [player("sign"), player("unlock", "before_others")];
    stage.enter(sign);
    stage.enter(unlock);
    expect(shown).toEqual(["unlock"]);
    stage.leave(unlock);
    expect(shown).toEqual(["sign"]);
  });
  test("one that leaves while it waits is never shown", () => {
    const { shown, player, stage } = cast();
    const [sign, release] = [player("sign"), player("release")];
    stage.enter(sign);
    stage.enter(release);
    stage.leave(release);
    stage.leave(sign);
    expect(shown).toEqual([]);
  });
});
