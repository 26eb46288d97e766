import type { Words } from "#kernel/language.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import type { SpamGuard } from "#features/site/ask.pages.tsx";
import { askWords as requestWords } from "#features/site/ask.words.ts";
import { Choice, ChoiceField, type FormState, TextField } from "#features/site/fields.pages.tsx";
import { descriptionWords } from "#features/site/found.words.ts";
import { type LanguageLinks, type PageProps, renderPage } from "#features/site/shell.pages.tsx";
import { shellWords } from "#features/site/shell.words.ts";
import { Guarded, NotTaken } from "#features/questions/parts.pages.tsx";
import { newsWords as words } from "./words.ts";

/** `/news` (D11): an address and a language, and that one step more follows. */
export function newsPage(props: PageProps & { guard: SpamGuard; kept: FormState["kept"]; state: "empty" | "no_address" | "refused" }): string {
  const { practice, language, guard } = props;
  const faults = props.state === "no_address" ? [{ path: "email", message: words.faulty }] : [];
  const state: FormState = { language, kept: props.kept, faults };
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.news,
    kind: "form",
    description: descriptionWords.news,
    children: (
      <div className="wrap narrow asking-once">
        <form className="ask" method="post" action={siteAddresses.news[language]} noValidate autoComplete="off">
          <h1>{words.title[language]}</h1>
          <p className="lead">{words.lead(practice.name)[language]}</p>
          {props.state !== "empty" && <NotTaken language={language} title={faults.length > 0 ? requestWords.faultsTitle(1) : requestWords.refused} text={requestWords.nothingSent} faults={faults.map((one) => ({ id: one.path, message: one.message }))} />}
          <Guarded guard={guard} language={language} leaveEmpty={requestWords.leaveEmpty} />
          <TextField state={state} field="email" label={words.email} hint={words.emailHint} kind="email" />
          <ChoiceField state={state} field="language" label={words.language} className="pairs">
            <Choice state={{ ...state, kept: { language: [props.kept.language?.[0] ?? language] } }} field="language" kind="radio" value="en" label={{ en: "English", es: "English" }} look="choice" />
            <Choice state={{ ...state, kept: { language: [props.kept.language?.[0] ?? language] } }} field="language" kind="radio" value="es" label={{ en: "Español", es: "Español" }} look="choice" />
          </ChoiceField>
          <div className="box good"><p><strong>{words.oneMore[language]}</strong> {words.oneMoreText[language]}</p></div>
          <p><button className="button main" type="submit" data-sending={shellWords.sending[language]}>{words.signUp[language]}</button></p>
          <p className="small">{words.leaveAny[language]}</p>
        </form>
      </div>
    ),
  });
}

/** What is said after something was done, the same whether or not the address is known here. */
export function saidPage(props: PageProps & { said: "sent" | "isOn" | "isOff" | "over" }): string {
  const { practice, language, said } = props;
  const texts: Record<typeof said, [Words, Words]> = { sent: [words.sent, words.sentText], isOn: [words.isOn, words.isOnText], isOff: [words.isOff, words.isOffText], over: [words.over, words.overText] };
  const [title, text] = texts[said];
  return renderPage({
    ...props,
    title: practice.name,
    links: null,
    kind: "form",
    children: (
      <div className="wrap narrow receipt">
        <h1>{title[language]}</h1>
        <p className="lead">{text[language]}</p>
        {said === "sent" && <p>{words.oneMoreText[language]}</p>}
        <p><a className="button second-choice" href={siteAddresses.home[language]}>{practice.name}</a></p>
      </div>
    ),
  });
}

/** Behind a link of a letter: one press does it. Looking at the page changes nothing, since mailboxes look at links by themselves. */
export function pressPage(props: PageProps & { verb: "confirm" | "leave"; action: string; links: LanguageLinks }): string {
  const { practice, language, verb } = props;
  return renderPage({
    ...props,
    title: practice.name,
    kind: "form",
    children: (
      <div className="wrap narrow asking-once">
        <form className="ask" method="post" action={props.action}>
          <h1>{(verb === "confirm" ? words.confirm : words.leave)[language]}</h1>
          <p><button className="button main" type="submit">{(verb === "confirm" ? words.yes : words.yesLeave)[language]}</button></p>
        </form>
      </div>
    ),
  });
}
