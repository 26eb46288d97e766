import { useEffect, useEffectEvent, useState } from "react";
import { timeInZone } from "#kernel/dates.ts";
import type { Api } from "#ui/client.ts";
import { Button } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import { askWhoIAm, type SignInStore } from "./signIn.ts";
import { words } from "./words.ts";

const WARN_MILLISECONDS = 2 * 60_000;
const LOOK_EVERY = 5_000;

/**
 * Says two minutes before the sign-in ends. Where the person touched the page since the last look, the sign-in is
 * simply kept: asking who I am touches it.
 */
export function EndsSoon({ api, signIn, timeZone }: { api: Api; signIn: SignInStore; timeZone: string }) {
  const { say, language } = useLanguage();
  const [endsAt, setEndsAt] = useState<string | null>(null);
  // What the last try to go on came to: a sign-in has an end that no use puts off.
  const [tried, setTried] = useState<"not_yet" | "fixed" | "not_reached">("not_yet");
  async function goOn(): Promise<void> {
    const me = await askWhoIAm(api).catch(() => undefined);
    if (me === undefined) return setTried("not_reached");
    if (me === null) return signIn.lock();
    signIn.enter(me);
    const isFar = Date.parse(me.endsAt) - Date.now() > WARN_MILLISECONDS;
    setTried(isFar ? "not_yet" : "fixed");
    if (isFar) setEndsAt(null);
  }
  const goOnByItself = useEffectEvent(goOn);
  // The timer lives as long as the frame.
  useEffect(() => {
    let usedAt = Date.now();
    let askedAt = Date.now();
    const use = () => {
      usedAt = Date.now();
    };
    const timer = setInterval(() => {
      const ends = signIn.read().endsAt;
      if (ends === null) return;
      const left = Date.parse(ends) - Date.now();
      if (left > WARN_MILLISECONDS) return setEndsAt(null);
      // What we know is as old as the last question: a call since then, or a hand on the page, has moved or may move it.
      if (Math.max(usedAt, signIn.touchedAt()) > askedAt && Date.now() - askedAt > 60_000) {
        askedAt = Date.now();
        void goOnByItself();
        return;
      }
      if (left <= 0) return signIn.lock();
      setEndsAt(ends);
    }, LOOK_EVERY);
    for (const event of ["pointerdown", "keydown"]) addEventListener(event, use, { passive: true });
    return () => {
      clearInterval(timer);
      for (const event of ["pointerdown", "keydown"]) removeEventListener(event, use);
    };
  }, [signIn]);
  const time = endsAt === null ? "" : timeInZone(endsAt, timeZone);
  // The region stands there before it speaks: one that comes with its words is often not heard.
  return (
    <div role="status">
      {endsAt === null ? null : (
        <div className="bar-line bar-line--amber">
          <span className="bar-word">{say(words.endsSoon)}</span>
          <span className="bar-text">{tried === "not_reached" ? say(words.notReached) : words[tried === "fixed" ? "endsFixed" : "endsAt"][language](time)}</span>
          {tried === "fixed" ? null : <Button onClick={() => void goOn()}>{say(words.goOn)}</Button>}
        </div>
      )}
    </div>
  );
}
