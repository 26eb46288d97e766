import type { ReactNode } from "react";
import { stageNames } from "#features/cases/screens.words.ts";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { CourseView, StepView } from "../contract.ts";
import { words } from "../screens.words.ts";
import type { Stage } from "../steps.contract.ts";
import { StepRow } from "./StepRow.tsx";

type Of = { caseId: string; view: CourseView; stage: Stage; onDone: () => void };

/** One stage: its steps with each adult, then of the child and the case; the stage that goes on stands open. */
export function StagePart({ caseId, view, stage, onDone, children }: Of & { children?: ReactNode }) {
  const { say, language } = useLanguage();
  const own = view.steps.filter((one) => one.stage === stage);
  const current = view.adults.filter((one) => one.closedOn === null || view.course.endedOn !== null);
  const isCounted = (one: StepView) => one.adultId === null || current.some((adult) => adult.personId === one.adultId);
  const open = own.filter((one) => one.state === "open" && isCounted(one)).length;
  const late = own.filter((one) => one.timing?.state === "late" && isCounted(one)).length;
  const isNow = view.status === "open" && view.stage === stage && view.course.endedOn === null;
  const standing = isNow ? words.now : stage < view.stage || view.course.endedOn !== null ? words.before : words.toCome;
  const parts = [say(standing), words.openOf[language](open), ...(late > 0 ? [words.lateOf[language](late)] : [])];
  const body = (
    <>
      <Rhythm view={view} stage={stage} />
      {view.adults.map((adult) => (
        <AdultSteps key={adult.personId} caseId={caseId} view={view} stage={stage} adult={adult} onDone={onDone} />
      ))}
      <h3>{say(words.ofChild)}</h3>
      <Steps caseId={caseId} view={view} steps={own.filter((one) => one.adultId === null)} onDone={onDone} />
      {stage === 1 && view.gates.length > 0 ? (
        <>
          <h3>{say(words.gates)}</h3>
          <FindingList width="narrow" findings={view.gates} fixFor={(one) => (one.clause === "G1" ? null : { href: `/app/families/${caseId}/${one.clause === "G2" ? "consents" : "plan"}` })} />
        </>
      ) : null}
      {children}
    </>
  );
  return (
    <details className="fold course-stage" open={isNow || undefined}>
      <summary>
        <h2>{say(stageNames[stage]!)}</h2>
        <span className="soft">{parts.join(" · ")}</span>
      </summary>
      {body}
    </details>
  );
}

/** What was met with one adult, and the steps; a dyad that was closed keeps its list, folded. */
function AdultSteps({ caseId, view, stage, adult, onDone }: Of & { adult: CourseView["adults"][number] }) {
  const { language, day } = useLanguage();
  const steps = view.steps.filter((one) => one.stage === stage && one.adultId === adult.personId);
  const met = view.meetings.filter((one) => one.stage === stage && one.personId === adult.personId);
  const held = (withChild: boolean) => met.filter((one) => one.withChild === withChild).reduce((sum, one) => sum + one.held, 0);
  if (steps.length === 0) return null;
  const body = (
    <>
      <p className="soft small">{words.met[language](held(false), held(true))}</p>
      <Steps caseId={caseId} view={view} steps={steps} onDone={onDone} />
    </>
  );
  if (adult.closedOn !== null)
    return (
      <details className="fold">
        <summary>{words.endedWith[language](adult.name, day(adult.closedOn, "full"))}</summary>
        {body}
      </details>
    );
  return (
    <>
      <h3>{words.withAdult[language](adult.name)}</h3>
      {body}
    </>
  );
}

function Steps({ caseId, view, steps, onDone }: Omit<Of, "stage"> & { steps: readonly StepView[] }) {
  return (
    <ul className="course-steps">
      {steps.map((one) => (
        <StepRow key={`${one.step} ${one.adultId ?? ""}`} caseId={caseId} view={view} step={one} onDone={onDone} />
      ))}
    </ul>
  );
}

/** The rhythm of a stage in figures that the sessions give. */
function Rhythm({ view, stage }: { view: CourseView; stage: Stage }) {
  const { language } = useLanguage();
  const all = view.meetings.filter((one) => one.stage === stage && one.personId === null);
  if (all.length === 0) return null;
  const sum = (wanted: (one: CourseView["meetings"][number]) => boolean) => all.filter(wanted).reduce((total, one) => total + one.held, 0);
  const together = sum((one) => one.withChild);
  const adults = ["caregiver_alone", "feedback", "intake", "assessment"];
  const alone = sum((one) => !one.withChild && adults.includes(one.kind));
  return <p className="soft">{words.rhythm[language](together, alone, sum(() => true) - together - alone)}</p>;
}
