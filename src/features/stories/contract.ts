import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** Why the child comes here (D6), what the family tells together (B5), a page for the goodbye (D7). */
export const storyKinds = ["why", "family", "goodbye"] as const;
export type StoryKind = (typeof storyKinds)[number];
/** The parts of a story, kind by kind, in the order in which they are told. */
export const partsOf = {
  why: ["what_happened", "what_you_feel", "who_keeps_safe", "how_it_helps"],
  family: ["before", "what_happened", "protection", "after", "now"],
  goodbye: ["what_we_did", "what_you_keep", "come_back"],
} as const satisfies Record<StoryKind, readonly string[]>;
export const storyParts = ["what_happened", "what_you_feel", "who_keeps_safe", "how_it_helps", "before", "protection", "after", "now", "what_we_did", "what_you_keep", "come_back"] as const;
export type StoryPart = (typeof storyParts)[number];
/** The pictures that there are; hard things are weather, never a hurt person. */
export const sceneNames = ["loud_house", "night_storm", "moving", "empty_chair", "two_houses", "clinic", "big_feelings", "hiding", "hug", "safe_home", "play_rug", "goodnight", "wave"] as const;
export type SceneName = (typeof sceneNames)[number];
export const scene = z.enum([...sceneNames, "none"]);
export type SceneChoice = z.infer<typeof scene>;

export const skins = ["umber", "brown", "bronze", "sand", "peach"] as const;
export const hairs = ["bun", "short", "curls", "long", "bob", "puffs", "scarf", "bald"] as const;
export const hairColours = ["night", "chestnut", "brown", "silver", "gold", "red"] as const;
export const robes = ["teal", "plum", "coral", "front", "lake", "sun", "slate"] as const;
export const extras = ["none", "glasses", "beard", "cane", "wheels"] as const;
/** Who stands in the pictures: the child, two adults of the family, and whoever helps here. */
export const figureParts = ["child", "adult", "second", "helper"] as const;
export type FigurePart = (typeof figureParts)[number];
export const figure = z.strictObject({ skin: z.enum(skins), hair: z.enum(hairs), colour: z.enum(hairColours), robe: z.enum(robes), extra: z.enum(extras) });
export type Figure = z.infer<typeof figure>;
export const figures = z.strictObject({ child: figure, adult: figure, second: figure, helper: figure });
export type Figures = z.infer<typeof figures>;

/** One page: its words in both languages. `toldBy` is the adult whose own words these are; null are words found together. */
export const page = z.strictObject({ pageId: z.uuid(), part: z.enum(storyParts), scene, en: prose(600), es: prose(600), toldBy: z.uuid().nullable() });
export type StoryPage = z.infer<typeof page>;
export const content = z.strictObject({ titleEn: prose(120), titleEs: prose(120), form: z.enum(["child", "adult"]), tookPart: z.array(z.uuid()).max(12), figures, pages: z.array(page).max(16) });
export type StoryContent = z.infer<typeof content>;

const tagged = { disclosure: disclosureTag };
export const approval = z.strictObject({ adultId: z.uuid(), approvedOn: civilDate, ...tagged });
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
};
