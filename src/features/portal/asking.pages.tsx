import type { Language } from "#kernel/language.ts";
import type { FamilyRequest } from "#features/privacy/requests.contract.ts";
import { NotTaken } from "#features/questions/parts.pages.tsx";
import { Choice, ChoiceField, type FormState, idOf, TextField } from "#features/site/fields.pages.tsx";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import { copyAddress, portalAddresses } from "./addresses.rules.ts";
import { askingWords as words, groundWords, requestNames } from "./asking.words.ts";
import { copyPageWords } from "./copy.words.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";

/** Where something is asked about the record. */
export const askAddress = "/portal/privacy/ask";
const kinds = Object.keys(requestNames) as FamilyRequest["kind"][];

/** What may be asked of a record, as one form; of which child only where there are several. */
export function askPage(props: PortalProps & { children: readonly { caseId: string; childName: string }[]; state: Omit<FormState, "language"> }): string {
  const { language, children } = props;
  const state: FormState = { language, ...props.state };
  const [only] = children;
  const firstOf = (path: string) => (path === "kind" ? idOf("kind", kinds[0]!) : path === "caseId" ? idOf("caseId", only?.caseId ?? "") : idOf(path));
  return renderPortalPage({
    ...props,
    children: (
      <form className="wrap narrow top portal" method="post" action={askAddress} noValidate autoComplete="off" data-one-entry={words.notSent[language]}>
        {state.faults.length > 0 && <NotTaken language={language} title={words.faults} text={words.faultsText} faults={state.faults.map((one) => ({ id: firstOf(one.path), message: one.message }))} />}
        <h1>{words.title[language]}</h1>
        <p className="lead">{words.lead[language]}</p>
        <p>{words.nowHere[language]} <a className="link" href={copyAddress}>{copyPageWords.open[language]}</a></p>
        {children.length === 1 ? <input type="hidden" name="caseId" value={only!.caseId} /> : (
          <ChoiceField state={state} field="caseId" label={words.whose}>
            {children.map((one) => <Choice key={one.caseId} state={state} field="caseId" kind="radio" value={one.caseId} label={{ en: one.childName, es: one.childName }} look="choice" />)}
          </ChoiceField>
        )}
        <ChoiceField state={state} field="kind" label={words.what}>
          {kinds.map((kind) => <Choice key={kind} state={state} field="kind" kind="radio" value={kind} label={requestNames[kind].name} hint={requestNames[kind].hint} look="choice" />)}
        </ChoiceField>
        <TextField state={state} field="asked" label={words.words} hint={words.wordsHint} kind="lines" />
        <p className="buttons">
          <button className="button main" type="submit" data-sending={words.sending[language]}>{words.send[language]}</button>
          <a className="button second-choice" href={portalAddresses.privacy}>{words.back[language]}</a>
        </p>
      </form>
    ),
  });
}

/** What the adult asked, and what became of it. */
export function Requests({ requests, language }: { requests: readonly FamilyRequest[]; language: Language }) {
  if (requests.length === 0) return null;
  return (
    <>
      <h3>{words.yours[language]}</h3>
      <ul className="rows">
        {requests.map((one) => (
          <li key={one.requestId}>
            <Icon name="talk" />
            <div>
              <strong>{requestNames[one.kind].name[language]}</strong>
              <p className="small">{sayRequest(one, language)}</p>
              {one.answerWords !== "" && <blockquote>{one.answerWords}</blockquote>}
              {one.kind === "amendment" && one.answer === "denied" && <p className="small">{words.disagree[language]}</p>}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function sayRequest(one: FamilyRequest, language: Language): string {
  const on = (day: string) => sayDay(day, language);
  const asked = words.sentOn(on(one.receivedOn));
  if (one.answer === null || one.answeredOn === null) return [asked, one.dueOn === null ? words.soon : words.dueOn(on(one.dueOn))].map((each) => each[language]).join(" ");
  const answered = { accepted: words.accepted, denied: words.denied, given: words.given, not_given: words.notGiven }[one.answer](on(one.answeredOn));
  return [asked, answered, ...(one.ground === null ? [] : [groundWords[one.ground]]), ...(one.appendedOn === null ? [] : [words.appended(on(one.appendedOn))])].map((each) => each[language]).join(" ");
}
