import { IconCalendarPlus, IconRepeat } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import type { SessionView } from "../contract.ts";
import { endingWords } from "../endings.words.ts";
import { offerWords } from "../offers.screen.words.ts";

/** Of a session that was cancelled ahead: its hour is free, and somebody else could use it. */
export function FreedHour({ session, now, onFree }: { session: SessionView; now: string; onFree: (session: SessionView) => void }) {
  const { say } = useLanguage();
  if (session.status !== "cancelled" || session.startsAt <= now) return null;
  return (
    <div className="session-counts session-next">
      <p>{say(offerWords.freeNow)}</p>
      <Button glyph={IconCalendarPlus} onClick={() => onFree(session)}>
        {say(offerWords.freed)}
      </Button>
    </div>
  );
}

/** Of one of the last sessions of a series: that it can be continued. */
export function SeriesEnd({ session, onContinue }: { session: SessionView; onContinue: (session: SessionView) => void }) {
  const { say, language } = useLanguage();
  const series = useAnswer(["bookings.series", session.sessionId], (api) => api.bookings.series({ sessionId: session.sessionId }));
  const found = series.data?.series ?? null;
  if (found === null || !found.nearsEnd) return null;
  return (
    <div className="session-counts session-next">
      <p>{endingWords.nearsEnd[language](found.coming)}</p>
      <Button glyph={IconRepeat} onClick={() => onContinue(session)}>
        {say(endingWords.continue)}
      </Button>
    </div>
  );
}
