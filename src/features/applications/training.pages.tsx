import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { Guarded, NotTaken } from "#features/questions/parts.pages.tsx";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import type { SpamGuard } from "#features/site/ask.pages.tsx";
import { Choice, ChoiceField, type FormState, idOf, TextField } from "#features/site/fields.pages.tsx";
import { Checks, LanguageSwitch, renderPage, type PageProps } from "#features/site/shell.pages.tsx";
import type { CivilDate } from "#kernel/dates.ts";
import { applicationKinds } from "./contract.ts";
import { trainingWords as words } from "./words.ts";

export const trainingAddress: Record<Language, string> = siteAddresses.training;
export type ShownCohort = { cohortId: string; name: string; of: string; startsOn: CivilDate; endsOn: CivilDate; appliesTo: CivilDate; places: number };
export type TrainingProps = PageProps & { guard: SpamGuard; cohorts: readonly ShownCohort[]; kept: FormState["kept"]; faults: FormState["faults"]; refusal: "none" | "whole"; keepDays: number };

/** `/training` (C8–C11): the cohorts that take applications, what they ask for, and one form that sends a private link. */
export function trainingPage(props: TrainingProps): string {
  const { practice, language, cohorts, faults } = props;
  const state: FormState = props;
  const day = (date: CivilDate) => writeDay(date, language);
  return renderPage({
    practice,
    language,
    title: practice.name,
    links: trainingAddress,
    kind: "plain",
    children: (
      <div className="sheet asking-once">
        <LanguageSwitch language={language} links={trainingAddress} />
        <h1>{words.title[language]}</h1>
        <p className="lead">{words.lead[language]}</p>
        {cohorts.length === 0 && <div className="box good"><p>{words.none[language]}</p></div>}
        {cohorts.map((one) => (
          <section className="card" key={one.cohortId} aria-labelledby={`cohort-${one.cohortId}`}>
            <p className="eyebrow">{one.of}</p>
            <h2 id={`cohort-${one.cohortId}`}>{one.name}</h2>
            <p>{words.runs(day(one.startsOn), day(one.endsOn))[language]}. {words.places(one.places)[language]}. <strong>{words.until(day(one.appliesTo))[language]}.</strong></p>
          </section>
        ))}
        {cohorts.length > 0 && (
          <>
            <h2>{words.needs[language]}</h2>
            <Checks items={words.requirements} language={language} />
            <form className="ask" method="post" action={trainingAddress[language]} noValidate autoComplete="off">
              <h2>{words.begin[language]}</h2>
              {(faults.length > 0 || props.refusal === "whole") && <NotTaken language={language} title={faults.length > 0 ? words.faults(faults.length) : words.refused} text={words.nothing} faults={faults.map((one) => ({ id: idOf(one.path, one.path === "cohort" ? cohorts[0]!.cohortId : one.path === "kind" ? "team" : undefined), message: one.message }))} />}
              <Guarded guard={props.guard} language={language} leaveEmpty={words.leaveEmpty} />
              <ChoiceField state={state} field="cohort" label={words.cohort}>
                {cohorts.map((one) => <Choice key={one.cohortId} state={state} field="cohort" kind="radio" value={one.cohortId} label={{ en: one.name, es: one.name }} look="choice" preset={cohorts.length === 1 ? "safest" : "none"} />)}
              </ChoiceField>
              <ChoiceField state={state} field="kind" label={words.as}>
                {applicationKinds.map((kind) => <Choice key={kind} state={state} field="kind" kind="radio" value={kind} label={words.kinds[kind]} look="choice" />)}
              </ChoiceField>
              <TextField state={state} field="email" label={words.email} hint={words.emailHint} kind="email" />
              <p className="small">{words.kept(props.keepDays)[language]}</p>
              <p><button className="button main" type="submit">{words.send[language]}</button></p>
            </form>
          </>
        )}
      </div>
    ),
  });
}

/** What is said after the form was sent, the same whatever became of it. */
export const begunPage = (props: PageProps): string =>
  renderPage({
    ...props,
    title: props.practice.name,
    links: null,
    kind: "plain",
    children: (
      <div className="sheet">
        <h1>{words.sent[props.language]}</h1>
        <p className="lead">{words.sentText[props.language]}</p>
      </div>
    ),
  });
