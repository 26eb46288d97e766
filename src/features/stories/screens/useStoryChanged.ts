import { useRefresh } from "#ui/client.ts";

/** An adult of the family, as the story names her or him. */
export type StoryAdult = { personId: string; name: string };

/** After a change of a story: the story, the list, and the canvas on which it is read. */
export function useStoryChanged({ caseId, storyId }: { caseId: string; storyId: string }): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["stories.get", caseId, storyId], ["stories.list", caseId], ["formulation.get", caseId]);
}
