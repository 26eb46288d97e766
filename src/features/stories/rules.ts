import type { FieldWords } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { readingLevel, wordsOf } from "#kernel/reading-level.ts";
import { type Figures, partsOf, type SceneChoice, type StoryContent, type StoryKind, type StoryPage, type StoryPart } from "./shapes.contract.ts";
import { faultWords } from "./faults.words.ts";

/** The picture that a part begins with; whoever writes picks another. */
export const firstScene: Record<StoryPart, SceneChoice> = { what_happened: "loud_house", what_you_feel: "big_feelings", who_keeps_safe: "hug", how_it_helps: "play_rug", before: "safe_home", protection: "hug", after: "goodnight", now: "safe_home", what_we_did: "play_rug", what_you_keep: "hug", come_back: "wave" };

/** Figures to begin with: plain, to be made alike with the family. */
export const firstFigures: Figures = {
  child: { skin: "bronze", hair: "short", colour: "night", robe: "teal", extra: "none" },
  adult: { skin: "bronze", hair: "bun", colour: "night", robe: "plum", extra: "none" },
  second: { skin: "brown", hair: "short", colour: "night", robe: "slate", extra: "none" },
  helper: { skin: "sand", hair: "bob", colour: "chestnut", robe: "front", extra: "glasses" },
};

/** A page that shows its scene. */
export const noPicture = { pictureId: null, altEn: "", altEs: "" } as const satisfies Pick<StoryPage, "pictureId" | "altEn" | "altEs">;

/** An empty story of a kind: one page for each part. `newId` makes the ids. */
export const beginContent = (kind: StoryKind, tookPart: readonly string[], newId: () => string): StoryContent => ({ titleEn: "", titleEs: "", form: "child", tookPart: [...tookPart], figures: firstFigures, pages: partsOf[kind].map((part) => ({ pageId: newId(), part, scene: firstScene[part], ...noPicture, en: "", es: "", toldBy: null })) });

/** Of which class a story is: of one relationship, or of the child's chart where it is told with several. */
export const classOfStory = (ownerId: string | null) => (ownerId === null ? ("child_chart" as const) : ("relationship" as const));

/** Who is asked before a version is told: the adult of the relationship, or all who took part; and whoever's own words stand in it. */
export function listAsked(ownerId: string | null, content: Pick<StoryContent, "tookPart" | "pages">): string[] {
  return [...new Set([...(ownerId === null ? content.tookPart : [ownerId]), ...content.pages.flatMap((one) => one.toldBy ?? [])])];
}

/** What is wrong with a draft however far it is: pages twice, parts of another kind, pictures of nowhere or of another story, adults of nowhere, words of an adult whose story this is not. */
export function findDraftFaults(kind: StoryKind, ownerId: string | null, content: StoryContent, known: { adults: ReadonlySet<string>; pictures: ReadonlySet<string> }): FieldWords[] {
  const faults: FieldWords[] = [];
  const isAdult = (one: string) => (ownerId === null ? known.adults.has(one) : one === ownerId);
  content.pages.forEach((one, place) => {
    const at = (key: string) => `content.pages.${place}.${key}`;
    if (content.pages.findIndex((other) => other.pageId === one.pageId) < place) faults.push({ path: at("pageId"), message: faultWords.once });
    if (!(partsOf[kind] as readonly string[]).includes(one.part)) faults.push({ path: at("part"), message: faultWords.noPart });
    if (one.pictureId !== null && !known.pictures.has(one.pictureId)) faults.push({ path: at("pictureId"), message: faultWords.noPicture });
    if (one.toldBy !== null && !isAdult(one.toldBy)) faults.push({ path: at("toldBy"), message: faultWords.notHerStory });
  });
  content.tookPart.forEach((one, place) => {
    if (!isAdult(one) || content.tookPart.indexOf(one) < place) faults.push({ path: `content.tookPart.${place}`, message: faultWords.notHerStory });
  });
  return faults;
}

const isEmpty = (text: string) => text.trim() === "";
/** What a story lacks before its words can be kept: a title and words in one language throughout, and somebody who is asked. */
export function findGaps(ownerId: string | null, content: StoryContent): FieldWords[] {
  const languages = (["en", "es"] as const).filter((language) => content.pages.some((one) => !isEmpty(one[language])) || !isEmpty(language === "en" ? content.titleEn : content.titleEs));
  if (content.pages.length === 0 || languages.length === 0) return [{ path: "content.pages", message: faultWords.needWords }];
  return [
    ...languages.flatMap((language): FieldWords[] => {
      const title = language === "en" ? "titleEn" : "titleEs";
      return [...(isEmpty(content[title]) ? [{ path: `content.${title}`, message: faultWords.needTitle }] : []), ...content.pages.flatMap((one, place) => [...(isEmpty(one[language]) ? [{ path: `content.pages.${place}.${language}`, message: faultWords.needPage }] : []), ...(one.pictureId !== null && isEmpty(altOf(one, language)) ? [{ path: `content.pages.${place}.${language === "en" ? "altEn" : "altEs"}`, message: faultWords.needAlt }] : [])])];
    }),
    ...(listAsked(ownerId, content).length === 0 ? [{ path: "content.tookPart", message: faultWords.needSomebody }] : []),
  ];
}

/** What the picture of a page shows, in words. */
export const altOf = (page: Pick<StoryPage, "altEn" | "altEs">, language: Language): string => (language === "en" ? page.altEn : page.altEs);
/** The same for a reader of a language, or in the other one where there is none. */
export const altFor = (page: Pick<StoryPage, "altEn" | "altEs">, language: Language): string => altOf(page, language) || altOf(page, language === "en" ? "es" : "en");

/** The languages in which a version can be read: those in which every page has words. */
export const languagesOf = (content: { pages: readonly Pick<StoryPage, "en" | "es">[] }): Language[] => (["en", "es"] as const).filter((language) => content.pages.length > 0 && content.pages.every((one) => !isEmpty(one[language])));

/** The sentences of a plain text, for its reading level. */
export const sentencesOfText = (text: string): string[] => text.split(/\n+|(?<=[.!?])["”’»)]*\s+/).map((one) => one.trim()).filter((one) => wordsOf(one).length > 0);

/** How easy a story must read for a young child with an adult: no school grade over this (English), no ease under this (Spanish), no longer sentence than this in words. */
export const easyEnough = { en: 3, es: 90, longest: 12 } as const;
/** What is too hard in the words of a story, or null. Short texts are judged by their longest sentence alone: a score says little of them. */
export function judgeReading(texts: readonly string[], language: Language): { what: "score" | "sentence"; value: number } | null {
  const sentences = texts.flatMap(sentencesOfText);
  if (sentences.length === 0) return null;
  const { score, words, longest } = readingLevel(sentences, language);
  if (longest > easyEnough.longest) return { what: "sentence", value: longest };
  if (words < 20) return null;
  return (language === "en" ? score > easyEnough.en : score < easyEnough.es) ? { what: "score", value: score } : null;
}

/** The words of each part for a short reading: pages of one part joined. */
export function linesOf(pages: readonly StoryPage[]): { part: string; en: string; es: string }[] {
  const parts = [...new Set(pages.map((one) => one.part))];
  return parts.map((part) => {
    const of = pages.filter((one) => one.part === part);
    const join = (language: Language) => of.map((one) => one[language].trim()).filter((one) => one !== "").join(" ");
    return { part, en: join("en"), es: join("es") };
  });
}
