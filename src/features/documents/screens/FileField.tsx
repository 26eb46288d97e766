import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { mediaTypes, MOST_FILE_BYTES } from "#features/documents/contract.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault } from "#ui/client.ts";
import { Field } from "#ui/Field.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { sayBytes } from "./naming.ts";
import { type Received, sendFile } from "./sendFile.ts";

type State = { is: "empty" } | { is: "sending"; part: number } | { is: "received"; received: Received } | { is: "failed"; why: string; helps: "to send again" | "another file" };

/** Chooses a file and sends it at once, while the rest is filled in; says how far it is, and sends it again where the line broke. */
export function FileField({ id, error, onReceived }: { id: string; error: string | null; onReceived: (received: Received | null) => void }) {
  const { say, language } = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<State>({ is: "empty" });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);
  async function send(chosen: File) {
    under.current?.abort();
    const own = new AbortController();
    under.current = own;
    onReceived(null);
    if (chosen.size > MOST_FILE_BYTES) return setState({ is: "failed", why: say(words.tooLarge), helps: "another file" });
    setState({ is: "sending", part: 0 });
    try {
      const received = await sendFile(chosen, language, { signal: own.signal, onProgress: (part) => own.signal.aborted || setState({ is: "sending", part }) });
      if (own.signal.aborted) return;
      setState({ is: "received", received });
      onReceived(received);
    } catch (fault) {
      if (own.signal.aborted) return;
      const found = asApiFault(fault);
      setState({ is: "failed", why: sentenceFor(found, language), helps: found.code === "wrong_type" || found.code === "too_large" ? "another file" : "to send again" });
    }
  }
  const percent = state.is === "sending" ? Math.round(state.part * 100) : 0;
  return (
    <Field id={id} label={say(words.file)} hint={say(words.fileHint)} error={state.is === "failed" ? state.why : error} need="required">
      {(wiring) => (
        <>
          <input
            {...wiring}
            className="control control--wide control--file"
            type="file"
            accept={mediaTypes.join(",")}
            onChange={(event) => {
              const chosen = event.target.files?.[0] ?? null;
              setFile(chosen);
              if (chosen !== null) return void send(chosen);
              // The choice was cancelled, which empties the field: then nothing is sent.
              under.current?.abort();
              setState({ is: "empty" });
              onReceived(null);
            }}
          />
          {state.is === "sending" ? <progress className="file-progress" max={100} value={percent} aria-label={say(words.file)} /> : null}
          <p className="file-state soft" role="status">
            {/* Said now and then, not at every step. */}
            {state.is === "sending" ? words.sending[language](percent - (percent % 25)) : null}
            {state.is === "received" ? (
              <span className="mark mark--met">
                <Icon glyph={IconCircleCheck} size={14} />
                <span>{[words.sent[language](sayBytes(state.received.bytes, language)), state.received.cleaned ? say(words.cleaned) : null, state.received.looked === "in part" ? say(words.inPart) : null].filter((one) => one !== null).join(" ")}</span>
              </span>
            ) : null}
          </p>
          {state.is === "failed" && file !== null && state.helps === "to send again" ? <Button onClick={() => void send(file)}>{say(words.again)}</Button> : null}
        </>
      )}
    </Field>
  );
}
