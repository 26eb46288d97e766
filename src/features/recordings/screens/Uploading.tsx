import { IconVideo } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { sayBytes } from "#features/documents/screens/naming.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { RecordingRow } from "../contract.ts";
import { sayings, stateNames, words } from "../screens.words.ts";
import { useWho } from "./useWho.ts";
import { fingerprintOf, upload, useUpload } from "./uploads.ts";

/** One that has not come whole: how far it is, and the way to go on with the same file, also days later. */
export function Uploading({ one }: { one: RecordingRow }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const who = useWho()(one);
  const state = useUpload(one.recordingId);
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const part = state?.part ?? one.received / one.bytes;
  const percent = Math.floor(part * 100);
  const isOver = state?.is === "done" || (state?.is === "failed" && ["gone", "wrong_type", "refused", "not_found"].includes(state.fault.code));
  useEffect(() => {
    if (isOver) void refresh(["recordings.list"]);
  }, [isOver, refresh]);
  async function goOn(file: File) {
    if (file.size !== one.bytes || (await fingerprintOf(file)) !== one.fingerprint) return setWrong(say(words.otherFile));
    setWrong(null);
    await upload(api, one.recordingId, file, language);
  }
  const moving = state !== undefined && state.is !== "failed";
  const said = wrong ?? (state === undefined ? sayings.sending[language](percent) : state.is === "failed" ? sentenceFor(state.fault, language) : state.is === "offline" ? say(words.waitsForLine) : state.is === "checking" ? say(words.checking) : state.is === "done" ? say(words.sentNow) : sayings.sending[language](percent - (percent % 5)));
  return (
    <li className="row row--later recordings-uploading">
      <span className="row-kind">
        <Icon glyph={IconVideo} />
        <span>{say(stateNames.uploading)}</span>
      </span>
      <span className="row-what">
        <span className="row-who">{who}</span>
        <span className="row-why"> {[one.name, sayBytes(one.bytes, language)].filter((each) => each !== null).join(", ")}</span>
        <progress className="file-progress" max={100} value={percent} aria-label={say(words.send)} />
        <span role="status" className={wrong !== null || state?.is === "failed" ? "field-error" : "soft"}>{said}</span>
        {moving && state.is !== "done" ? <span className="soft">{say(words.keepOpen)}</span> : null}
      </span>
      <span className="row-aside" />
      <span className="row-verb">
        {moving ? null : (
          <>
            <Button data-stop="" aria-label={`${say(words.goOn)}: ${who}. ${say(words.sameFile)}`} onClick={() => input.current?.click()}>{say(words.goOn)}</Button>
            <input ref={input} type="file" accept="video/*" hidden tabIndex={-1} aria-label={say(words.sameFile)} onChange={(event) => { const file = event.target.files?.[0]; if (file) void goOn(file); }} />
          </>
        )}
      </span>
    </li>
  );
}
