import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { extras, figureParts, hairs, partsOf, sceneNames, skins, type StoryContent, type StoryPage, storyKinds } from "./shapes.contract.ts";
import { altFor, beginContent, findDraftFaults, findGaps, firstFigures, firstScene, judgeReading, languagesOf, linesOf, listAsked } from "./rules.ts";
import { StoryScene } from "./scenes.drawings.tsx";
import { sceneAlts } from "./story.words.ts";

const [A, B, C] = ["aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002", "aaaaaaaa-0000-4000-8000-000000000003"];
let counter = 0;
const newId = () => `bbbbbbbb-0000-4000-8000-${String(++counter).padStart(12, "0")}`;
const written = (more: Partial<StoryContent> = {}, page: Partial<StoryPage> = {}): StoryContent => {
  const begun = beginContent("why", [A], newId);
  return { ...begun, titleEn: "Why", pages: begun.pages.map((one, place) => ({ ...one, en: "You play.", ...(place === 0 ? page : {}) })), ...more };
};
const adults = new Set([A, B]);
const pictures = new Set([C]);

describe("a story told with a family (D6, B5)", () => {
  it("begins with one page for each of its parts, each with a picture", () => {
    for (const kind of storyKinds) expect(beginContent(kind, [], newId).pages.map((one) => [one.part, one.scene])).toEqual(partsOf[kind].map((part) => [part, firstScene[part]]));
  });

  it("asks the adult of the relationship, or all who took part, and whoever's own words stand in it", () => {
    expect(listAsked(A, written())).toEqual([A]);
    expect(listAsked(null, written({ tookPart: [A] }, { toldBy: B }))).toEqual([A, B]);
  });

  it("takes no words of an adult whose story it is not, no part of another kind, no page twice", () => {
    const faults = (ownerId: string | null, content: StoryContent) => findDraftFaults("why", ownerId, content, { adults, pictures }).map((one) => one.path);
    expect(faults(A, written())).toEqual([]);
    expect(faults(null, written({ tookPart: [A, B] }, { toldBy: B }))).toEqual([]);
    expect(faults(A, written({ tookPart: [B] }, { toldBy: B }))).toEqual(["content.pages.0.toldBy", "content.tookPart.0"]);
    expect(faults(null, written({ tookPart: [A, A, C] }))).toEqual(["content.tookPart.1", "content.tookPart.2"]);
    expect(faults(A, written({}, { part: "before" }))).toEqual(["content.pages.0.part"]);
    const twice = written();
    expect(faults(A, written({}, { pictureId: C }))).toEqual([]);
    expect(faults(A, written({}, { pictureId: B }))).toEqual(["content.pages.0.pictureId"]);
    expect(faults(A, { ...twice, pages: [twice.pages[0]!, twice.pages[0]!] })).toEqual(["content.pages.1.pageId"]);
  });

  it("is kept only whole: each language that was begun has a title and words on every page, and somebody is asked", () => {
    const gaps = (ownerId: string | null, content: StoryContent) => findGaps(ownerId, content).map((one) => one.path);
    expect(gaps(A, beginContent("why", [A], newId))).toEqual(["content.pages"]);
    expect(gaps(A, written())).toEqual([]);
    expect(gaps(A, written({ titleEn: " " }, { en: "" }))).toEqual(["content.titleEn", "content.pages.0.en"]);
    expect(gaps(A, written({}, { es: "Juegas." }))).toEqual(["content.titleEs", "content.pages.1.es", "content.pages.2.es", "content.pages.3.es"]);
    const own = { pictureId: C, altEn: "A house." };
    expect(gaps(A, written({}, own))).toEqual([]);
    expect(gaps(A, written({}, { ...own, altEn: " " }))).toEqual(["content.pages.0.altEn"]);
    const both = written({ titleEs: "Por qué" }, own);
    expect(gaps(A, { ...both, pages: both.pages.map((one) => ({ ...one, es: "Juegas." })) })).toEqual(["content.pages.0.altEs"]);
    expect([altFor({ altEn: "A house.", altEs: "" }, "es"), altFor({ altEn: "A house.", altEs: "Una casa." }, "es")]).toEqual(["A house.", "Una casa."]);
    expect(gaps(null, written({ tookPart: [] }))).toEqual(["content.tookPart"]);
    expect(languagesOf(written({}, { es: "Juegas." }))).toEqual(["en"]);
  });

  it("joins the pages of one part for a short reading", () => {
    const content = written();
    expect(linesOf([...content.pages, { ...content.pages[0]!, en: "We rest." }])[0]).toEqual({ part: "what_happened", en: "You play. We rest.", es: "" });
  });

  it.each([
    ["A very loud night took you away from home. It was not your fault. When it is loud, your body hides. Scared bodies do that.", "en", null],
    ["Una noche muy ruidosa te sacó de tu casa. No fue tu culpa. Cuando hay ruido, tu cuerpo se esconde. Tía te cuida en su casa.", "es", null],
    ["Because there was so much yelling in the house that night you had to leave it.", "en", "sentence"],
    ["The investigation concerning domestic violence necessitated immediate relocation. Psychological consequences including hypervigilance are understandable. Intervention facilitates recovery. Regular participation encourages emotional communication between participants.", "en", "score"],
    ["", "en", null],
  ] as const)("says of %j in %s whether a young child follows", (text, language, expected) => expect(judgeReading([text], language)?.what ?? null).toBe(expected));
});

describe("the pictures", () => {
  const draw = (scene: (typeof sceneNames)[number], figures = firstFigures) => renderToStaticMarkup(createElement(StoryScene, { scene, figures, alt: sceneAlts[scene].es }));
  it.each(sceneNames)("%s is told in words, needs nothing from elsewhere, and has no broken number", (scene) => {
    const svg = draw(scene);
    expect(svg).toContain(`aria-label="${sceneAlts[scene].es}"`);
    expect(svg).not.toMatch(/NaN|undefined|https?:|<image|<style/);
    expect(svg.length).toBeLessThan(20_000);
  });

  it("shows any skin, hair and aid of each person", () => {
    for (const part of ["child", "adult"] as const) {
      const drawn = [...skins.map((skin) => ({ skin })), ...hairs.filter((hair) => hair !== "short" && hair !== "bun").map((hair) => ({ hair })), ...extras.filter((extra) => extra !== "none").map((extra) => ({ extra }))].map((more) => draw("safe_home", { ...firstFigures, [part]: { ...firstFigures[part], ...more } }));
      expect(new Set(drawn).size).toBe(drawn.length);
    }
    expect(figureParts).toHaveLength(4);
  });
});
