import { IconCloudCheck, IconCloudOff, IconCloudUpload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";

/** Where what was written now is. `at` is a time on the person's clock, as `14:41:07`. */
export type Saving = { state: "saving" } | { state: "saved"; at: string } | { state: "kept"; at: string | null } | { state: "not_saved" };

const glyphs = { saving: IconCloudUpload, saved: IconCloudCheck, kept: IconCloudOff, not_saved: IconCloudOff } as const;

/** Says in words that nothing needs a Save. Only what is not on the server is announced: each saved second would be noise. */
export function SaveState({ saving, children }: { saving: Saving; children?: ReactNode }) {
  const { words } = useLanguage();
  const text =
    saving.state === "saving"
      ? words.save.saving
      : saving.state === "saved"
        ? words.save.saved(saving.at)
        : saving.state === "not_saved"
          ? words.save.notSaved
          : saving.at === null
            ? words.save.kept
            : words.save.keptSince(saving.at);
  const worry = saving.state === "kept" || saving.state === "not_saved";
  return (
    <p className={`save-state save-state--${saving.state}`}>
      <span className="save-word">
        <Icon glyph={glyphs[saving.state]} size={18} />
        <span>{text}</span>
      </span>
      <span className="hidden-words" role="status">
        {worry ? text : ""}
      </span>
      {children === undefined ? null : <span className="soft">{children}</span>}
    </p>
  );
}
