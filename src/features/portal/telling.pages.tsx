import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { attributions, type OwnTestimonial, spreads } from "#features/testimonials/contract.ts";
import { attributionNames } from "#features/testimonials/words.ts";
import { portalAddresses, tellingAddress } from "./addresses.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { spans, type Typed } from "./telling.rules.ts";
import { tellingWords as words } from "./telling.words.ts";
import { writeDay } from "#kernel/saying.ts";

export type TellingFault = "none" | "empty" | "long";
type Child = { caseId: string; childName: string; testimonials: readonly OwnTestimonial[] };

/** `/portal/words`: what an adult allows to be told to others, or the form for it. `typed` is what was sent and not taken. */
export function tellingPage(props: PortalProps & { children: readonly Child[]; again: { caseId: string; typed: Typed; fault: TellingFault } | null }): string {
  const { language, children, again } = props;
  const asks = children.some((child) => child.testimonials.every((one) => one.state === "ended"));
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{(asks ? words.title : words.standsTitle)[language]}</h1>
        {asks && <p className="lead">{words.lead[language]}</p>}
        {asks && <p>{words.safe[language]}</p>}
        {children.map((child) => {
          const stands = child.testimonials.find((one) => one.state !== "ended");
          return (
            <section key={child.caseId} aria-label={words.ofChild(child.childName)[language]}>
              {children.length > 1 && <h2>{words.ofChild(child.childName)[language]}</h2>}
              {stands === undefined ? <Form caseId={child.caseId} language={language} again={again?.caseId === child.caseId ? again : null} /> : <Standing caseId={child.caseId} one={stands} language={language} />}
            </section>
          );
        })}
        <p><a className="link" href={portalAddresses.story} data-replace="">{words.backToStory[language]}</a></p>
      </div>
    ),
  });
}

function Form({ caseId, language, again }: { caseId: string; language: Language; again: { typed: Typed; fault: TellingFault } | null }) {
  const fault = again === null || again.fault === "none" ? null : again.fault === "empty" ? words.wordsEmpty : words.wordsLong;
  const typed = again?.typed ?? { words: "", attribution: "none", languages: "one", span: "half" };
  const id = (name: string) => `${name}-${caseId}`;
  return (
    <form method="post" action={`${tellingAddress}/${caseId}/read`}>
      {fault !== null && (
        <div className="box fault-summary" role="alert" tabIndex={-1} data-focus="">
          <p>{words.faults[language]}</p>
          <p><a className="link" href={`#${id("words")}`}>{fault[language]}</a></p>
        </div>
      )}
      <div className={fault === null ? "field" : "field fault"}>
        <label htmlFor={id("words")}>{words.words[language]}</label>
        <p className="hint" id={id("words-hint")}>{words.wordsHint[language]}</p>
        {fault !== null && <p className="fault-line" id={id("words-fault")}><Icon name="warning" /><span>{fault[language]}</span></p>}
        <textarea id={id("words")} name="words" rows={6} defaultValue={typed.words} aria-invalid={fault === null ? undefined : true} aria-describedby={fault === null ? id("words-hint") : `${id("words-hint")} ${id("words-fault")}`} />
      </div>
      <Choices legend={words.called[language]} name="attribution" picked={typed.attribution} options={attributions.map((one) => [one, one === "none" ? words.nothing[language] : attributionNames[one][language]])} />
      <Choices legend={words.languages[language]} name="languages" picked={typed.languages} options={spreads.map((one) => [one, words[one][language]])} />
      <Choices legend={words.until[language]} name="span" picked={typed.span} options={spans.map((one) => [one, words.untilNames[one][language]])} />
      <p className="small">{words.nothingYet[language]}</p>
      <p><button className="button main" type="submit">{words.readFirst[language]}</button></p>
    </form>
  );
}

function Choices({ legend, name, picked, options }: { legend: string; name: string; picked: string; options: readonly (readonly [value: string, label: string])[] }) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {options.map(([value, label]) => <label key={value} className="choice"><input type="radio" name={name} value={value} defaultChecked={value === picked} /><span>{label}</span></label>)}
    </fieldset>
  );
}

function Standing({ caseId, one, language }: { caseId: string; one: OwnTestimonial; language: Language }) {
  return (
    <div className="card">
      <p><strong>{words.states[one.state][language]}</strong> {words.untilDay(writeDay(one.validTo, language))[language]}</p>
      <h3>{words.youSaid[language]}</h3>
      <p className="own-words-told" lang={one.language}>{one.words}</p>
      {(one.shownEn !== null || one.shownEs !== null) && <h3>{words.onPage[language]}</h3>}
      {one.shownEn !== null && <p className="own-words-told" lang="en">{one.shownEn}</p>}
      {one.shownEs !== null && <p className="own-words-told" lang="es">{one.shownEs}</p>}
      <p className="small">{words.takeBackWhy[language]}</p>
      <form method="post" action={`${tellingAddress}/${caseId}/${one.testimonialId}/back`}><button className="button second-choice" type="submit">{words.takeBack[language]}</button></form>
    </div>
  );
}

export type SigningProps = PortalProps & { caseId: string; typed: Typed; validTo: CivilDate; lines: readonly SignedLine[]; textHash: string; status: "confirmed" | "draft" | "local"; signedName: string; fault: "none" | "no_name" | "changed" };

/** The consent as it is signed, with every use by itself, and the words it is about. Nothing is kept before the press. */
export function signTellingPage(props: SigningProps): string {
  const { language, caseId, typed, fault } = props;
  const said = fault === "none" ? null : fault === "no_name" ? words.nameEmpty : words.textChanged;
  const hidden = { ...typed, validTo: props.validTo, textHash: props.textHash };
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.signTitle[language]}</h1>
        {said !== null && (
          <div className="box fault-summary" role="alert" tabIndex={-1} data-focus="">
            <p>{words.faults[language]}</p>
            <p><a className="link" href="#signedName">{said[language]}</a></p>
          </div>
        )}
        {props.status === "draft" && <p className="small">{words.draft[language]}</p>}
        <div className="consent-text">{props.lines.map((one, at) => (one.kind === "text" ? <p key={at}>{one.words}</p> : <h2 key={at}>{one.words}</h2>))}</div>
        <h2>{words.youSaid[language]}</h2>
        <p className="own-words-told">{typed.words}</p>
        <form method="post" action={`${tellingAddress}/${caseId}/sign`}>
          {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          <div className={fault === "no_name" ? "field fault" : "field"}>
            <label htmlFor="signedName">{words.name[language]}</label>
            <p className="hint" id="signedName-hint">{words.nameHint[language]}</p>
            {fault === "no_name" && <p className="fault-line" id="signedName-fault"><Icon name="warning" /><span>{words.nameEmpty[language]}</span></p>}
            <input id="signedName" name="signedName" type="text" autoComplete="off" maxLength={200} defaultValue={props.signedName} aria-invalid={fault === "no_name" ? true : undefined} aria-describedby={fault === "no_name" ? "signedName-hint signedName-fault" : "signedName-hint"} />
          </div>
          <p className="stack">
            <button className="button main" type="submit">{words.sign[language]}</button>
            <a className="button second-choice" href={tellingAddress} data-replace="">{words.no[language]}</a>
          </p>
        </form>
      </div>
    ),
  });
}
