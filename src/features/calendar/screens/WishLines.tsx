import { IconCalendarQuestion } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type VisitWishView, wishWordsLimit } from "../wishes.contract.ts";
import { outcomeNames, sayHours, wishNames, words } from "../wishes.words.ts";
import { shortChild } from "./SessionCard.tsx";

const asks = (one: VisitWishView) => one.became === "open" && one.wish !== "coming";

/** What adults ask of the visits that are shown, each with the verb that opens the visit. */
export function WishLines({ wishes, timeZone, onOpen }: { wishes: readonly VisitWishView[]; timeZone: string; onOpen: (sessionId: string) => void }) {
  const { say, language, day } = useLanguage();
  const shown = wishes.filter(asks);
  if (shown.length === 0) return null;
  return (
    <section className="offers" aria-label={say(words.title)}>
      <ul className="plain">
        {shown.map((one) => {
          const when = `${day(dateInZone(one.startsAt, timeZone), "weekday")}, ${timeInZone(one.startsAt, timeZone)}`;
          return (
            <li key={one.wishId} className="offer offer--asks">
              <span className="offer-what"><strong>{words.when[language](shortChild(one.childName), when)}</strong> <WishWords wish={one} /></span>
              <span className="offer-state"><Icon glyph={IconCalendarQuestion} size={14} /><span>{say(outcomeNames.open)}</span></span>
              <span className="offer-verbs"><Button look="asks_today" aria-label={words.openOne[language](shortChild(one.childName), when)} onClick={() => onOpen(one.sessionId)}>{say(words.open)}</Button></span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function WishWords({ wish }: { wish: VisitWishView }) {
  const { language } = useLanguage();
  return <span>{[wishNames[wish.wish][language](wish.personName), sayHours(wish.hours, language), wish.words === "" ? "" : `“${wish.words}”`].filter((one) => one !== "").join(" ")}</span>;
}

/** What adults said of one visit, what became of it, and the sentence by which it stays as it is. */
export function WishPart({ wishes, onAnswered }: { wishes: readonly VisitWishView[]; onAnswered: () => void }) {
  const { say, language } = useLanguage();
  if (wishes.length === 0) return null;
  return (
    <div className="session-counts">
      <ul className="plain">
        {wishes.map((one) => (
          <li key={one.wishId}>
            <WishWords wish={one} />
            {one.wish === "coming" ? null : <span className="soft"> {one.answerWords === null ? say(outcomeNames[one.became]) : words.answered[language](one.answerWords)}</span>}
            {asks(one) ? <FormPanel verb={say(words.leave)} about={one.personName} glyph={IconCalendarQuestion}>{(close) => <LeaveForm wish={one} close={close} onAnswered={onAnswered} />}</FormPanel> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function LeaveForm({ wish, close, onAnswered }: { wish: VisitWishView; close: () => void; onAnswered: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`leave-${wish.wishId}`);
  const [text, setText] = useState("");
  async function submit() {
    const isLeft = await sending.send(
      async () => {
        await api.visitWishes.leave({ wishId: wish.wishId, words: text.trim() });
        await refresh(["visitWishes.list"], ["day.today"]);
      },
      text.trim() === "" ? [{ path: "words", message: say(words.needSentence) }] : [],
    );
    if (!isLeft) return;
    close();
    onAnswered();
  }
  return (
    <SendForm name={`leave-${wish.wishId}`} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("words")} label={say(words.sentence)} hint={say(words.sentenceHint)} maxLength={wishWordsLimit} value={text} onChange={setText} error={sending.errorOf("words")} />
    </SendForm>
  );
}
