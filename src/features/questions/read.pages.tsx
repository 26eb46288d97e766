import type { Instant } from "#kernel/dates.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import type { SpamGuard } from "#features/site/ask.pages.tsx";
import { askWords as requestWords } from "#features/site/ask.words.ts";
import { type FormState, TextField } from "#features/site/fields.pages.tsx";
import { sayMoment } from "#features/site/moments.rules.ts";
import { renderPage, Rich, type PageProps } from "#features/site/shell.pages.tsx";
import { shellWords } from "#features/site/shell.words.ts";
import { Guarded, NotTaken } from "./parts.pages.tsx";
import { askWords, readWords as words } from "./words.ts";

/** `/question/answer`: code and word. Whatever was wrong, it says the same. */
export function readPage(props: PageProps & { guard: SpamGuard; tried: "no" | "nothing_found" }): string {
  const { practice, language, guard } = props;
  // Neither is shown again: somebody else may be reading.
  const state: FormState = { language, kept: {}, faults: [] };
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.answer,
    kind: "form",
    children: (
      <div className="wrap narrow asking-once">
        <form className="ask" method="post" action={siteAddresses.answer[language]} noValidate autoComplete="off">
          <h1>{words.title[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
          {props.tried === "nothing_found" && <NotTaken language={language} title={words.nothing} text={words.nothingText} faults={[]} />}
          <Guarded guard={guard} language={language} leaveEmpty={requestWords.leaveEmpty} />
          <TextField state={state} field="code" label={words.code} kind="text" />
          <TextField state={state} field="word" label={words.word} kind="text" />
          <p><button className="button main" type="submit" data-sending={shellWords.sending[language]}>{words.open[language]}</button></p>
        </form>
        <p className="small"><Rich text={askWords.urgent[language]} /></p>
      </div>
    ),
  });
}

/** What stands behind a code and its word, without what was asked. */
export type Opened = { state: "waiting" | "late" | "answered" | "closed" | "referral"; promisedBy: Instant; answers: readonly { words: string; writtenAt: Instant }[] };

/** The answer itself: drawn once, in no cache, at no address of its own. */
export function answerPage(props: PageProps & { opened: Opened }): string {
  const { practice, language, opened } = props;
  const say = (at: Instant) => sayMoment(at, practice.timeZone, language);
  const isThere = opened.answers.length > 0;
  return renderPage({
    ...props,
    title: practice.name,
    links: null,
    kind: "form",
    children: (
      <div className="wrap narrow receipt">
        <h1>{(isThere ? words.answered : opened.state === "closed" ? words.closed : opened.state === "referral" ? words.title : words.waiting)[language]}</h1>
        {opened.state === "waiting" && <p className="lead">{words.by(say(opened.promisedBy))[language]}</p>}
        {opened.state === "late" && <p className="lead">{words.late[language]}</p>}
        {opened.answers.map((one) => (
          <section className="card" key={one.writtenAt}>
            <p className="small">{say(one.writtenAt)}</p>
            {one.words.split(/\n{2,}/).map((part, at) => <p key={at}>{part}</p>)}
          </section>
        ))}
        {opened.state === "referral" && <p>{words.became[language]}</p>}
        <p className="small">{words.notShown[language]}</p>
        <p className="small">{askWords.limits[language]} <Rich text={askWords.urgent[language]} /></p>
        <p className="buttons">
          <a className="button main" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a>
          <a className="button second-choice" href={siteAddresses.question[language]}>{words.again[language]}</a>
        </p>
      </div>
    ),
  });
}
