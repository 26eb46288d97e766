import { IconAlertTriangle, IconCircleX, IconFlag } from "@tabler/icons-react";
import { CheckField } from "#ui/ChoiceField.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { HourProblem } from "../booking.contract.ts";
import { bookingWords } from "../booking.words.ts";
import type { Flag } from "../days.contract.ts";
import { flagWords } from "./Week.tsx";

const glyphs: Record<HourProblem["weight"], Glyph> = { refuses: IconCircleX, asks: IconFlag, warns: IconAlertTriangle };

/** What stands in the way of an hour, why its day is marked, and the word that it was seen. */
export function HourProblems({ problems, flags, seen, onSeen }: { problems: readonly HourProblem[]; flags: readonly Flag[]; seen: "yes" | "no"; onSeen: (seen: "yes" | "no") => void }) {
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
      {problems.some(({ weight }) => weight === "asks") ? <CheckField id="booking-seenDays" label={say(bookingWords.seen)} value={seen} onChange={onSeen} /> : null}
    </div>
  );
}
