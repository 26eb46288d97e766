import { IconFlag, IconHourglassLow, IconLanguage } from "@tabler/icons-react";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { CardMark } from "../changing.contract.ts";
import { endingWords } from "../endings.words.ts";

/** A countdown in words: how many visits are left, the last one, or a day after it. */
export function sayEnding({ place, left }: NonNullable<CardMark["ending"]>, language: "en" | "es"): string {
  if (place === "last") return endingWords.last[language];
  return place === "beyond" || left === null ? endingWords.beyond[language] : endingWords.left[language](left);
}

/** What a card says besides, in sentences. */
export const markWords = ({ ending, needs }: CardMark, language: "en" | "es"): string[] => [...(ending === null ? [] : [`${sayEnding(ending, language)}.`]), ...(needs === null ? [] : [`${endingWords.needs[language](needs.name, needs.language)}.`])];

/** The same as glyphs: in a narrow column a number, or the one word that nobody may miss. */
export function CardMarks({ mark: { ending, needs } }: { mark: CardMark }) {
  const { language } = useLanguage();
  return (
    <span className="session-marks">
      {ending === null ? null : (
        <span className={`session-mark session-mark--${ending.place}`}>
          <Icon glyph={ending.place === "before" ? IconHourglassLow : IconFlag} size={14} />
          {ending.place === "before" ? <b aria-hidden>{ending.left}</b> : null}
          <span>{sayEnding(ending, language)}</span>
        </span>
      )}
      {needs === null ? null : (
        <span className="session-mark session-mark--needs">
          <Icon glyph={IconLanguage} size={14} />
          <span>{endingWords.needsShort[language](needs.language)}</span>
        </span>
      )}
    </span>
  );
}
