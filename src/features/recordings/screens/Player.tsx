import { IconPlayerSkipBack, IconPlayerSkipForward } from "@tabler/icons-react";
import { type Ref, useImperativeHandle, useRef, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { Comment } from "../contract.ts";
import { sayings, words } from "../screens.words.ts";
import { sayPlace } from "./time.ts";

/** Where the film stands, in milliseconds, and the way to another place. */
export type PlayerHandle = { place(): number; goTo(milliseconds: number): void };

type Given = { ref: Ref<PlayerHandle>; recordingId: string; comments: readonly Comment[]; onFailed: () => void };

/** The film with the browser's own controls, two more for going a little back and on, and a line with the moments that were spoken of. */
export function Player({ ref, recordingId, comments, onFailed }: Given) {
  const { say } = useLanguage();
  const video = useRef<HTMLVideoElement>(null);
  const [length, setLength] = useState<number | null>(null);
  const [state, setState] = useState<"plays" | "fails">("plays");
  const goTo = (milliseconds: number) => {
    if (video.current === null) return;
    video.current.currentTime = Math.max(0, milliseconds / 1000);
  };
  const place = () => Math.round((video.current?.currentTime ?? 0) * 1000);
  useImperativeHandle(ref, () => ({
    place,
    goTo: (milliseconds) => {
      goTo(milliseconds);
      video.current?.focus();
    },
  }));
  const measure = () => {
    const seconds = video.current?.duration ?? Number.NaN;
    // A film that was written as it came says its length only once its end is known.
    if (Number.isFinite(seconds)) setLength(seconds * 1000);
  };
  return (
    <section aria-label={say(words.video)} className="recordings-player">
      <video
        ref={video}
        src={`/api/recordings/${recordingId}/video`}
        controls
        controlsList="nodownload noremoteplayback"
        disablePictureInPicture
        disableRemotePlayback
        preload="metadata"
        playsInline
        tabIndex={0}
        aria-label={say(words.video)}
        onContextMenu={(event) => event.preventDefault()}
        onLoadedMetadata={measure}
        onDurationChange={measure}
        onError={() => {
          setState("fails");
          onFailed();
        }}
      />
      {state === "fails" ? <p role="alert" className="field-error">{say(words.noPlay)}</p> : null}
      <div className="buttons">
        <Button glyph={IconPlayerSkipBack} look="quiet" onClick={() => goTo(place() - 5000)}>{say(words.back5)}</Button>
        <Button glyph={IconPlayerSkipForward} look="quiet" onClick={() => goTo(place() + 5000)}>{say(words.on5)}</Button>
      </div>
      {comments.length === 0 ? null : <Line comments={comments} length={length} goTo={goTo} />}
    </section>
  );
}

/** The moments that were spoken of, along the film. The list below says the same in words, so the line is for the eye and the pointer. */
function Line({ comments, length, goTo }: { comments: readonly Comment[]; length: number | null; goTo: (milliseconds: number) => void }) {
  const { language } = useLanguage();
  const end = Math.max(length ?? 0, ...comments.map((one) => one.toMs ?? one.atMs), 1);
  const share = (milliseconds: number) => `${(milliseconds / end) * 100}%`;
  return (
    <div className="recordings-line" aria-hidden>
      {comments.filter((one) => one.repliesTo === null).map((one) => (
        <button key={one.commentId} type="button" tabIndex={-1} title={sayings.from[language](sayPlace(one.atMs))} style={{ insetInlineStart: share(one.atMs), inlineSize: one.toMs === null ? undefined : share(one.toMs - one.atMs) }} onClick={() => goTo(one.atMs)} />
      ))}
    </div>
  );
}
