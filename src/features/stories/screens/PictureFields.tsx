import { IconPhotoOff } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi } from "#ui/client.ts";
import { Field } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { sendFile } from "#features/documents/screens/sendFile.ts";
import { noPicture } from "../rules.ts";
import { pictureWords as words } from "../screens.words.ts";
import type { StoryPage } from "../shapes.contract.ts";
import { NoPicture, shrink } from "./shrinking.ts";

type Of = { caseId: string; storyId: string };
type Placed = { id: string; error: string | null };
type State = { is: "ready" } | { is: "sending"; part: number } | { is: "failed"; why: string };

/** A picture of the family's own in place of the scene: chosen on this device, made smaller, sent at once; and the words that tell it. */
export function PictureFields({ caseId, storyId, place, page, field, onChange }: Of & { place: number; page: StoryPage; field: (key: string) => Placed; onChange: (more: Partial<StoryPage>) => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const [state, setState] = useState<State>({ is: "ready" });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  async function send(file: File) {
    under.current?.abort();
    const own = new AbortController();
    under.current = own;
    const says = (next: State) => (own.signal.aborted ? undefined : setState(next));
    says({ is: "sending", part: 0 });
    try {
      const { fileId } = await sendFile(await shrink(file), language, { signal: own.signal, onProgress: (part) => says({ is: "sending", part }) });
      const { pictureId } = await api.stories.addPicture({ caseId, storyId, fileId });
      if (own.signal.aborted) return;
      onChange({ pictureId, altEn: "", altEs: "" });
      says({ is: "ready" });
    } catch (fault) {
      says({ is: "failed", why: fault instanceof NoPicture ? say(words.unreadable) : sentenceFor(asApiFault(fault), language) });
    }
  }
  const { id, error } = field("pictureId");
  return (
    <>
      <Field id={id} label={words.choose[language](place + 1)} hint={say(words.hint)} error={state.is === "failed" ? state.why : error} need="optional">
        {(wiring) => (
          <input
            {...wiring}
            className="control control--wide control--file"
            type="file"
            accept="image/*"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen !== undefined) void send(chosen);
            }}
          />
        )}
      </Field>
      {state.is === "sending" ? <progress className="file-progress" max={100} value={Math.round(state.part * 100)} aria-label={say(words.sending)} /> : null}
      <p className="hidden-words" role="status">
        {state.is === "sending" ? say(words.sending) : page.pictureId ? say(words.there) : ""}
      </p>
      {page.pictureId ? (
        <>
          <TextField {...field("altEn")} label={say(words.altEn)} hint={say(words.altHint)} value={page.altEn} maxLength={300} onChange={(altEn) => onChange({ altEn })} />
          <TextField {...field("altEs")} label={say(words.altEs)} value={page.altEs} maxLength={300} onChange={(altEs) => onChange({ altEs })} />
          <p>
            <Button look="quiet" glyph={IconPhotoOff} aria-label={words.removeOf[language](place + 1)} onClick={() => onChange(noPicture)}>
              {say(words.remove)}
            </Button>
          </p>
        </>
      ) : null}
    </>
  );
}
