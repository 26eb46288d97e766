import { z } from "zod";
import { prose } from "#kernel/shapes.ts";

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

/**
 * One page: its words in both languages. `toldBy` is the adult whose own words these are; null are words found together.
 * `pictureId` is a picture of the family's own, shown in place of the scene; `altEn` and `altEs` tell it to whoever does not see it.
 */
export const page = z.strictObject({ pageId: z.uuid(), part: z.enum(storyParts), scene, pictureId: z.uuid().nullable().default(null), altEn: prose(300).default(""), altEs: prose(300).default(""), en: prose(600), es: prose(600), toldBy: z.uuid().nullable() });
export type StoryPage = z.infer<typeof page>;
export const content = z.strictObject({ titleEn: prose(120), titleEs: prose(120), form: z.enum(["child", "adult"]), tookPart: z.array(z.uuid()).max(12), figures, pages: z.array(page).max(16) });
export type StoryContent = z.infer<typeof content>;
