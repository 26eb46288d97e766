import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { definitions } from "../definitions.words.ts";
import { printShown } from "../lines.rules.ts";
import { fidelityWords, languageWords, payerWords, placeWords, reasonWords, words } from "../screens.words.ts";
import type { CutOption, ProgrammeFigures, Shown } from "../shapes.contract.ts";

/** The name of a figure as its definition has it. */
export function useDefinitionName(): (id: string) => string {
  const { say } = useLanguage();
  return (id) => {
    const found = definitions.find((one) => one.id === id);
    return found === undefined ? id : say(found.name);
  };
}

/** The name of a part of the programme, such as a year, a team or a language; small ones that are told together are joined. */
export function useOptionName(): (option: CutOption) => string {
  const { say, language } = useLanguage();
  const named: Partial<Record<CutOption["cut"], Record<string, { en: string; es: string }>>> = { payer: payerWords, place: placeWords, fidelity: fidelityWords, language: languageWords };
  const one = (option: CutOption, value: string, name: string) => (value === "unknown" ? say(words.unknown) : option.cut === "age" ? words.years[language](value === "6" ? "6+" : value) : named[option.cut]?.[value] ? say(named[option.cut]![value]!) : name);
  return (option) => {
    if (option.cut === "period") return namePeriod(option.values);
    if (option.cut === "age" && option.values.length > 1 && !option.values.includes("unknown")) return words.years[language](`${option.values[0]}–${option.values.at(-1) === "6" ? "6+" : option.values.at(-1)}`);
    return option.values.map((value, place) => one(option, value, option.names[place]!)).join(" + ");
  };
}
/** Quarters as a span: a whole year by its number. */
function namePeriod(values: readonly string[]): string {
  const [first, last] = [values[0]!, values.at(-1)!];
  const years = [...new Set(values.map((value) => value.slice(0, 4)))];
  if (values.length === 1) return first.replace("-", " ");
  const isWholeYears = years.every((year) => values.filter((value) => value.startsWith(year)).length === 4);
  return isWholeYears || years.length > 1 ? years.join("–") : `${years[0]} ${first.slice(5)}–${last.slice(5)}`;
}

/** A count as it may be read: a number, "<11", or that it is hidden. */
export function useShown(threshold: number): (one: Shown) => string {
  const { say, number } = useLanguage();
  return (one) => (one.people !== null ? number(one.people) : one.mark === "under" ? printShown(one, threshold) : say(words.hidden));
}
/** One count in percent of another; null where either is hidden. */
export const percentOf = (part: Shown, whole: Shown | null): number | null => (part.people === null || whole?.people == null || whole.people === 0 ? null : Math.round((100 * part.people) / whole.people));
export const caseLink = (figure: string, cut: CutOption | null): string => `/app/outcomes?figure=${encodeURIComponent(figure)}${cut === null ? "" : `&cut=${encodeURIComponent(cut.key)}`}`;

/** A count that leads to the cases behind it where it is shown. */
export function Count({ one, figure, told }: { one: Shown; figure: string; told: ProgrammeFigures }) {
  const shown = useShown(told.threshold);
  return one.people === null ? <span className="soft">{shown(one)}</span> : <Link href={caseLink(figure, told.cut)}>{shown(one)}</Link>;
}

/** Who left early: in which phase, and why. */
export function Leaving({ told }: { told: ProgrammeFigures }) {
  const { say } = useLanguage();
  const nameOf = useDefinitionName();
  const phases = told.endings.filter((one) => one.id.startsWith("early"));
  return (
    <section className="outcomes-leaving" aria-labelledby="outcomes-leaving">
      <h2 id="outcomes-leaving">{say(words.leaving)}</h2>
      <dl className="outcomes-pairs">
        {phases.map((one) => (
          <div key={one.id}>
            <dt>{nameOf(one.id)}</dt>
            <dd>
              <Count one={one.count} figure={`position:${one.id}`} told={told} />
            </dd>
          </div>
        ))}
      </dl>
      <h3>{say(words.reasons)}</h3>
      <dl className="outcomes-pairs">
        {told.reasons.map((one) => (
          <div key={one.id}>
            <dt>{say(reasonWords[one.id as keyof typeof reasonWords])}</dt>
            <dd>
              <Count one={one.count} figure={`reason:${one.id}`} told={told} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
