/** Letters of a word from which one may be wrong, missing, too many or changed with its neighbour; and from which two may. */
const LEAST_FOR_ONE = 4;
const LEAST_FOR_TWO = 8;
const MOST_MISTAKES = 2;

/** How many letters of a word that was typed may be wrong. A figure is typed right or means another. */
export function mistakesAllowed(term: string): number {
  const size = [...term].length;
  if (size < LEAST_FOR_ONE || /[0-9]/.test(term)) return 0;
  return size < LEAST_FOR_TWO ? 1 : MOST_MISTAKES;
}

/** The letters of a text as bits. Different letters may share one: what is not there may seem to be, never the other way. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A letter beyond the first plane is two units; the second stands for it.
    if (unit < 0xd800 || unit > 0xdbff) bits |= 1 << (unit & 31);
  }
  return bits;
}
/** A term with what every comparison needs of it. */
type Term = { text: string; typed: readonly string[]; bits: number; most: number };
const readTerm = (text: string): Term => ({ text, typed: [...text], bits: lettersOf(text), most: mistakesAllowed(text) });
const readTerms = new WeakMap<readonly string[], Term[]>();
/** The same terms are held against many names: they are read once. */
function termsIn(terms: readonly string[]): Term[] {
  const known = readTerms.get(terms) ?? terms.map(readTerm);
  readTerms.set(terms, known);
  return known;
}

/** How many letters of what was typed are nowhere in the word, at least: each is a mistake. */
function lettersMissing(term: Term, word: string): number {
  let count = 0;
  for (let missing = term.bits & ~lettersOf(word); missing !== 0; missing &= missing - 1) count++;
  return count;
}

/**
 * How many mistakes lie between what was typed and the beginning of a word that it fits best: a letter that is wrong,
 * missing or too many, or two neighbours that changed places. Null where there are more than are allowed.
 */
export const mistakesBetween = (term: string, word: string): number | null => mistakesOf(readTerm(term), word);

/** The same of each of some terms with each of some words: the words that are meant nearly, with the place of the term. */
export function listClose(terms: readonly string[], words: readonly string[]): { place: number; word: string; mistakes: number }[] {
  return termsIn(terms).flatMap((term, place) =>
    words.flatMap((word) => {
      const mistakes = mistakesOf(term, word);
      return mistakes === null || mistakes === 0 ? [] : [{ place, word, mistakes }];
    }),
  );
}

function mistakesOf(term: Term, word: string): number | null {
  if (word.startsWith(term.text)) return 0;
  // Almost every word is told by its letters alone.
  const { typed, most } = term;
  if (most === 0 || lettersMissing(term, word) > most) return null;
  const letters = [...word].slice(0, typed.length + most);
  if (letters.length < typed.length - most) return null;
  const width = letters.length + 1;
  // Three rows of the table, turned over and over.
  let before = Array.from({ length: width }, () => 0);
  let last = Array.from({ length: width }, (_, at) => at);
  let next = Array.from({ length: width }, () => 0);
  let leastBefore = 0;
  for (let row = 1; row <= typed.length; row++) {
    next[0] = row;
    let leastHere = row;
    for (let at = 1; at < width; at++) {
      let least = Math.min(last[at]! + 1, next[at - 1]! + 1, last[at - 1]! + (typed[row - 1] === letters[at - 1] ? 0 : 1));
      const isSwapped = row > 1 && at > 1 && typed[row - 1] === letters[at - 2] && typed[row - 2] === letters[at - 1];
      if (isSwapped) least = Math.min(least, before[at - 2]! + 1);
      next[at] = least;
      leastHere = Math.min(leastHere, least);
    }
    // Every later row goes on from these two: most words are told apart after three letters.
    if (leastHere > most && leastBefore > most) return null;
    leastBefore = leastHere;
    [before, last, next] = [last, next, before];
  }
  const least = Math.min(...last);
  return least <= most ? least : null;
}

/** A few letters, each time without one of them. */
const withoutOne = (letters: readonly string[]) => letters.map((_, place) => letters.toSpliced(place, 1).join(""));

/**
 * The keys under which a word may lie that begins nearly as what was typed; `keys_of_word` in the database makes those of the
 * words. Two beginnings of one length that lie one letter apart are the same without one letter each. Of a long term, where
 * two letters may be wrong, one of its halves has at most one wrong, or the second has none.
 */
export function keysOfTerm(term: string): string[] {
  const typed = [...term];
  const most = mistakesAllowed(term);
  if (most === 0) return [];
  const size = typed.length < 6 ? 4 : 6;
  const begun = withoutOne(typed.slice(0, size));
  if (most === 1) return [...new Set(begun)];
  // The two letters where the halves meet may have changed places.
  const halves = [typed.slice(0, 4), [...typed.slice(0, 3), typed[4]!]].flatMap(withoutOne);
  return [...new Set([...begun, ...halves, `+${typed.slice(4, 8).join("")}`])];
}

/** How well a name fits all words that were typed, in any order: how many mistakes were made in all; null where one fits none. */
export function mistakesInName(terms: readonly string[], words: readonly string[]): number | null {
  let sum = 0;
  for (const term of termsIn(terms)) {
    let least: number | null = null;
    for (const word of words) {
      const mistakes = mistakesOf(term, word);
      if (mistakes !== null && (least === null || mistakes < least)) least = mistakes;
      if (least === 0) break;
    }
    if (least === null) return null;
    sum += least;
  }
  return terms.length === 0 ? null : sum;
}
