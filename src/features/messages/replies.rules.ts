/** Words that end text messages where they stand alone, as carriers of the United States know them, and in Spanish. */
const stopWords = new Set(["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke", "alto", "pare", "parar", "baja", "cancelar", "cancele", "fin", "terminar", "nomas"]);
/** Those that end them in a short answer too, such as "please stop": whoever means something else is asked again, whoever means it is not. */
const stopsWithin = new Set(["stop", "stopall", "unsubscribe", "alto"]);
const SHORT_ANSWER = 5;
const startWords = new Set(["start", "unstop", "iniciar", "empezar"]);
/** Letters of an answer that are looked at. */
const MOST = 200;

/** What an answer asks for. Case, accents and punctuation say nothing. */
export function readReply(text: string): "stop" | "start" | "other" {
  const words = (text.slice(0, MOST).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? []).slice(0, SHORT_ANSWER + 1);
  const whole = words.join("");
  if (stopWords.has(whole) || (words.length <= SHORT_ANSWER && words.some((word) => stopsWithin.has(word)))) return "stop";
  return startWords.has(whole) ? "start" : "other";
}
