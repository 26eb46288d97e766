import { weatherAddress } from "#features/site/addresses.rules.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayMoment, sayPhone } from "#features/site/moments.rules.ts";
import { Shelf } from "#features/site/scenes.pages.tsx";
import { Rich, type PageProps } from "#features/site/shell.pages.tsx";
import type { Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { LinkForm, renderLinkPage, type FormTarget, type LinkPageProps } from "./parts.pages.tsx";
import { answeringWords as words } from "./words.ts";

/** The names that these forms send: the year, the place of the picked answer counted from 0, and which way to go. */
export const answeringFields = { birthYear: "birthYear", answer: "answer", go: "go" } as const;

/** What a button asks for: `next`, `back`, `skip` (rather not), `interview` (rather be asked), `later`, `send`, or `step-3` from the review. */
export type Go = "next" | "back" | "skip" | "interview" | "later" | "send" | `step-${number}`;

export type BirthYearProps = Omit<LinkPageProps, "crisis"> & { target: FormTarget; triesLeft: number; fault: "none" | "wrong" | "not_a_year" };

/** The gate: the birth year, five tries. It says nothing of whom, nor of what lies behind. */
export function birthYearPage(props: BirthYearProps): string {
  const { language } = props;
  const fault = props.fault === "none" ? null : (props.fault === "wrong" ? words.wrongYear : words.notAYear)[language];
  return renderLinkPage({
    ...props,
    crisis: "none",
    line: null,
    children: (
      <LinkForm target={props.target} language={language}>
        <div className="sheet">
          <h1>{words.gateTitle[language]}</h1>
          <div className={fault ? "field fault" : "field"}>
            <label htmlFor="birth-year">{words.birthYear[language]}</label>
            <p className="hint" id="birth-year-hint">{words.birthYearHint[language]}</p>
            {fault && <p className="fault-line" id="birth-year-fault" role="alert"><Icon name="warning" /><span>{fault}</span></p>}
            <input id="birth-year" name={answeringFields.birthYear} type="text" inputMode="numeric" autoComplete="off" aria-invalid={fault ? true : undefined} aria-describedby={fault ? "birth-year-hint birth-year-fault" : "birth-year-hint"} data-focus={fault ? "" : undefined} />
          </div>
          <p className="small"><Rich text={words.triesLeft(props.triesLeft)[language]} /></p>
        </div>
        <div className="actions"><div className="row"><button className="button main" type="submit">{words.open[language]}</button></div></div>
      </LinkForm>
    ),
  });
}

export type QuestionProps = LinkPageProps & {
  target: FormTarget;
  /** Counted from 1. */
  step: number;
  total: number;
  /** The texts as their owner printed them, word for word, and the language they are in. */
  textLanguage: Language;
  /** The time frame or instructions; null where this question has none. */
  frame: string | null;
  question: string;
  answers: readonly string[];
  /** `many`: several answers may be ticked. */
  marks: "one" | "many";
  /** The places that came with a form that could not be kept, counted from 0, so that nothing is picked twice; null otherwise. What is kept is never shown. */
  picked: readonly number[] | null;
  /** Whether there is an answer to it already: that is said, and picking again changes it. */
  answered: "answered" | "unanswered";
  saved: "saved" | "not_saved" | "none";
  fault: "none" | "pick_one";
  /** The name that the adult is called by, for whom these questions are; said once. */
  givenName: string;
  /** The first name of who reads the answers; null says "your therapist". */
  readBy: string | null;
};

/** One question a page, its answers as whole rows. */
export function questionPage(props: QuestionProps): string {
  const { language, textLanguage, target } = props;
  const fault = props.fault === "pick_one";
  const foreign = textLanguage === language ? null : textLanguage === "en" ? words.onlyEnglish : words.onlySpanish;
  return renderLinkPage({
    ...props,
    line: <p id="step">{words.questionOf(props.step, props.total)[language]}</p>,
    children: (
      <LinkForm target={target} language={language}>
        <button type="submit" name={answeringFields.go} value="next" hidden tabIndex={-1} />
        <div className="sheet">
          <ol className="bar" aria-hidden="true">
            {Array.from({ length: props.total }, (_, at) => <li key={at} className={at + 1 < props.step ? "past" : at + 1 === props.step ? "now" : undefined} />)}
          </ol>
          {props.step === 1 && props.givenName !== "" && <p className="small">{words.forWhom(props.givenName)[language]}</p>}
          {foreign && (
            <div className="box good">
              <p>{foreign[language]}</p>
              <p><button className="button quiet" type="submit" name={answeringFields.go} value="interview">{words.readToMe[language]}</button></p>
            </div>
          )}
          {props.saved === "not_saved" && <p className="box crisis" role="alert"><Rich text={words.notSaved[language]} /></p>}
          <fieldset className={fault ? "field fault" : "field"} aria-describedby={fault ? "step pick-one" : "step"}>
            <legend lang={textLanguage}>
              {props.frame !== null && <span className="frame">{props.frame}</span>}
              <h1 className="question">{props.question}</h1>
            </legend>
            {fault && <p className="fault-line" id="pick-one" role="alert" tabIndex={-1} data-focus=""><Icon name="warning" /><span>{words.pickOne[language]}</span></p>}
            {props.answered === "answered" && <p className="hint">{words.keptBefore[language]}</p>}
            {props.marks === "many" && <p className="hint">{words.pickSeveral[language]}</p>}
            {props.answers.map((answer, place) => (
              <label className="choice" key={place} htmlFor={`answer-${place}`} lang={textLanguage}>
                <input type={props.marks === "many" ? "checkbox" : "radio"} id={`answer-${place}`} name={answeringFields.answer} value={place} defaultChecked={props.picked?.includes(place)} />
                <span>{answer}</span>
              </label>
            ))}
          </fieldset>
          <p className="rather"><button className="button quiet" type="submit" name={answeringFields.go} value="skip">{words.rather[language]}</button></p>
          {props.step === 1 && <p className="small">{words.whoReads(props.readBy)[language]}</p>}
        </div>
        <div className="actions">
          <div className="row">
            {props.step > 1 && <button className="button second-choice" type="submit" name={answeringFields.go} value="back">{words.back[language]}</button>}
            <button className="button main" type="submit" name={answeringFields.go} value="next" data-sending={words.saving[language]}>{words.next[language]}</button>
          </div>
          <div className="row line">
            <button className="button quiet" type="submit" name={answeringFields.go} value="later">{words.later[language]}</button>
            {props.saved === "saved" && <SavedMark language={language} />}
          </div>
        </div>
      </LinkForm>
    ),
  });
}

export type ReviewProps = LinkPageProps & { target: FormTarget; answered: readonly ("answered" | "unanswered")[]; saved: "saved" | "not_saved" | "none"; givenName: string; readAloud: "none" | "some" };

/** What was answered and what was not, and the one button that sends it. No answer is shown. */
export function reviewPage(props: ReviewProps): string {
  const { language } = props;
  const open = props.answered.filter((state) => state === "unanswered").length;
  return renderLinkPage({
    ...props,
    line: null,
    children: (
      <LinkForm target={props.target} language={language}>
        <button type="submit" name={answeringFields.go} value="send" hidden tabIndex={-1} />
        <div className="sheet">
          <h1>{words.reviewTitle[language]}</h1>
          {props.saved === "not_saved" && <p className="box crisis" role="alert"><Rich text={words.notSaved[language]} /></p>}
          <p className="lead">{(open === 0 ? words.allAnswered : words.notAnswered(open))[language]}</p>
          <ol className="list">
            {props.answered.map((state, at) => (
              <li key={at}>
                <span><strong>{words.question(at + 1)[language]}</strong> <span className="soft">{(state === "answered" ? words.answered : words.unanswered)[language]}</span></span>
                <button className="button quiet" type="submit" name={answeringFields.go} value={`step-${at + 1}`} aria-label={`${(state === "answered" ? words.change : words.answer)[language]}: ${words.question(at + 1)[language]}`}>
                  {(state === "answered" ? words.change : words.answer)[language]}
                </button>
              </li>
            ))}
          </ol>
          {props.readAloud === "some" && <p>{words.willRead[language]}</p>}
          <p className="small">{props.givenName === "" ? "" : `${words.forWhom(props.givenName)[language]} `}{words.sendOnce[language]}</p>
        </div>
        <div className="actions">
          <div className="row">
            <button className="button second-choice" type="submit" name={answeringFields.go} value="back">{words.back[language]}</button>
            <button className="button main" type="submit" name={answeringFields.go} value="send" data-sending={words.saving[language]}>{words.send[language]}</button>
          </div>
          <div className="row line">
            <button className="button quiet" type="submit" name={answeringFields.go} value="later">{words.later[language]}</button>
            {props.saved === "saved" && <SavedMark language={language} />}
          </div>
        </div>
      </LinkForm>
    ),
  });
}

/** Whose device it is: the adult's own, or one of the practice that was handed over and goes back. */
export type Device = "own" | "handed_over";

export type KeptProps = LinkPageProps & {
  answered: number;
  total: number;
  /** The question to go on with, counted from 1, and its address (a GET that changes nothing). */
  nextStep: number;
  goOnAddress: string;
  validUntil: Instant;
  device: Device;
  readBy: string | null;
};

/** What "save and finish later" answers: all is kept, the same link goes on, and what to do on a shared phone. */
export function keptPage(props: KeptProps): string {
  const { language, practice } = props;
  return renderLinkPage({
    ...props,
    line: null,
    children: (
      <div className="one">
        <div className="sheet">
          <Shelf />
          <SavedMark language={language} />
          <h1>{words.keptTitle[language]}</h1>
          <p><Rich text={words.keptCount(props.answered, props.total)[language]} /> {words.whoReads(props.readBy)[language]}</p>
          {props.device === "own" && <p><Rich text={words.keptUntil(sayMoment(props.validUntil, practice.timeZone, language))[language]} /></p>}
          <p className="box good">{(props.device === "own" ? words.keptPhone : words.giveBack)[language]}</p>
        </div>
        <div className="actions">
          <div className="stack">
            <a className="button main" href={props.goOnAddress} data-replace="">{words.goOn(props.nextStep)[language]}</a>
            {props.device === "own" && <CloseLink language={language} />}
          </div>
          <p className="small centre"><Rich text={words.feelingLow[language]} /></p>
        </div>
      </div>
    ),
  });
}

export type DoneProps = Omit<LinkPageProps, "links"> & { device: Device; readBy: string | null };

/** Sent. The link has ended with it. */
export function donePage(props: DoneProps): string {
  const { language } = props;
  return endPage({ ...props, picture: "shown", title: words.doneTitle[language], lines: [words.done(props.readBy)[language], (props.device === "own" ? words.linkOver : words.giveBack)[language]], way: props.device === "own" ? "close" : "staff" });
}

/** One text for a link that is unknown, used or expired (404 or 410): nobody learns which. */
export function linkEndedPage(props: PageProps): string {
  const { language } = props;
  return endPage({ ...props, crisis: "none", picture: "none", way: "close", title: words.endedTitle[language], lines: [words.ended[language], ...askForNew(props)] });
}

/** After the fifth year that did not match (429). */
export function tooManyTriesPage(props: PageProps): string {
  const { language } = props;
  return endPage({ ...props, crisis: "none", picture: "none", way: "close", title: words.tooManyTitle[language], lines: [words.tooMany[language], ...askForNew(props)] });
}

/** Where to ask for another link, as far as there is a number yet. */
const askForNew = ({ practice, language }: PageProps): string[] => (practice.phone === "" ? [] : [words.askForNew(sayPhone(practice.phone))[language]]);

function endPage(props: Omit<LinkPageProps, "links"> & { picture: "shown" | "none"; way: "close" | "staff"; title: string; lines: readonly string[] }): string {
  const { language } = props;
  return renderLinkPage({
    ...props,
    links: null,
    line: null,
    children: (
      <div className="one">
        <div className="sheet">
          {props.picture === "shown" && <Shelf />}
          <h1>{props.title}</h1>
          {props.lines.map((line) => <p key={line}><Rich text={line} /></p>)}
        </div>
        <div className="actions">
          <div className="stack">{props.way === "close" ? <CloseLink language={language} /> : <a className="button second-choice" href="/app/sign-in" data-replace="">{words.staffAgain[language]}</a>}</div>
          <p className="small centre"><Rich text={words.feelingLow[language]} /></p>
        </div>
      </div>
    ),
  });
}

function SavedMark(props: { language: Language }) {
  return <p className="tag done" role="status"><Icon name="check" />{words.saved[props.language]}</p>;
}

function CloseLink(props: { language: Language }) {
  return <a className="button second-choice" href={weatherAddress} rel="noreferrer noopener" data-exit="">{words.close[props.language]}</a>;
}
