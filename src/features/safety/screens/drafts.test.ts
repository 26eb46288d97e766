import { expect, test } from "vitest";
import { runBeforeSigningOut } from "#ui/client.ts";
import { draftOf, keepDraft, missingIn } from "./drafts.ts";

test("D3: a risk note asks for each question and each text; 'not asked' is an answer", () => {
  expect(missingIn(draftOf("r0"))).toEqual(["ideation", "plan", "means", "intent", "protective", "childIsWith", "actions"]);
  const note = { ideation: "yes", plan: "not_asked", means: "no", intent: "no", protective: "Her sister", childIsWith: "  ", actions: "Called", supervisorNotified: false } as const;
  expect(missingIn(note)).toEqual(["childIsWith"]);
});

test("a note that was begun is kept while the page is open, and is gone after signing out", async () => {
  keepDraft("r1", { ...draftOf("r1"), actions: "Called her sister" });
  expect(draftOf("r1").actions).toBe("Called her sister");
  await runBeforeSigningOut();
  expect(draftOf("r1").actions).toBe("");
});
