import type { ReactNode } from "react";
import type { Language, Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import { NotTaken } from "#features/questions/parts.pages.tsx";
import { Choice, ChoiceField, type FormState } from "#features/site/fields.pages.tsx";
import { sayMoment } from "#features/site/moments.rules.ts";
import { LanguageSwitch, renderPage, type PageProps } from "#features/site/shell.pages.tsx";
import { type ApplicationForm, type ApplicationKind, type ApplicationStatus, isWithApplicant, teamRoles } from "./contract.ts";
import { assessed, type Draft } from "./form.rules.ts";
import { actionsOf, type ApplicationFault } from "./rules.ts";
import { draftWords as words } from "./draft.words.ts";
import { type OfferState, OwnFigures } from "./offers.pages.tsx";
import { trainingAddress } from "./training.pages.tsx";
import { roleNames } from "./words.ts";

export type DraftProps = PageProps & {
  token: string; kind: ApplicationKind; status: ApplicationStatus; code: string; cohort: string; takes: boolean; until: CivilDate; changedAt: Instant;
  draft: Draft; faults: readonly ApplicationFault[]; form: ApplicationForm; offer: OfferState;
};
export type DraftState = { refused: ApplicationFault | null; needsTick: "no" | "yes"; /** The code for figures, on the page that answers the press that made it. */ shownCode: string | null };
export const asItStands: DraftState = { refused: null, needsTick: "no", shownCode: null };
/** An address behind a private link. */
export const draftAddress = (token: string, language: Language, step = "", more = ""): string => `/training/application/${token}${step === "" ? "" : `/${step}`}?lang=${language}${more}`;
/** What is wrong, with the clause that says so. */
export const withClause = ({ message, clause }: Pick<ApplicationFault, "message" | "clause">): Words => (clause === null ? message : { en: `${message.en} (${clause})`, es: `${message.es} (${clause})` });

/** The frame of every page behind the link. */
export function framed(props: Pick<DraftProps, "practice" | "language" | "token">, step: string, children: ReactNode): string {
  const { practice, language, token } = props;
  const links = { en: draftAddress(token, "en", step), es: draftAddress(token, "es", step) };
  return renderPage({ practice, language, title: practice.name, links, kind: "plain", children: <div className="sheet asking-once"><LanguageSwitch language={language} links={links} />{children}</div> });
}

const nameOf = ({ names }: Draft, id: string, language: Language) => names.people.find((one) => one.id === id)?.name || words.noName[language];
/** Which page a fault is on: those about the team as a whole stand on the first. */
const pageOf = (step: string) => (step === "people" ? "" : step);

/** The application as a whole: what is there, what is missing, and the way to hand it in. */
export function draftPage(props: DraftProps & DraftState): string {
  const { language, token, status } = props;
  const isOpen = isWithApplicant(status);
  return framed(props, "", (
    <>
      <p className="eyebrow">{props.cohort}</p>
      <h1>{words.title[language]}</h1>
      <p className="lead">{words.states[status][language]}</p>
      <p className="small">{words.code(props.code)[language]}. {words.savedAt(sayMoment(props.changedAt, props.practice.timeZone, language))[language]} {isOpen && words.works(writeDay(props.until, language))[language]}</p>
      {props.refused !== null && <NotTaken language={language} title={words.refused} text={withClause(props.refused)} faults={[]} />}
      {isOpen && <Parts {...props} />}
      <OwnFigures practice={props.practice} language={language} action={`${draftAddress(token, language, "code")}#figures`} offer={props.offer} code={props.shownCode} />
      {isOpen && <HandIn {...props} />}
      {status !== "withdrawn" && status !== "declined" && (
        <form className="ask" method="post" action={draftAddress(token, language, "withdraw")}>
          <h2>{words.withdraw[language]}</h2>
          <ChoiceField state={{ language, kept: {}, faults: props.needsTick === "yes" ? [{ path: "sure", message: words.withdrawNeed }] : [] }} field="sure" label={words.withdraw}>
            <Choice state={{ language, kept: {}, faults: [] }} field="sure" kind="checkbox" value="yes" label={words.withdrawTick} look="choice" />
          </ChoiceField>
          <p><button className="button second-choice" type="submit">{words.withdraw[language]}</button></p>
        </form>
      )}
    </>
  ));
}

function Missing({ count, language }: { count: number; language: Language }) {
  return <p className="small">{(count === 0 ? words.complete : words.missing(count))[language]}</p>;
}

function Parts(props: DraftProps) {
  const { language, token, draft, kind, faults } = props;
  const missing = (step: string) => faults.filter((one) => one.step === step && one.weight === "blocks").length;
  const link = (step: string, label: Words, about: string) => <p><a className="link" href={draftAddress(token, language, step)} aria-label={`${label[language]}: ${about}`}>{label[language]}</a></p>;
  const agency = (kind === "team" ? words.agency : words.you)[language];
  return (
    <>
      <section className="card">
        <h2>{agency}</h2>
        <Missing count={missing("agency")} language={language} />
        {link("agency", words.fill, agency)}
      </section>
      <h2 id="people">{(kind === "team" ? words.people : words.self)[language]}</h2>
      {draft.content.people.map((one) => (
        <section className="card" key={one.id}>
          <p className="eyebrow">{roleNames[one.role][language]}</p>
          <h3>{nameOf(draft, one.id, language)}</h3>
          <Missing count={missing(`person/${one.id}`)} language={language} />
          {link(`person/${one.id}`, words.fill, nameOf(draft, one.id, language))}
          {kind === "team" && (
            <form method="post" action={draftAddress(token, language, "people")}>
              <input type="hidden" name="remove" value={one.id} />
              <button className="button quiet" type="submit" aria-label={`${words.remove[language]}: ${nameOf(draft, one.id, language)}`}>{words.remove[language]}</button>
            </form>
          )}
        </section>
      ))}
      {kind === "team" && (
        <form className="buttons" method="post" action={draftAddress(token, language, "people")}>
          {teamRoles.map((role) => <button className="button second-choice" type="submit" name="add" value={role} key={role}>{words.add[role][language]}</button>)}
        </form>
      )}
      <h2>{words.readiness[language]}</h2>
      <p>{words.readinessText[language]}</p>
      {assessed(kind, draft.content).map((of) => {
        const title = (of === "agency" ? words.readyAgency : words.readyOf(nameOf(draft, of, language)))[language];
        return <section className="card" key={of}><h3>{title}</h3><Missing count={missing(`ready/${of}`)} language={language} />{link(`ready/${of}`, words.fill, title)}</section>;
      })}
      <Actions {...props} />
    </>
  );
}

/** What a self-assessment comes to, once somebody answered anything of it. */
function Actions({ form, kind, draft, language }: DraftProps) {
  const answered = new Set(assessed(kind, draft.content).filter((of) => Object.values(draft.content.readiness[of] ?? {}).some(({ answer }) => answer !== "")));
  const actions = actionsOf(form, kind, draft.content).filter(({ of }) => answered.has(of));
  if (actions.length === 0) return null;
  return (
    <section className="box good">
      <h2>{words.actions[language]}</h2>
      <ul className="dots">{actions.map((one) => <li key={`${one.of} ${one.item}`}>{one.of === "agency" ? "" : `${nameOf(draft, one.of, language)}: `}{one.words[language]}</li>)}</ul>
    </section>
  );
}

/** What a step is called, and whose it is: somebody who reads ten times "the name" knows where. */
function stepName({ draft, kind, language }: DraftProps, step: string): string {
  const [name, of = ""] = step.split("/");
  const person = draft.content.people.find((one) => one.id === of);
  if (name === "agency") return (kind === "team" ? words.agency : words.you)[language];
  if (name === "ready") return (of === "agency" ? words.readyAgency : words.readyOf(nameOf(draft, of, language)))[language];
  if (person === undefined) return (kind === "team" ? words.people : words.self)[language];
  return `${roleNames[person.role][language]}: ${nameOf(draft, of, language)}`;
}

/** What is still needed, step by step, each under the link that leads there. */
function StillNeeded(props: DraftProps & { blocking: readonly ApplicationFault[] }) {
  const { token, language, blocking } = props;
  const steps = [...new Set(blocking.map((one) => one.step))];
  return (
    <div className="box asks">
      <h3>{words.stillNeeded[language]}</h3>
      {steps.map((step) => (
        <div key={step}>
          <p><a className="link" href={pageOf(step) === "" ? "#people" : draftAddress(token, language, step, "&look=yes")}>{stepName(props, step)}</a></p>
          <ul>{[...new Set(blocking.filter((one) => one.step === step).map((one) => withClause(one)[language]))].map((message) => <li key={message}>{message}</li>)}</ul>
        </div>
      ))}
    </div>
  );
}

function HandIn(props: DraftProps) {
  const { token, language, faults, takes, status } = props;
  const blocking = faults.filter((one) => one.weight === "blocks");
  const asking = faults.filter((one) => one.weight === "asks");
  return (
    <section aria-labelledby="hand-in">
      <h2 id="hand-in">{words.handIn[language]}</h2>
      {asking.length > 0 && <div className="box read-first"><h3>{words.looksAt[language]}</h3><ul>{asking.map((one) => <li key={`${one.step} ${one.field}`}>{withClause(one)[language]}</li>)}</ul></div>}
      {blocking.length > 0 ? (
        <StillNeeded {...props} blocking={blocking} />
      ) : !takes && status === "draft" ? (
        <p>{words.closed[language]}</p>
      ) : (
        <form method="post" action={draftAddress(token, language, "submit")}>
          <p>{words.handInText[language]}</p>
          <p><button className="button main" type="submit">{words.handIn[language]}</button></p>
        </form>
      )}
    </section>
  );
}

/** A link that opens nothing: unknown, over, or of another application, all alike. */
export const overPage = (props: PageProps): string =>
  renderPage({ ...props, title: props.practice.name, links: null, kind: "plain", children: <div className="sheet"><h1>{words.over[props.language]}</h1><p className="lead">{words.overText[props.language]}</p><p><a className="button second-choice" href={trainingAddress[props.language]}>{words.toTraining[props.language]}</a></p></div> });

export type StepState = { state: FormState; seen: string; saved: "no" | "yes"; changed: "no" | "yes" };
/** One step: what is asked, that it was saved, and what still needs a look beside its field. */
export function stepPage(props: DraftProps, step: string, title: Words, { state, seen, saved, changed }: StepState, fields: ReactNode): string {
  const { language, token } = props;
  return framed(props, step, (
    <>
      <p><a className="link" href={draftAddress(token, language)}>{words.back[language]}</a></p>
      <h1>{title[language]}</h1>
      {saved === "yes" && <p className="tag done" role="status">{words.savedAt(sayMoment(props.changedAt, props.practice.timeZone, language))[language]}</p>}
      {changed === "yes" && <NotTaken language={language} title={words.changed} text={words.changedText} faults={[]} />}
      {state.faults.length > 0 && <p className="small">{words.missing(state.faults.length)[language]}</p>}
      <form className="ask" method="post" action={draftAddress(token, language, step)} noValidate autoComplete="off">
        <input type="hidden" name="seen" value={seen} />
        {fields}
        <p><button className="button main" type="submit">{words.save[language]}</button></p>
      </form>
      <p><a className="link" href={draftAddress(token, language)}>{words.back[language]}</a></p>
    </>
  ));
}
