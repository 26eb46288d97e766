/** A text as it is kept: line ends as `\n`, other control characters and halves of letters out, no empty lines around. */
export const plainText = (typed: string): string => typed.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n\t]/gu, "").replace(/\p{Surrogate}/gu, "").trim();

/** The beginning of a message in one line, cut, for a row of a list. */
export function beginningOf(words: string): string {
  const whole = words.replace(/\s+/g, " ").trim();
  const letters = [...whole];
  return letters.length <= 120 ? whole : `${letters.slice(0, 119).join("").trimEnd()}…`;
}
