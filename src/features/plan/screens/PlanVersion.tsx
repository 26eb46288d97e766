import { IconPrinter } from "@tabler/icons-react";
import { hasRole, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { type Plan, type Rating, signingParts } from "../contract.ts";
import { interventionNames, partNames, ratingNames, statusNames, textWords } from "../plan.words.ts";
import { comparePlans } from "../rules.ts";
import { words } from "../screens.words.ts";
import { sayGoal, sayTarget } from "../text.rules.ts";
import { sayAbout, usePlanNames } from "./naming.ts";

/** One version as it stands: objectives, signatures, attempts and reviews. */
export function PlanVersion({ caseId, plan, before }: { caseId: string; plan: Plan; before: Plan | null }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const names = usePlanNames(caseId);
  const wordsOf = (objectiveId: string) => plan.objectives.find((one) => one.objectiveId === objectiveId)?.words ?? "";
  return (
    <>
      <p className="soft">{[plan.fixedOn === null ? null : words.fixedOn[language](day(plan.fixedOn, "full")), plan.approvedOn === null ? null : words.approvedOn[language](day(plan.approvedOn, "full"))].filter((one) => one !== null).join(", ")}</p>
      {plan.objectives.length === 0 ? <p>{say(words.closedWords)}</p> : null}
      <ol className="plan-objectives">
        {plan.objectives.map((one) => (
          <li key={one.objectiveId}>
            <strong>{one.words}</strong>
            <span className="soft">
              {sayAbout(one.ownerPersonId, names.adults, language)} · {say(statusNames[one.standing.status])}
              {one.standing.status === "open" ? "" : `, ${day(one.standing.on, "full")}`}
            </span>
            <dl className="plan-facts">
              <dt>{say(words.goal)}</dt>
              <dd>{sayGoal(one.goal, plan, language)}</dd>
              <dt>{say(words.baseline)}</dt>
              <dd>{one.baseline}</dd>
              <dt>{say(textWords.target)}</dt>
              <dd>{sayTarget(one, names.measures, language)}</dd>
              <dt>{say(words.interventions)}</dt>
              <dd>{one.interventions.map((code) => say(interventionNames[code])).join("; ")}</dd>
              {one.reviewOn === null ? null : (
                <>
                  <dt>{say(words.reviewOn)}</dt>
                  <dd>{day(one.reviewOn, "full")}</dd>
                </>
              )}
            </dl>
          </li>
        ))}
      </ol>
      {before === null || plan.objectives.length === 0 ? null : <Differences before={before} plan={plan} />}
      <h3>{say(words.signatures)}</h3>
      <ul className="facts">
        {signingParts.flatMap((part) => {
          const signed = plan.signatures.filter((one) => one.part === part);
          if (signed.length === 0)
            return [
              <li key={part}>
                <strong>{say(partNames[part])}</strong>
                <span>{say(words.missing)}</span>
              </li>,
            ];
          return signed.map((one) => (
            <li key={`${part} ${one.name}`}>
              <strong>{say(partNames[part])}</strong>
              <span>{one.name}</span>
              <span className="soft">
                {words.signed[language](day(one.signedOn, "full"))}, {say(one.way === "paper" ? words.onPaper : words.onScreen)}
              </span>
            </li>
          ));
        })}
      </ul>
      {plan.attempts.length === 0 ? null : (
        <>
          <h3>{say(words.attempts)}</h3>
          <ul className="facts">
            {plan.attempts.map((one, at) => (
              <li key={at}>
                <strong>{day(one.attemptedOn, "full")}</strong>
                <span>{one.reason?.words ?? ""}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {plan.reviews.length === 0 ? null : (
        <>
          <h3>{say(words.reviews)}</h3>
          <ul className="facts">
            {plan.reviews.map((one) => (
              <li key={one.reviewId}>
                <strong>{day(one.reviewedOn, "full")}</strong>
                <span>
                  {say(one.why === "due" ? words.whyDue : words.whyChange)}; {say(words.outcome).toLowerCase()} {say(one.outcome === "keeps" ? words.keeps : words.newVersion)}
                </span>
                {one.byName === null ? null : <span className="soft">{words.by[language](one.byName)}</span>}
                {one.progress.map((line) => (
                  <span key={line.objectiveId}>
                    {wordsOf(line.objectiveId).replace(/\.$/, "")}: {say(ratingNames[line.rating as Rating])}. {line.words}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {plan.fixedOn !== null && plan.objectives.length > 0 && hasRole(me, "clinician", "supervisor") ? <PrintLinks caseId={caseId} plan={plan} /> : null}
    </>
  );
}

function PrintLinks({ caseId, plan }: { caseId: string; plan: Plan }) {
  const { say } = useLanguage();
  return (
    <p className="plan-verbs">
      {(["to_sign", "plain"] as const).flatMap((kind) =>
        (["en", "es"] as const).map((language) => (
          <a key={`${kind} ${language}`} className="button button--second" href={`/api/cases/${caseId}/plans/${plan.planId}/paper?kind=${kind}&language=${language}`} download>
            <Icon glyph={IconPrinter} />
            <span>{say(words.print[kind][language])}</span>
          </a>
        )),
      )}
    </p>
  );
}

function Differences({ before, plan }: { before: Plan; plan: Plan }) {
  const { say } = useLanguage();
  const found = comparePlans(before.objectives, plan.objectives);
  const names = { added: words.added, gone: words.gone, worded_anew: words.wordedAnew };
  return (
    <details className="fold">
      <summary>{say(words.differs)}</summary>
      {found.length === 0 ? <p className="soft">{say(words.same)}</p> : null}
      <ul className="facts">
        {found.map((one) => (
          <li key={one.objectiveId}>
            <strong>{say(names[one.what])}</strong>
            <span>{[...plan.objectives, ...before.objectives].find((each) => each.objectiveId === one.objectiveId)?.words}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
