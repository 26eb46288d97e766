import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { figures, page, storyKinds } from "./shapes.contract.ts";

const tagged = { disclosure: disclosureTag };

/** What an adult would change in a story that waits for a yes, in own words. */
export const storyWish = z.strictObject({ wishId: z.uuid(), versionId: z.uuid(), personId: z.uuid(), words: z.string(), wishedAt: instant, settledAt: instant.nullable(), ...tagged });
export type StoryWish = z.infer<typeof storyWish>;

/** Letters of one wish. */
export const MOST_WISH = 2000;

/**
 * A version as a family reads it. `asks`: it waits for this adult's yes; `answered`: this adult said yes and it is not ready
 * yet; `ready`: it may be told. Of others who are asked it says nothing.
 */
export const familyStory = z.strictObject({
  storyId: z.uuid(),
  versionId: z.uuid(),
  kind: z.enum(storyKinds),
  number: z.number().int(),
  state: z.enum(["asks", "answered", "ready"]),
  keptOn: civilDate,
  /** When this adult said yes to it. */
  approvedOn: civilDate.nullable(),
  titleEn: z.string(),
  titleEs: z.string(),
  figures,
  pages: z.array(page.omit({ toldBy: true })),
  wishes: z.array(storyWish),
  ...tagged,
});
export type FamilyStory = z.infer<typeof familyStory>;

const ofStory = { of: { class: "relationship", by: "caseId" }, subject: "caseId" } as const;
const ofVersion = { caseId: z.uuid(), storyId: z.uuid(), versionId: z.uuid() };
const adult = ["caregiver"] as const;

export const familyProcedures = {
  ofFamily: procedure({ who: adult, of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/own-stories", summary: "The stories that whoever is signed in may read: what is ready, and what waits for this adult's own yes." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ stories: z.array(familyStory) })),
  approveOwn: procedure({ who: adult, ...ofStory, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}/own-approval", summary: "Says yes to a version that waits for whoever is signed in; once more changes nothing." })
    .input(z.strictObject(ofVersion))
    .output(z.strictObject({ approvedOn: civilDate })),
  wish: procedure({ who: adult, ...ofStory, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}/wishes", summary: "Says what whoever is signed in would change in a version that waits for a yes; who treats has it to do. The same words again are kept once." })
    .input(z.strictObject({ ...ofVersion, words: prose(MOST_WISH).refine((words) => words.trim() !== "", expected({ en: "Expected a few words.", es: "Se esperan unas palabras." })) }))
    .output(z.strictObject({ wished: z.literal(true) })),
  ownPaper: procedure({ who: adult, ...ofStory, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}/own-paper", summary: "A version that whoever is signed in may read, as a picture book, as PDF." })
    .input(z.strictObject({ ...ofVersion, language: z.enum(["en", "es", "both"]), sheet: z.enum(["us-letter", "a4"]).default("us-letter") }))
    .output(z.file()),
  settleWish: procedure({ who: ["clinician", "trainee", "supervisor"], of: { class: "child_chart", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/story-wishes/{wishId}/settle", summary: "Notes that a wish was talked about with the adult; keeping the next version settles those of the one before." })
    .input(z.strictObject({ caseId: z.uuid(), wishId: z.uuid() }))
    .output(z.strictObject({ settled: z.literal(true) })),
};
