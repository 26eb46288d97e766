import { expect, test } from "vitest";
import { placeOfHit } from "./place.ts";

test("a hit leads to its place, for those who open notes and those who do not", () => {
  const at = (kind: Parameters<typeof placeOfHit>[1]["kind"], sessionId: string | null = null) => (["opens_notes", "reads_record"] as const).map((one) => placeOfHit("c", { kind, id: "x", sessionId }, one));
  expect(at("passage", "s")).toEqual(["/app/sessions/s/note#block-x", "/app/families/c/record?from=x#block-x"]);
  expect(at("passage")).toEqual(["/app/families/c/record?from=x#block-x", "/app/families/c/record?from=x#block-x"]);
  expect(at("session")).toEqual(["/app/sessions/x/note", "/app/families/c/timeline"]);
  expect((["life_event", "diagnosis", "objective", "document", "person"] as const).map((kind) => at(kind)[0])).toEqual(["chart", "chart", "plan", "documents", "people"].map((tab) => `/app/families/c/${tab}`));
});
