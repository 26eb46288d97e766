import { useId } from "react";
import { objectives } from "#features/cases/chips.words.ts";
import { stepNames } from "#features/course/course.words.ts";
import { strands } from "#features/notes/strands.words.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import type { Content } from "../contract.ts";
import { localLabel, scaleNames, valueNames } from "../fidelity.words.ts";
import { sayRating } from "../paper.rules.ts";
import { type Rating, ratedStrands, ratingScales } from "../shapes.contract.ts";
import { words } from "../screens.words.ts";
import { askedKeys, scaleOf } from "../suggest.rules.ts";

type Change = ((key: string, value: string | null) => void) | null;
type Of = { caseId: string; content: Content; onChange: Change };

/** The strands and the grid of objectives with what the record suggests; with `onChange` each may be changed by a press. */
export function Ratings({ caseId, content, ratings, onChange }: Of & { ratings: readonly Rating[] }) {
  const { say, language } = useLanguage();
  const of = (key: string) => ratings.find((one) => one.key === key);
  const asked: readonly string[] = Object.values(askedKeys);
  const touched = (code: string) => ratings.some((one) => one.key.startsWith(`content.${code}.`) && (one.seen > 0 || one.value !== one.suggestion));
  const [worked, rest] = [objectives.filter((one) => touched(one.code)), objectives.filter((one) => !touched(one.code))];
  const grid = (codes: readonly (typeof objectives)[number][]) =>
    codes.map(({ code, words: name }) => (
      <fieldset key={code} className="fidelity-row">
        <legend>{say(name)}</legend>
        {ratings.filter((one) => one.key.startsWith(`content.${code}.`)).map((one) => (
          <RatingCell key={one.key} caseId={caseId} content={content} rating={one} about={say(name)} onChange={onChange} />
        ))}
      </fieldset>
    ));
  return (
    <>
      <h3>{say(words.strands)}</h3>
      <p className="soft small">
        {say(words.betweenTwo)} {say(localLabel)}
      </p>
      {ratedStrands.map((strand) => {
        const cells = [of(`strands.${strand}.challenge`), of(`strands.${strand}.capacity`)].filter((one): one is Rating => one !== undefined && !(onChange !== null && asked.includes(one.key)));
        if (cells.length === 0) return null;
        return (
          <fieldset key={strand} className="fidelity-row">
            <legend>{say(strands[strand])}</legend>
            {cells.map((one) => (
              <RatingCell key={one.key} caseId={caseId} content={content} rating={one} about={say(strands[strand])} onChange={onChange} />
            ))}
          </fieldset>
        );
      })}
      {of("case.course") === undefined ? null : (
        <div className="fidelity-row">
          <RatingCell caseId={caseId} content={content} rating={of("case.course")!} about="" onChange={onChange} />
        </div>
      )}
      <h3>{say(words.grid)}</h3>
      {worked.length === 0 ? <p className="soft">{say(words.gridNone)}</p> : grid(worked)}
      {rest.length === 0 ? null : (
        <details className="fold">
          <summary>{words.gridRest[language](rest.length)}</summary>
          {grid(rest)}
        </details>
      )}
    </>
  );
}

/** One rating: its value, what the record suggests where that is something else, and where it was read. */
function RatingCell({ caseId, content, rating: one, about, onChange }: Of & { rating: Rating; about: string }) {
  const { say, language } = useLanguage();
  const id = useId();
  const scale = scaleOf(one.key);
  const label = say(scaleNames[scale]);
  const isAsked = (Object.values(askedKeys) as string[]).includes(one.key);
  const suggestion = isAsked ? null : one.suggestion === null ? say(words.tooLittle) : one.suggestion === one.value ? null : words.suggested[language](sayRating(one.key, one.suggestion, language));
  return (
    <div className={suggestion !== null && one.suggestion !== null ? "fidelity-cell fidelity-cell--changed" : "fidelity-cell"}>
      {onChange === null ? (
        <p>
          <span className="soft small">{label}</span> <strong>{sayRating(one.key, one.value, language)}</strong>
        </p>
      ) : (
        <p>
          <label htmlFor={id} className="soft small">
            {label}
            {about === "" ? null : <span className="hidden-words">: {about}</span>}
          </label>
          <select id={id} className="control" value={one.value ?? ""} onChange={(event) => onChange(one.key, event.target.value === "" ? null : event.target.value)}>
            <option value="">{say(words.notRated)}</option>
            {ratingScales[scale].map((value) => (
              <option key={value} value={value}>
                {say(valueNames[scale][value]!)}
              </option>
            ))}
          </select>
        </p>
      )}
      {suggestion === null ? null : <p className="soft small">{suggestion}</p>}
      {one.sources.length === 0 || scale === "fit" ? null : <Sources caseId={caseId} content={content} rating={one} about={about === "" ? label : `${about}, ${label}`} />}
    </div>
  );
}

function Sources({ caseId, content, rating: one, about }: Omit<Of, "onChange"> & { rating: Rating; about: string }) {
  const { say, language, day } = useLanguage();
  const dayOf = new Map(content.sessions.map((each) => [each.sessionId, each.on]));
  return (
    <details className="fold small">
      <summary>
        {words.seenIn[language](one.seen, one.among)}
        <span className="hidden-words">. {words.sources[language](about)}</span>
      </summary>
      <ul className="fidelity-sources">
        {one.sources.map((each) => (
          <li key={`${each.sessionId ?? ""} ${each.step ?? ""} ${each.adultId ?? ""}`}>
            {each.sessionId === null ? <Link href={`/app/families/${caseId}/course`}>{each.step === null ? "" : say(stepNames[each.step])}</Link> : <Link href={`/app/sessions/${each.sessionId}/note`}>{words.noteOf[language](dayOf.has(each.sessionId) ? day(dayOf.get(each.sessionId)!, "full") : "–")}</Link>}
          </li>
        ))}
      </ul>
    </details>
  );
}
