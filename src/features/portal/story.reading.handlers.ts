import type { FamilyStory } from "#features/stories/family.contract.ts";
import type { AskingStory } from "./family.rules.ts";
import type { FamilyApi, Visitor } from "./visitor.handlers.ts";

export type ChildStories = { caseId: string; childName: string; stories: FamilyStory[] };

/** Stories that wait for the adult's own yes. One that was read and wished otherwise waits for us. */
export const listAsking = async (api: FamilyApi, caseId: string): Promise<AskingStory[]> =>
  (await api.stories.ofFamily({ caseId })).stories.filter((one) => one.state === "asks" && one.wishes.every((wish) => wish.settledAt !== null)).map(({ versionId, titleEn, titleEs }) => ({ caseId, versionId, titleEn, titleEs }));

/** The stories that the adult may read, child by child. */
export async function readStories({ api }: Visitor): Promise<{ children: ChildStories[] }> {
  const children = [];
  for (const { caseId, childGivenName } of (await api.cases.list({})).cases) children.push({ caseId, childName: childGivenName, stories: (await api.stories.ofFamily({ caseId })).stories });
  return { children };
}

/** One version, or null where the adult may not read it: nothing tells whether it is there. */
export async function findStory(visitor: Visitor, caseId: string, versionId: string): Promise<FamilyStory | null> {
  const child = (await readStories(visitor)).children.find((one) => one.caseId === caseId);
  return child?.stories.find((one) => one.versionId === versionId) ?? null;
}
