import type { CaseView } from "#features/cases/contract.ts";
import { statusNames } from "#features/diagnoses/screens.words.ts";
import { Title } from "#features/diagnoses/screens/CodeField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../case.words.ts";
import { eventNames } from "../screens.words.ts";

/** The child's chart, to read: what a family sees of it, alone or with whoever shows it. Nothing where there is none. */
export function ChartRead({ found }: { found: Pick<CaseView, "diagnoses" | "traumaticEvents" | "lifeEvents"> }) {
  const { say, day } = useLanguage();
  if (found.diagnoses.length + found.traumaticEvents.length + found.lifeEvents.length === 0) return null;
  return (
    <section className="part" aria-labelledby="chart">
      <h2 id="chart">{say(words.chart)}</h2>
      <ul className="facts">
        {found.diagnoses.map((one) => (
          <li key={one.diagnosisId}>
            <strong>{say(words.diagnoses)}</strong>
            <span>
              {one.code} {one.system === "ICD-10-CM" && one.display !== "" ? <Title title={one.display} /> : one.display}
              {one.status === "provisional" ? ` · ${say(statusNames.provisional)}` : null}
            </span>
          </li>
        ))}
        {found.traumaticEvents.map((one) => (
          <li key={one.traumaticEventId}>
            <strong>{say(words.events)}</strong>
            <span>{say(eventNames[one.kind] ?? eventNames.other!)}</span>
          </li>
        ))}
        {found.lifeEvents.map((one) => (
          <li key={one.lifeEventId}>
            <strong>{day(one.happensOn, "full")}</strong>
            <span>{one.label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
