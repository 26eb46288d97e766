import type { ComponentType } from "react";

/** What a screen is given: the parts of its address by name (`caseId`), and the case page its tabs. */
// The router cannot know which screen takes which; each screen states what it needs.
export type Screen = ComponentType<Record<string, unknown>>;

const found = import.meta.glob<{ default: Screen }>(["../../features/*/screens/*Screen.tsx", "../../features/*/screens/*Tab.tsx", "../../features/timeline/screens/Timeline.tsx", "../../features/measures/screens/CaseMeasures.tsx", "../../features/billforms/screens/ClaimPapers.tsx"]);

/** Loads a screen, named as `cases/screens/FamiliesScreen`; null where there is no such file. */
export function findScreen(name: string): (() => Promise<{ default: Screen }>) | null {
  return found[`../../features/${name}.tsx`] ?? null;
}
