import { describe, expect, it } from "vitest";
import { uuidV7 } from "./ids.ts";

describe("ids", () => {
  it("carries version, variant and time", () => {
    const id = uuidV7(0x0192_3456_789a, new Uint8Array(10).fill(0xff));
    expect(id).toBe("01923456-789a-7fff-bfff-ffffffffffff");
  });
  it("sorts by time as text", () => {
    const random = new Uint8Array(10);
    const times = [0, 1, 255, 256, 1_700_000_000_000, 1_700_000_000_001, 281_474_976_710_655];
    const ids = times.map((time) => uuidV7(time, random));
    expect([...ids].sort()).toEqual(ids);
  });
});
