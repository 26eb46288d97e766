import type { ReactNode } from "react";
import { writeDay } from "#kernel/saying.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { type FormState, TextField } from "#features/site/fields.pages.tsx";
import { type PageProps, renderPage } from "#features/site/shell.pages.tsx";
import { shellWords } from "#features/site/shell.words.ts";
import type { TrackId } from "#features/training/contract.ts";
import { showNumber } from "./number.rules.ts";
import { completedWords, stateOf } from "./rules.ts";
import { checkWords as words } from "./words.ts";

/** What a certificate says, and on which day it was asked. */
export type Checked = { number: string; name: string; issuer: string; cohort: string; track: TrackId; completedOn: CivilDate; validTo: CivilDate | null; annulledOn: CivilDate | null; today: CivilDate };
export type Tried = { how: "no" } | { how: "nothing" | "busy"; typed: string };

/** `/certificates`: where anybody checks a certificate by its number. It says the same for every number that is none, and needs no script. */
export function checkPage(props: PageProps & { tried: Tried }): string {
  const { practice, language, tried } = props;
  const state: FormState = { language, kept: tried.how === "no" ? {} : { number: [tried.typed] }, faults: [] };
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.certificates,
    kind: "form",
    children: (
      <div className="wrap narrow asking-once">
        <form className="ask" method="post" action={siteAddresses.certificates[language]} noValidate autoComplete="off">
          <h1>{words.title[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
          {tried.how !== "no" && (
            <div className="box fault-summary" id="faults" role="alert" tabIndex={-1} data-focus="">
              <h2>{(tried.how === "busy" ? words.busy : words.none)[language]}</h2>
              <p>{(tried.how === "busy" ? words.busyText : words.noneText)[language]}</p>
            </div>
          )}
          <TextField state={state} field="number" label={words.number} hint={words.hint} kind="text" />
          <p><button className="button main" type="submit" data-sending={shellWords.sending[language]}>{words.check[language]}</button></p>
        </form>
        <p className="small">{words.meaning[language]} <a className="link" href={siteAddresses.roster[language]}>{words.roster[language]}</a></p>
      </div>
    ),
  });
}

/** What the certificate says and how it stands today; drawn once, in no cache. */
export function certificatePage(props: PageProps & { found: Checked }): string {
  const { practice, language, found } = props;
  const state = stateOf({ confirmedAt: "", undoneAt: null, annulledOn: found.annulledOn, validTo: found.validTo }, found.today);
  const stands = state === "valid" || state === "lapsed" || state === "annulled" ? state : "annulled";
  const day = (on: CivilDate) => writeDay(on, language);
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.certificates,
    kind: "form",
    children: (
      <div className="wrap narrow receipt">
        <h1>{words.states[stands][language]}</h1>
        <dl className={`card certificate ${stands}`}>
          <Fact language={language} of={words.number}><span translate="no">{showNumber(found.number)}</span></Fact>
          <Fact language={language} of={words.who}><span translate="no">{found.name}</span></Fact>
          <Fact language={language} of={words.what}>{completedWords(found)[language]}</Fact>
          <Fact language={language} of={words.cohort}><span translate="no">{found.cohort}</span></Fact>
          <Fact language={language} of={words.issuer}><span translate="no">{found.issuer}</span></Fact>
          <Fact language={language} of={words.on}>{day(found.completedOn)}</Fact>
          {found.validTo !== null && <Fact language={language} of={words.until}>{day(found.validTo)}</Fact>}
          {found.annulledOn !== null && <Fact language={language} of={words.annulledOn}>{day(found.annulledOn)}</Fact>}
        </dl>
        <p className="small">{words.meaning[language]}</p>
        <p className="buttons"><a className="button second-choice" href={siteAddresses.certificates[language]}>{words.again[language]}</a></p>
      </div>
    ),
  });
}

function Fact(props: { language: Language; of: Words; children: ReactNode }) {
  return <div><dt>{props.of[props.language]}</dt><dd>{props.children}</dd></div>;
}
