import type { CivilDate } from "#kernel/dates.ts";
import { type Language, languages, type Words } from "#kernel/language.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { ConsentKind } from "#features/consent/contract.ts";
import type { OwnConsent } from "#features/consent/signing.contract.ts";
import { NotTaken } from "#features/questions/parts.pages.tsx";
import { Choice, ChoiceField, type FormState, idOf, TextField } from "#features/site/fields.pages.tsx";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import { portalAddresses } from "./addresses.rules.ts";
import type { Signed, ToSign } from "./family.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { followsWords, signedNames, signingWords as words } from "./signing.words.ts";

export const addressToSign = (one: ToSign): string => (one.what === "plan" ? `/portal/plan/${one.caseId}/${one.planId}` : `/portal/sign/${one.caseId}/${one.askId}`);

/** What waits for the own signature, on the first page. */
export function AskToSign({ one, language }: { one: ToSign; language: Language }) {
  const isPlan = one.what === "plan";
  return (
    <article className="ask-row">
      <Icon name="paper" />
      <div>
        <h3>{(isPlan ? words.planName : signedNames[one.kind])[language]}</h3>
        <p>{words.calm[language]}</p>
        <p><a className="button main" href={addressToSign(one)}>{words[isPlan ? "readPlan" : "read"][language]}</a></p>
      </div>
    </article>
  );
}

/** The exact text with its hash: `textLanguage` is that of the text, beside that of the page. `changed` where it is not what was read a moment ago. */
export type SignProps = PortalProps & { action: string; what: ConsentKind | "plan"; lines: readonly SignedLine[]; textHash: string; textLanguage: Language; isDraft: "yes" | "no"; state: Omit<FormState, "language">; changed: "yes" | "no" };

/** The text, yes or no, a name: nothing else stands there. */
export function signPage(props: SignProps): string {
  const { language, lines, textLanguage } = props;
  const state: FormState = { language, ...props.state };
  const other = languages.find((one) => one !== textLanguage)!;
  const isReceipt = props.what === "privacy_notice";
  return renderPortalPage({
    ...props,
    children: (
      <form className="wrap narrow top portal" method="post" action={props.action} noValidate autoComplete="off" data-one-entry={words.notSent[language]}>
        {props.changed === "yes" && <NotTaken language={language} title={words.changed} text={words.changedText} faults={[]} />}
        {state.faults.length > 0 && <NotTaken language={language} title={words.faults} text={words.faultsText} faults={state.faults.map((one) => ({ id: one.path === "answer" ? idOf("answer", "yes") : idOf(one.path), message: one.message }))} />}
        <h1 lang={textLanguage}>{lines[0]?.words}</h1>
        <p className="lead">{words.calm[language]}</p>
        <p className="not-printed"><a className="link" href={`${props.action}?in=${other}`} data-replace="">{words.in[other][language]}</a></p>
        {props.isDraft === "yes" && <p className="small">{words.draft[language]}</p>}
        <div className="card signed-text" lang={textLanguage}>{lines.slice(1).map((one, at) => (one.kind === "heading" ? <h2 key={at}>{one.words}</h2> : <p key={at}>{one.words}</p>))}</div>
        <input type="hidden" name="textHash" value={props.textHash} />
        <input type="hidden" name="in" value={textLanguage} />
        {props.what !== "plan" && (
          <>
            {!isReceipt && <p>{words.noIsFine[language]}</p>}
            <ChoiceField state={state} field="answer" label={words.answer} hint={words.answerHint}>
              <Choice state={state} field="answer" kind="radio" value="yes" label={isReceipt ? words.received : words.yes} look="choice" />
              <Choice state={state} field="answer" kind="radio" value="no" label={isReceipt ? words.notReceived : words.no} look="choice" />
            </ChoiceField>
          </>
        )}
        <TextField state={state} field="signedName" label={words.name} hint={words.nameHint} kind="text" />
        <p className="small">{words.question[language]}</p>
        <p className="buttons">
          <button className="button main" type="submit" data-sending={words.sending[language]}>{words.sign[language]}</button>
          <a className="button second-choice" href={portalAddresses.home}>{words.later[language]}</a>
        </p>
      </form>
    ),
  });
}

/** What the adult signed, each with its copy, and the way to take back what may be. */
export function SignedList({ signed, language }: { signed: readonly Signed[]; language: Language }) {
  if (signed.length === 0) return <p>{words.signedNone[language]}</p>;
  return (
    <ul className="rows">
      {signed.map((one) => (
        <li key={one.address}>
          <Icon name="paper" />
          <div>
            <strong>{(one.what === "plan" ? words.planSigned : signedNames[one.consent.kind])[language]}</strong>
            <p className="small">{one.what === "plan" ? words.signedOn(sayDay(one.signedOn, language))[language] : sayConsent(one.consent, language)}</p>
            <p className="row-links">
              <a className="link" href={one.address} aria-label={`${words.copy[language]}: ${(one.what === "plan" ? words.planSigned : signedNames[one.consent.kind])[language]}`}>{words.copy[language]}</a>
              {one.what === "consent" && one.consent.mayTakeBack && <a className="link" href={`/portal/take-back/${one.caseId}/${one.consent.consentId}`} aria-label={`${words.takeBack[language]}: ${signedNames[one.consent.kind][language]}`}>{words.takeBack[language]}</a>}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function sayConsent(one: OwnConsent, language: Language): string {
  const on = (day: CivilDate) => sayDay(day, language);
  const said: Words[] = [];
  if (one.kind === "privacy_notice") said.push(words.gotIt(on(one.signedOn)));
  else said.push(one.answer === "yes" ? words.saidYes(on(one.signedOn)) : words.saidNo(on(one.signedOn)));
  if (one.withdrawnOn !== null) said.push(words.tookBack(on(one.withdrawnOn)));
  else if (one.answer === "yes" && one.validTo !== null) said.push(words.until(on(one.validTo)));
  if (one.needsSecond && one.answer === "yes" && one.withdrawnOn === null) said.push(words.second);
  return said.map((each) => each[language]).join(" ");
}

/** Asked once before it is taken back: what follows, and that it counts at once. */
export function takeBackPage(props: PortalProps & { action: string; kind: ConsentKind }): string {
  const { language, kind } = props;
  return renderPortalPage({
    ...props,
    children: (
      <form className="wrap narrow top portal" method="post" action={props.action}>
        <h1>{words.takeBackTitle[language]}</h1>
        <p className="lead"><strong>{signedNames[kind][language]}</strong></p>
        <div className="box read-first"><Icon name="warning" /><p>{followsWords[kind][language]}</p></div>
        <p>{words.takeBackNow[language]}</p>
        <p className="buttons">
          <a className="button main" href={portalAddresses.papers}>{words.keep[language]}</a>
          <button className="button second-choice" type="submit">{words.takeBackYes[language]}</button>
        </p>
      </form>
    ),
  });
}
