import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import type { Figures, SceneName, StoryPage } from "./shapes.contract.ts";
import { faultWords } from "./faults.words.ts";
import { bookTemplate } from "./paper.rules.ts";
import { type OnPaper, type Opening, readPictures } from "./pictures.handlers.ts";
import { contentOf, requireStory } from "./reading.handlers.ts";
import { altFor, languagesOf } from "./rules.ts";
import { StoryScene } from "./scenes.drawings.tsx";
import * as store from "./store.ts";
import { paperWords, partNames, sceneAlts } from "./story.words.ts";

/** A picture for paper: without the soft shadow, which paper has by itself. */
const drawn = (scene: SceneName, figures: Figures) => renderToStaticMarkup(createElement(StoryScene, { scene, figures })).replaceAll(/ filter="url\(#cut\)"/g, "").replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');

/** What stands beside the words of a page: its own picture by its place among what the writer is given, a scene as it is drawn, or nothing. */
function seen(page: StoryPage, figures: Figures, language: Language, placeOf: ReadonlyMap<string, OnPaper>) {
  const own = page.pictureId === null ? undefined : placeOf.get(page.pictureId);
  if (own !== undefined) return { photo: own.path, height: own.height, picture: "", alt: altFor(page, language) };
  if (page.scene === "none") return { photo: "", height: 0, picture: "", alt: "" };
  return { photo: "", height: 0, picture: drawn(page.scene, figures), alt: sceneAlts[page.scene][language] };
}

export type AskedPaper = { caseId: string; storyId: string; versionId: string; language: Language | "both"; sheet: "us-letter" | "a4" };

/** A version as a picture book. Its name tells the version and nothing of the family. */
export const paper = (tx: Transaction, asked: AskedPaper, call: Opening): Promise<File> => writePaper(tx, asked, { reader: "staff", call });

/** The same for whoever reads it: in a family's own files the title tells of nobody either. */
export async function writePaper(tx: Transaction, { language, sheet, ...place }: AskedPaper, { reader, call }: { reader: "staff" | "family"; call: Opening }): Promise<File> {
  await requireStory(tx, place);
  const found = await store.findVersion(tx, place.storyId, place.versionId);
  if (!found) throw new Fault("not_found", faultWords.noVersion);
  const content = contentOf(found, await store.listPages(tx, [place.versionId]), place.versionId);
  const has = languagesOf(content);
  if (language === "both" ? has.length < 2 : !has.includes(language)) throw fieldFault("language", faultWords.noLanguage);
  const main: Language = language === "both" ? "en" : language;
  const title = (of: Language) => (of === "en" ? content.titleEn : content.titleEs);
  const foot = [title(main), found.readyOn === null ? paperWords.draft[main] : paperWords.version[main](found.number)].filter((one) => one.trim() !== "").join(" · ");
  const { pictures, placeOf } = await readPictures(tx, place.storyId, content.pages.flatMap((one) => one.pictureId ?? []), call);
  const pages = content.pages.map((one) => ({ heading: partNames[one.part][main], words: one[main], also: language === "both" ? one.es : "", ...seen(one, content.figures, main, placeOf) }));
  const bytes = writePdf({ template: bookTemplate, data: { sheet, title: title(main), also: language === "both" ? content.titleEs : "", pages, foot }, pictures, title: reader === "family" ? paperWords.neutral[main] : title(main), language: main });
  return new File([bytes as Uint8Array<ArrayBuffer>], `story-${found.number}.${language}.pdf`, { type: "application/pdf" });
}
