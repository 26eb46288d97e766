import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { familyProcedures, storyWish } from "./family.contract.ts";
import { pictureProcedures } from "./pictures.contract.ts";
import { content, storyKinds } from "./shapes.contract.ts";

const tagged = { disclosure: disclosureTag };
/** A yes: told to who works here, or pressed by the adult in the portal. */
export const approval = z.strictObject({ adultId: z.uuid(), approvedOn: civilDate, way: z.enum(["told", "portal"]), ...tagged });
export const telling = z.strictObject({ toldOn: civilDate, sessionId: z.uuid().nullable(), way: z.enum(["toys", "pictures", "words"]), ...tagged });
export const storyVersion = z.strictObject({
  versionId: z.uuid(),
  number: z.number().int(),
  status: z.enum(["draft", "kept", "ready"]),
  revision: wholeNumber(0),
  savedAt: instant,
  savedBy: z.string().nullable(),
  keptOn: civilDate.nullable(),
  readyOn: civilDate.nullable(),
  content,
  /** Adults who are asked before it is told. */
  asked: z.array(z.uuid()),
  approvals: z.array(approval),
  tellings: z.array(telling),
  /** What adults would change in it, in their own words. */
  wishes: z.array(storyWish),
  ...tagged,
});
export type StoryVersion = z.infer<typeof storyVersion>;
/** A story in a list: what its newest version says on its title page. */
export const storySummary = z.strictObject({ storyId: z.uuid(), kind: z.enum(storyKinds), ownerId: z.uuid().nullable(), titleEn: z.string(), titleEs: z.string(), number: z.number().int(), status: z.enum(["draft", "kept", "ready"]), begunOn: civilDate, toldOn: civilDate.nullable(), ...tagged });
export type StorySummary = z.infer<typeof storySummary>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const readers = [...clinical, "administrator", "privacy_officer", "auditor"] as const;
const ofCase = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const ids = { caseId: z.uuid(), storyId: z.uuid() };
const ofVersion = { ...ids, versionId: z.uuid() };
const revision = wholeNumber(1);
const kept = z.strictObject({ versionId: z.uuid(), revision: wholeNumber(0), savedAt: instant });

export const storiesContract = {
  list: procedure({ who: readers, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/stories", summary: "The stories of a case that the viewer may see." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ stories: z.array(storySummary) })),
  get: procedure({ who: readers, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/stories/{storyId}", summary: "A story in all its versions, the newest first." })
    .input(z.strictObject(ids))
    .output(z.strictObject({ today: civilDate, kind: z.enum(storyKinds), ownerId: z.uuid().nullable(), versions: z.array(storyVersion), may: z.array(z.enum(["write"])) })),
  begin: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories", summary: "Begins a story with its parts: of one adult with the child, or of the child's chart where it is told with several." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(storyKinds), ownerId: z.uuid().nullable() }))
    .output(z.strictObject({ storyId: z.uuid(), versionId: z.uuid() })),
  beginNext: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories/{storyId}/versions", summary: "Begins the next version with all that the last one says." })
    .input(z.strictObject(ids))
    .output(kept),
  save: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}", summary: "Saves the draft as a whole; 409 where it was saved elsewhere meanwhile." })
    .input(z.strictObject({ ...ofVersion, revision, content }))
    .output(kept),
  keep: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}/keep", summary: "Keeps the words as they are, so that the adults who are asked can approve them." })
    .input(z.strictObject({ ...ofVersion, revision }))
    .output(z.strictObject({ keptOn: civilDate })),
  approve: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}/approvals", summary: "Notes that an adult approved this version, and on which day." })
    .input(z.strictObject({ ...ofVersion, adultId: z.uuid(), approvedOn: civilDate }))
    .output(z.strictObject({ readyOn: civilDate.nullable() })),
  tell: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}/tellings", summary: "Notes that this version was told: on which day, in which session, how." })
    .input(z.strictObject({ ...ofVersion, toldOn: civilDate, sessionId: z.uuid().nullable().default(null), way: z.enum(["toys", "pictures", "words"]) }))
    .output(z.strictObject({ told: z.literal(true) })),
  paper: procedure({ who: ["clinician", "supervisor"], ...ofCase, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/stories/{storyId}/versions/{versionId}/paper", summary: "A version as a picture book on paper, as PDF, a page for each part, in one language or both." })
    .input(z.strictObject({ ...ofVersion, language: z.enum(["en", "es", "both"]), sheet: z.enum(["us-letter", "a4"]).default("us-letter") }))
    .output(z.file()),
  ...familyProcedures,
  ...pictureProcedures,
};
