import { dateInZone } from "#kernel/dates.ts";
import { useOptionName } from "#features/outcomes/screens/saying.tsx";
import { Button } from "#ui/Button.tsx";
import { useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import type { InputKey, KeptReturn, OwnFigures } from "../contract.ts";
import { inputNames, ownNames, words } from "../screens.words.ts";
import { readNumber } from "./typing.ts";

/** Of whom the programme's own figures are, in words. */
export function useOwnAbout(own: OwnFigures): string {
  const { say } = useLanguage();
  const nameOf = useOptionName();
  return own.period === null ? say(words.ownEverybody) : words.ownYear[useLanguage().language](nameOf(own.period));
}

/** What the programme counts of the same, beside the field: where it comes from, that it is hidden, or that something else was typed, when and by whom. Nothing for an input that it does not count. */
export function OwnFigure({ input, typed, own, last, onTake }: { input: InputKey; typed: string; own: OwnFigures; last: KeptReturn | null; onTake: (value: string) => void }) {
  const { say, language, day, number } = useLanguage();
  const me = useMe();
  const about = useOwnAbout(own);
  const found = own.inputs.find((one) => one.key === input);
  if (found === undefined) return null;
  const { people } = found.count;
  if (people === null) return <p className="soft small">{words.ownHidden[language](own.threshold)}</p>;
  const from = input === "clinicians" ? say(words.ownClinicians) : `${say(ownNames[found.key])}; ${about}`;
  const source = `${from}; ${words.ownCounted[language](day(found.countedOn!, "full"))}`;
  const value = readNumber(typed);
  if (value === people) return <p className="soft small">{words.ownSame[language](source)}</p>;
  const isKept = last !== null && last.inputs[input] === value && value !== null;
  return (
    <p className="soft small">
      {words.ownOther[language](number(people), source)} {isKept ? words.overwritten[language](day(dateInZone(last.keptAt, me.agency.timeZone), "full"), last.keptBy) : null}{" "}
      <Button look="quiet" aria-label={`${words.useOwn[language](number(people))}: ${say(inputNames[input])}`} onClick={() => onTake(String(people))}>
        {words.useOwn[language](number(people))}
      </Button>
    </p>
  );
}

/** What the programme's own figures say of one course, to hold the typed ones against: nothing of it is computed with. */
export function OwnCourse({ own }: { own: OwnFigures }) {
  const { language, number } = useLanguage();
  const about = useOwnAbout(own);
  const { sessions, weeks, shownRate, early, ended } = own;
  const told = [
    ...(sessions === null ? [] : [words.ownSessions[language](number(sessions.median), number(sessions.low), number(sessions.high))]),
    ...(weeks === null ? [] : [words.ownWeeks[language](number(weeks.median))]),
    ...(shownRate === null ? [] : [words.ownShown[language](number(shownRate.median))]),
    ...(early.people === null || ended.people === null || ended.people === 0 ? [] : [words.ownEarly[language](number(early.people), number(ended.people))]),
  ];
  return <p className="soft small">{told.length === 0 ? words.ownNone[language](about) : words.ownCourse[language](about, told.join("; "))}</p>;
}
