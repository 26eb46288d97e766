import { useLanguage } from "#ui/language.tsx";
import { altFor } from "../rules.ts";
import { StoryScene } from "../scenes.drawings.tsx";
import type { Figures, StoryPage } from "../shapes.contract.ts";
import { sceneAlts } from "../story.words.ts";

/** What stands beside the words of a page: the family's own picture, a scene, or nothing. */
export function PagePicture({ caseId, storyId, page, figures }: { caseId: string; storyId: string; page: StoryPage; figures: Figures }) {
  const { say, language } = useLanguage();
  if (page.pictureId) return <img className="story-scene story-photo" src={`/api/cases/${caseId}/stories/${storyId}/pictures/${page.pictureId}`} alt={altFor(page, language)} />;
  return page.scene === "none" ? null : <StoryScene scene={page.scene} figures={figures} alt={say(sceneAlts[page.scene])} />;
}
