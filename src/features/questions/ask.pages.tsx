import type { Instant } from "#kernel/dates.ts";
import { safeHours, voicemailRules } from "#features/intake/contract.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { HoursField, type SpamGuard } from "#features/site/ask.pages.tsx";
import { askWords as requestWords } from "#features/site/ask.words.ts";
import { Choice, ChoiceField, type FormState, idOf, TextField } from "#features/site/fields.pages.tsx";
import { descriptionWords } from "#features/site/found.words.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayMoment } from "#features/site/moments.rules.ts";
import { renderPage, Rich, type PageProps } from "#features/site/shell.pages.tsx";
import { shellWords } from "#features/site/shell.words.ts";
import { askedWays } from "./contract.ts";
import { Guarded, NotTaken } from "./parts.pages.tsx";
import type { FieldFaultOnPage, KeptFields, QuestionField } from "./rules.ts";
import { askWords as words } from "./words.ts";

/** The question as it is drawn: empty at first, or with what was typed and what is to be looked at. */
export type QuestionPageProps = PageProps & {
  guard: SpamGuard;
  kept: KeptFields;
  faults: readonly FieldFaultOnPage[];
  /** `whole`: the form could not be taken for a reason that is no answer's. */
  refusal: "none" | "whole";
  answerBy: Instant;
  keepDays: number;
};

const firstChoice: Partial<Record<QuestionField, string>> = { "contact.way": askedWays[0], "contact.voicemail": voicemailRules[0], "contact.safeHours": safeHours[0], safe: "yes" };

/** `/question` and `/es/pregunta` (D11): a question without an account or a name, and how it may be answered. */
export function questionPage(props: QuestionPageProps): string {
  const { practice, language, guard, faults } = props;
  const state: FormState = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.question,
    kind: "form",
    description: descriptionWords.question,
    children: (
      <div className="wrap narrow asking-once">
        <form className="ask" method="post" action={siteAddresses.question[language]} noValidate autoComplete="off">
          <h1>{words.title[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
          <div className="box good">
            <p><strong>{words.by(sayMoment(props.answerBy, practice.timeZone, language))[language]}</strong></p>
            <p>{words.person[language]}</p>
          </div>
          <p><a className="link" href={siteAddresses.answer[language]}>{words.read[language]}</a></p>
          {(faults.length > 0 || props.refusal === "whole") && <NotTaken language={language} title={faults.length > 0 ? requestWords.faultsTitle(faults.length) : requestWords.refused} text={requestWords.nothingSent} faults={faults.map((one) => ({ id: idOf(one.path, firstChoice[one.path]), message: one.message }))} />}
          <Guarded guard={guard} language={language} leaveEmpty={requestWords.leaveEmpty} />
          <TextField state={state} field="question" label={words.question} hint={words.questionHint} kind="lines" />
          <ChoiceField state={state} field="contact.way" label={words.way}>
            {askedWays.map((way) => <Choice key={way} state={state} field="contact.way" kind="radio" value={way} label={words.ways[way].name} hint={words.ways[way].hint} look="choice" preset={way === askedWays[0] ? "safest" : "none"} />)}
          </ChoiceField>
          <TextField state={state} field="word" label={words.word} hint={words.wordHint} kind="text" className="for-code" />
          <TextField state={state} field="contact.email" label={words.email} hint={words.emailHint} kind="email" className="for-email" />
          <ChoiceField state={state} field="safe" label={words.safe} className="for-email">
            <Choice state={state} field="safe" kind="checkbox" value="yes" label={words.safeTick} look="choice" />
          </ChoiceField>
          <TextField state={state} field="contact.phone" label={requestWords.phone} kind="tel" className="for-call" />
          <ChoiceField state={state} field="contact.voicemail" label={requestWords.voicemail} className="for-call">
            {voicemailRules.map((rule) => <Choice key={rule} state={state} field="contact.voicemail" kind="radio" value={rule} label={rule === "say_practice" ? requestWords.voicemailChoices.say_practice(practice.name) : requestWords.voicemailChoices[rule]} look="choice" preset={rule === voicemailRules[0] ? "safest" : "none"} />)}
          </ChoiceField>
          <HoursField state={state} />
          <p className="small">{words.whoReads[language]} {words.kept(props.keepDays)[language]} <a className="link" href={siteAddresses.privacy[language]}>{words.keepSafe[language]}</a></p>
          <p><button className="button main" type="submit" data-sending={shellWords.sending[language]}>{words.send[language]}</button></p>
          <p className="small">{words.limits[language]} <Rich text={words.urgent[language]} /></p>
        </form>
        <p>{words.consultation[language]} <a className="link" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a></p>
      </div>
    ),
  });
}

/** The receipt of a question: a code without a name, and what comes next. It is drawn once and has no address of its own. */
export function questionReceiptPage(props: PageProps & { code: string; way: (typeof askedWays)[number]; answerBy: Instant }): string {
  const { practice, language, way } = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: null,
    kind: "form",
    children: (
      <div className="wrap narrow receipt">
        <p className="tag done"><Icon name="check" />{words.sent[language]}</p>
        <h1>{words.thanks[language]}</h1>
        <p className="lead">{words.by(sayMoment(props.answerBy, practice.timeZone, language))[language]}</p>
        <div className="card code">
          <p className="small">{words.code[language]}</p>
          <p className="code-letters" translate="no">{`${props.code.slice(0, 3)} ${props.code.slice(3)}`}</p>
          <p className="small">{words.codeText[language]}</p>
        </div>
        <p>{words.next[way][language]}</p>
        <div className="box good"><p>{words.gone[language]}</p></div>
        <p className="small"><Rich text={words.urgent[language]} /></p>
      </div>
    ),
  });
}
