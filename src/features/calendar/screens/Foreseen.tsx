import { useEffect, useState } from "react";
import { IconCircleX } from "@tabler/icons-react";
import { sessionFixHref } from "#features/eligibility/screens/fixes.ts";
import { type Api, type ApiFault, useAnswer, useMe } from "#ui/client.ts";
import { FindingList } from "#ui/Finding.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { Verdict } from "#ui/Verdict.tsx";
import type { ForeseenHour } from "../contract.ts";
import { endingWords } from "../endings.words.ts";
import { words } from "../screens.words.ts";

export type Plan = Parameters<Api["calendar"]["foresee"]>[0];

/** Milliseconds of rest after which what was typed is asked. */
const REST = 300;

/** A value once it has rested; what is typed meanwhile waits. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** What a session that is being typed would be like; null while something of it is still missing or being asked. `plan` null is not complete yet. */
export function useForeseen(plan: Plan | null): { hour: ForeseenHour | null; state: "incomplete" | "looking" | "there"; fault: ApiFault | null } {
  const now = plan === null ? "" : JSON.stringify(plan);
  const asked = useRested(now);
  const answer = useAnswer(["calendar.foresee", asked], (api) => api.calendar.foresee(JSON.parse(asked) as Plan), { when: asked === "" ? "not_yet" : "now" });
  if (now === "") return { hour: null, state: "incomplete", fault: null };
  const isAnswered = asked === now;
  const hour = isAnswered ? (answer.data ?? null) : null;
  const fault = isAnswered ? answer.error : null;
  return { hour, fault, state: hour === null && fault === null ? "looking" : "there" };
}

export type HourProps = { foreseen: ReturnType<typeof useForeseen>; caseId: string; clinicianName: string };

/** The line over the verb that books: what the hour will count for, by which clause, and what mends it. */
export function ForeseenLine({ foreseen: { hour, state, fault }, caseId, clinicianName }: HourProps) {
  const { say, language } = useLanguage();
  const me = useMe();
  // What stands in the way of the plan itself, such as a time that never comes on that day, is said before it is sent.
  if (fault !== null) return <p className="foreseen foreseen-taken">{[sentenceFor(fault, language), ...fault.fields.map((field) => field.message)].filter((said, place, all) => all.indexOf(said) === place).join(" ")}</p>;
  if (hour === null) return <p className="soft foreseen">{say(state === "looking" ? words.looking : words.needsMore)}</p>;
  const gateShut = hour.gate.result === "not_met";
  const asked = hour.consents.filter((one) => one.result === "not_met");
  const willNot = (hour.counts === null ? hour.staffing : hour.counts.decision.verdict) === "no";
  return (
    <div className="foreseen">
      {hour.ending === null || hour.ending.place === "beyond" ? null : <p className="small">{hour.ending.place === "last" ? say(endingWords.foreseenLast) : endingWords.foreseenLeft[language](hour.ending.left ?? 0)}</p>}
      {hour.isTaken ? (
        <p className="foreseen-taken">
          <Icon glyph={IconCircleX} /> {words.isTaken[language](clinicianName)}
        </p>
      ) : null}
      {gateShut ? (
        <>
          <p className="foreseen-taken">
            <Icon glyph={IconCircleX} /> {say(words.gateShut)}
          </p>
          <FindingList width="narrow" findings={[hour.gate]} fixFor={() => ({ href: `/app/families/${caseId}/consents` })} />
        </>
      ) : null}
      {asked.length === 0 ? null : <FindingList width="narrow" findings={asked} fixFor={() => ({ href: `/app/families/${caseId}/consents` })} />}
      {hour.counts === null ? (
        hour.staffing === "no" ? (
          <p className="foreseen-taken">
            <Icon glyph={IconCircleX} /> {say(words.notByStaffing)}
          </p>
        ) : null
      ) : (
        <Verdict
          decision={hour.counts.decision}
          tense="planned"
          openShown={2}
          fixFor={(finding) => {
            const href = sessionFixHref(caseId, finding, me);
            return href === null ? null : { href };
          }}
        />
      )}
      {willNot && !gateShut ? <p className="small">{say(words.bookAnywayWhy)}</p> : null}
    </div>
  );
}
