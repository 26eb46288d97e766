import type { ReactNode } from "react";
import type { Language } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { coverWords as words } from "./cover.words.ts";

/** Whether this device covers words until they are tapped. */
export type Cover = "on" | "off";
export const coverAddress = "/portal/cover";
/** The cookie of the device's choice: it says nothing of anybody. */
export const COVER_COOKIE = "dyad_cover";

/**
 * Words that stay hidden until tapped, where this device covers them; for a screen reader too. A box that is ticked shows them, so that
 * no script is needed and a printed page is never covered.
 */
export function Covered({ cover, id, about, language, children }: { cover: Cover | undefined; id: string; about: string; language: Language; children: ReactNode }) {
  if (cover !== "on") return <>{children}</>;
  return (
    <div className="cover">
      <input type="checkbox" id={`cover-${id}`} autoComplete="off" />
      <label className="button second-choice" htmlFor={`cover-${id}`}><span className="to-show">{words.show[language]}</span><span className="to-cover">{words.coverAgain[language]}</span><span className="hidden-words">: {about}</span></label>
      <div className="covered">{children}</div>
    </div>
  );
}

/** The choice itself, kept for this device. */
export function CoverChoice({ cover, language }: { cover: Cover | undefined; language: Language }) {
  const isOn = cover === "on";
  return (
    <form className="cover-choice not-printed" method="post" action={coverAddress}>
      {isOn && <p className="small">{words.isOn[language]}</p>}
      <button className="button quiet" type="submit" name="cover" value={isOn ? "off" : "on"}><Icon name="shield" />{words[isOn ? "coverOff" : "coverOn"][language]}</button>
    </form>
  );
}
