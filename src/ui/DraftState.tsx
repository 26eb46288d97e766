import { useId } from "react";
import type { Words } from "#kernel/language.ts";
import { useLanguage } from "./language.tsx";
import { SaveState } from "./SaveState.tsx";
import { TwoVersions } from "./TwoVersions.tsx";
import type { useKeptDraft } from "./useKeptDraft.ts";

type Said = Record<"twoVersions" | "twoVersionsWhy" | "here" | "elsewhere", Words>;

/** Where a draft is, and both versions to choose from where it was written in two places. `told` says a version as text. */
export function DraftState<C>({ draft, told, words }: { draft: ReturnType<typeof useKeptDraft<C>>; told: (content: C) => string; words: Said }) {
  const { say } = useLanguage();
  const heading = useId();
  return (
    <>
      <SaveState saving={draft.saving}>{draft.refused ?? undefined}</SaveState>
      {draft.theirs === null ? null : (
        <section role="alert" aria-labelledby={heading}>
          <h3 id={heading}>{say(words.twoVersions)}</h3>
          <p>{say(words.twoVersionsWhy)}</p>
          <TwoVersions
            versions={[
              { id: "mine", device: say(words.here), at: "", text: told(draft.content) },
              { id: "theirs", device: say(words.elsewhere), at: "", text: told(draft.theirs.content) },
            ]}
            onKeep={(id) => draft.choose(id === "mine" ? "mine" : "theirs")}
          />
        </section>
      )}
    </>
  );
}
