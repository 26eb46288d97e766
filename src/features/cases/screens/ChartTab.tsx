import { useSearch } from "@tanstack/react-router";
import { ageInMonths, type CivilDate } from "#kernel/dates.ts";
import type { CaseView } from "#features/cases/contract.ts";
import { AxesPart } from "#features/diagnoses/screens/AxesPart.tsx";
import { DiagnosesPart } from "#features/diagnoses/screens/DiagnosesPart.tsx";
import { fullName } from "#features/people/screens/saying.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useAsAdult } from "#ui/shownTo.ts";
import { EmptyState } from "#ui/States.tsx";
import { ContentMark } from "#ui/ContentMark.tsx";
import type { ReactNode } from "react";
import { words } from "../chart.words.ts";
import { ageWords, eventNames, lifeEventNames, problemNames, stageNames } from "../screens.words.ts";
import { ChartRead } from "./ChartRead.tsx";
import { EventForm, LifeEventForm, ProblemForm, StageForm } from "./ChartForms.tsx";
import { SentConditions } from "./SentConditions.tsx";
import { useCase, useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";
import "./cases.css";

/** The facts of the child's chart, each with the form that adds one. `?add=diagnosis` opens that form, as a fix does. */
export default function ChartTab({ caseId }: { caseId: string }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const today = useToday();
  const { add } = useSearch({ strict: false }) as { add?: unknown };
  const found = useCase(caseId);
  const changed = useCaseChanged(caseId);
  const asAdultId = useAsAdult(caseId);
  if (found.data === undefined) return null;
  const one = found.data;
  if (asAdultId !== null) return one.diagnoses.length + one.traumaticEvents.length + one.lifeEvents.length === 0 ? <EmptyState sentence={say(words.nothingToShow)} /> : <ChartRead found={one} />;
  const writes = hasRole(me, "clinician", "trainee", "supervisor");
  const seesChart = writes || hasRole(me, "auditor", "privacy_officer");
  const begins = (form: string) => (add === form ? "open" : "closed");
  const stage = stageNames[one.stage];
  return (
    <>
      <ContentMark />
      <section className="part" aria-labelledby="course">
        <h2 id="course">{say(words.course)}</h2>
        <DefinitionStrip
          definitions={[
            { label: say(words.stage), value: stage === undefined ? String(one.stage) : say(stage) },
            { label: say(words.opened), value: day(one.openedOn, "full") },
            { label: say(words.first), value: one.courseStart === null ? say(words.notYet) : day(one.courseStart, "full") },
          ]}
        />
        {writes ? <StageForm found={one} /> : null}
      </section>
      {seesChart ? null : <p className="soft">{say(words.hidden)}</p>}
      {seesChart ? (
        <>
          <DiagnosesPart caseId={caseId} today={today} begins={begins("diagnosis")} changed={changed} />
          <AxesPart caseId={caseId} today={today} adults={one.people.filter((person) => person.hasOpenDyad).map((person) => ({ personId: person.personId, name: fullName(person) }))} />
          {writes && one.referralId !== null ? <SentConditions caseId={caseId} referralId={one.referralId} known={one.diagnoses.map((fact) => fact.code)} /> : null}
          <Facts id="events" title={say(words.events)} none={say(words.noEvents)} form={writes ? <EventForm caseId={caseId} begins={begins("event")} /> : null}>
            {one.traumaticEvents.map((fact) => (
              <Fact key={fact.traumaticEventId} name={say(eventNames[fact.kind] ?? eventNames.other!)} details={[fact.ageMonths === null ? null : words.atAge[language](ageWords[language](Math.trunc(fact.ageMonths / 12), fact.ageMonths % 12)), fact.source || null]} />
            ))}
          </Facts>
          <Facts id="problems" title={say(words.problems)} none={say(words.noProblems)} form={writes ? <ProblemForm caseId={caseId} begins={begins("problem")} /> : null}>
            {one.problems.map((fact) => (
              <Fact key={fact.problemId} name={say(problemNames[fact.kind] ?? { en: fact.kind, es: fact.kind })} details={[say(fact.followsEvents === null ? words.unknown : fact.followsEvents ? words.yes : words.no)]} />
            ))}
          </Facts>
          <Facts id="life" title={say(words.life)} none={say(words.noLife)} form={writes ? <LifeEventForm caseId={caseId} begins={begins("life")} /> : null}>
            {one.lifeEvents.map((fact) => (
              <Fact key={fact.lifeEventId} name={day(fact.happensOn, "full")} details={[fact.label, say(lifeEventNames[fact.kind] ?? lifeEventNames.other!), ageThen(one, fact.happensOn), fact.happensOn > today ? say(words.ahead) : null]} />
            ))}
          </Facts>
        </>
      ) : null}
    </>
  );

  function ageThen(of: CaseView, on: CivilDate): string | null {
    const birth = of.people.find((person) => person.part === "child")?.birthDate ?? null;
    if (birth === null || on < birth) return null;
    const months = ageInMonths(birth, on);
    return words.atAge[language](ageWords[language](Math.trunc(months / 12), months % 12));
  }
}

function Facts({ id, title, none, form, children }: { id: string; title: string; none: string; form: ReactNode; children: ReactNode[] }) {
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children.length === 0 ? <p className="soft">{none}</p> : <ul className="facts">{children}</ul>}
      {form}
    </section>
  );
}

function Fact({ name, details, children }: { name: string; details: readonly (string | null)[]; children?: ReactNode }) {
  return (
    <li>
      <strong>{name}</strong>
      <span className="soft">{details.filter((detail) => detail !== null).join(" · ")}</span>
      {children}
    </li>
  );
}
