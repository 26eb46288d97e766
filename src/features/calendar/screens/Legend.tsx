import { IconClipboardList, IconHourglassLow, IconLanguage } from "@tabler/icons-react";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { endingWords } from "../endings.words.ts";
import { words } from "../screens.words.ts";
import { verdictGlyphs } from "./SessionCard.tsx";

/** What the glyphs of the verdicts mean, for those who see them: the front desk meets one of them only. */
export function Legend({ sees }: { sees: "all" | "no_only" }) {
  const { say, language } = useLanguage();
  const said = { yes: say(words.willCount), no: say(words.willNotCount), unknown: words.factsMissing[language](0) };
  const shown = sees === "all" ? (["yes", "no", "unknown"] as const) : (["no"] as const);
  return (
    <ul className="calendar-legend small" aria-label={say(words.legend)}>
      {shown.map((verdict) => (
        <li key={verdict} className={`session-verdict session-verdict--${verdict}`}>
          <Icon glyph={verdictGlyphs[verdict]} size={14} />
          <span>{said[verdict]}</span>
        </li>
      ))}
      <li className="session-verdict">
        <Icon glyph={IconClipboardList} size={14} />
        <span>{say(words.measuresLegend)}</span>
      </li>
      {sees === "all" ? (
        <li className="session-verdict">
          <Icon glyph={IconHourglassLow} size={14} />
          <span>{say(endingWords.leftLegend)}</span>
        </li>
      ) : null}
      <li className="session-verdict session-mark--needs">
        <Icon glyph={IconLanguage} size={14} />
        <span>{say(endingWords.needsLegend)}</span>
      </li>
    </ul>
  );
}
