import { IconAlertTriangle, IconCircleX, IconFlag, IconLanguage } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { CheckField } from "#ui/ChoiceField.tsx";
import { Link } from "#ui/Link.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { HourProblem } from "../booking.contract.ts";
import { bookingWords } from "../booking.words.ts";
import type { Flag } from "../days.contract.ts";
import { endingWords } from "../endings.words.ts";
import { flagWords } from "./Week.tsx";

const glyphs: Record<HourProblem["weight"], Glyph> = { refuses: IconCircleX, asks: IconFlag, warns: IconAlertTriangle };

export type HourProblemsProps = { problems: readonly HourProblem[]; flags: readonly Flag[]; seen: "yes" | "no"; onSeen: (seen: "yes" | "no") => void; /** Interpreters around the child who are not expected yet. */ interpreters: readonly { personId: string; name: string }[]; familyHref: string; onInterpreter: (personId: string) => void };
/** What stands in the way of an hour, why its day is marked, and the word that it was seen; an interpreter who is missing is booked with one press. */
export function HourProblems({ problems, flags, seen, onSeen, interpreters, familyHref, onInterpreter }: HourProblemsProps) {
  const { say, language } = useLanguage();
  if (problems.length === 0) return null;
  return (
    <div className="hour-problems">
      <ul className="plain">
        {problems.map((one) => (
          <li key={`${one.kind} ${one.message}`} className={`hour-problem hour-problem--${one.weight}`}>
            <Icon glyph={glyphs[one.weight]} />
            <span>
              {one.message}
              {one.kind === "flagged" && flags.length > 0 ? ` ${flags.map((flag) => flagWords(flag, language)).join("; ")}.` : ""}
            </span>
          </li>
        ))}
      </ul>
      {!problems.some(({ kind }) => kind === "language") ? null : interpreters.length === 0 ? (
        <p className="small">
          <Link href={familyHref}>{say(endingWords.noInterpreter)}</Link>
        </p>
      ) : (
        <p>
          {interpreters.map((one) => (
            <Button key={one.personId} glyph={IconLanguage} onClick={() => onInterpreter(one.personId)}>
              {endingWords.addInterpreter[language](one.name)}
            </Button>
          ))}
        </p>
      )}
      {problems.some(({ weight }) => weight === "asks") ? <CheckField id="booking-seenDays" label={say(bookingWords.seen)} value={seen} onChange={onSeen} /> : null}
    </div>
  );
}
