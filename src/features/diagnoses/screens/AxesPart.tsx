import type { ReactNode } from "react";
import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { AxisEntry, Dimension } from "../axes.contract.ts";
import { entriesByAxis, entriesHeld, lastLevels } from "../axes.rules.ts";
import { axesWords as words, axisNames, dimensionNames, markNames } from "../axes.words.ts";
import { AddAxis, type Adult, CorrectAxis } from "./AxisForm.tsx";
import "./diagnoses.css";

type Of = { caseId: string; today: CivilDate; adults: readonly Adult[] };

/** Axes II to V of DC:0-5 on the chart: the last level of each relationship, and what is held of the others. */
export function AxesPart(of: Of) {
  const { say, language } = useLanguage();
  const writes = hasRole(useMe(), "clinician", "trainee", "supervisor");
  const list = useAnswer(["diagnoses.axes", of.caseId], (api) => api.diagnoses.axes({ caseId: of.caseId }));
  const all = list.data?.entries ?? [];
  const levels = lastLevels(all);
  const held = [{ axis: 2 as const, entries: levels }, ...entriesByAxis(all)].filter(({ entries }) => entries.length > 0);
  const shown = new Set(held.flatMap(({ entries }) => entries.map((one) => one.entryId)));
  const earlier = [...entriesHeld(all), ...all.filter((one) => one.superseded || one.inError)].filter((one) => !shown.has(one.entryId));
  return (
    <section className="part" aria-labelledby="axes">
      <h2 id="axes">{say(words.title)}</h2>
      {list.isPending ? <Loading rows={2} /> : null}
      {list.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch() }} /> : null}
      {list.isSuccess && held.length === 0 ? <p className="soft">{say(words.none)}</p> : null}
      {held.map(({ axis, entries }) => (
        <section key={axis} aria-labelledby={`axis-${axis}`}>
          <h3 id={`axis-${axis}`}>{say(axisNames[axis])}</h3>
          <ul className="diagnoses">
            {entries.map((one) => (
              <EntryRow key={one.entryId} one={one} verb={writes && one.from === "entry" ? <CorrectAxis one={one} {...of} /> : null} />
            ))}
          </ul>
        </section>
      ))}
      {earlier.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.earlier)}</summary>
          <ul className="diagnoses">
            {earlier.map((one) => (
              <EntryRow key={one.entryId} one={one} verb={null} />
            ))}
          </ul>
        </details>
      )}
      {writes ? <AddAxis {...of} /> : null}
    </section>
  );
}

function EntryRow({ one, verb }: { one: AxisEntry; verb: ReactNode }) {
  const { say, day, language } = useLanguage();
  const zone = useMe().agency.timeZone;
  const name = one.axis === 2 ? words.levelOf[language](one.ownerName ?? "", one.level ?? 0, day(one.since, "full")) : [one.code, one.label].filter((part) => part !== "").join(" ");
  const details = [
    one.axis === 2 ? null : words.sinceDay[language](day(one.since, "full")),
    one.until === null ? null : words.untilDay[language](day(one.until, "full")),
    one.from === "measure" ? say(words.fromMeasure) : null,
    one.inError ? say(words.wasInError) : one.superseded ? say(words.wasSuperseded) : null,
    one.reason || null,
    one.byName === null || one.at === null ? null : words.writtenBy[language](one.byName, day(dateInZone(one.at, zone), "full")),
  ].filter((part) => part !== null);
  const nameOf = (each: Dimension) => (each.name === null ? each.label : say(dimensionNames[each.name]));
  return (
    <li>
      <p>
        <strong>{name}</strong>
      </p>
      {one.dimensions.length === 0 ? null : <p>{one.dimensions.map((each) => `${nameOf(each)}: ${say(markNames[each.mark]).toLowerCase()}`).join(" · ")}</p>}
      {one.words === "" ? null : <p>{one.words}</p>}
      <p className="soft">{details.join(" · ")}</p>
      {verb === null ? null : <div className="diagnosis-verbs">{verb}</div>}
    </li>
  );
}
