import { IconDeviceMobile } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { daysScreenWords } from "../days.screen.words.ts";
import { feedSentences, feedWords as words } from "../feed.words.ts";
import { CopyText } from "#features/account/screens/CopyText.tsx";
import "./calendar.css";

/** The addresses from which one's own telephone reads when one is busy: made here, shown once, ended here. */
export default function FeedScreen() {
  const api = useApi();
  const me = useMe();
  const refresh = useRefresh();
  const { say, language, day } = useLanguage();
  usePageTitle(words.heading);
  const answer = useAnswer(["calendarFeeds.list"], (client) => client.calendarFeeds.list());
  const [made, setMade] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const [state, setState] = useState<"ready" | "busy">("ready");
  async function run(work: () => Promise<string>): Promise<void> {
    setState("busy");
    try {
      setSaid(await work());
    } catch (error) {
      setSaid(sentenceFor(asApiFault(error), language));
    } finally {
      setState("ready");
    }
    await refresh(["calendarFeeds.list"]);
  }
  const make = () =>
    run(async () => {
      setMade((await api.calendarFeeds.make()).address);
      return say(words.shownOnce);
    });
  const end = (feedId: string) =>
    run(async () => {
      await api.calendarFeeds.end({ feedId });
      setMade(null);
      return say(words.ended);
    });
  return (
    <div className="page days-page">
      <PageHeader title={say(words.heading)} back={{ href: "/app/calendar", label: say(daysScreenWords.toCalendar) }} />
      <p>{say(words.what)}</p>
      <p role="status">{said}</p>
      {made === null ? null : <CopyText label={say(words.address)} text={made} />}
      {answer.isPending ? <Loading rows={2} /> : null}
      {answer.isError ? <ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /> : null}
      {answer.data === undefined ? null : answer.data.feeds.length === 0 ? <p className="soft">{say(words.none)}</p> : null}
      <ul className="days-list">
        {(answer.data?.feeds ?? []).map((one) => (
          <li key={one.feedId}>
            <span>
              {feedSentences.made[language](day(dateInZone(one.madeAt, me.agency.timeZone), "full"))}, <span className="soft">{one.lastAskedOn === null ? say(words.neverAsked) : feedSentences.asked[language](day(one.lastAskedOn, "full"))}</span>
            </span>
            <Button look="quiet" state={state} onClick={() => void end(one.feedId)}>
              {say(words.end)}
            </Button>
          </li>
        ))}
      </ul>
      <p>
        <Button look="main" glyph={IconDeviceMobile} state={state} onClick={() => void make()}>
          {say(words.make)}
        </Button>
      </p>
    </div>
  );
}
