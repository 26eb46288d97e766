// The number of a certificate: twelve letters drawn by chance and one that checks them. It is read aloud and typed by people, so
// no two of its letters look alike, and one letter that is wrong or two that change places are noticed.

/** A prime number of letters, so that each wrong letter and each exchange changes the check. */
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const DRAWN = 12;
const LENGTH = DRAWN + 1;
/** Bytes from here on would make some letters likelier than others. */
const FIRST_UNEVEN = Math.floor(256 / letters.length) * letters.length;

/** The letter that checks the drawn ones. */
const checkOf = (drawn: string): string => letters[[...drawn].reduce((sum, letter, place) => sum + (place + 2) * letters.indexOf(letter), 0) % letters.length]!;

/** A number from random bytes; null where too few of them are usable (64 are enough but once in the age of the world). */
export function certificateNumber(bytes: Uint8Array): string | null {
  const drawn = [...bytes].filter((byte) => byte < FIRST_UNEVEN).slice(0, DRAWN).map((byte) => letters[byte % letters.length]!).join("");
  return drawn.length === DRAWN ? drawn + checkOf(drawn) : null;
}

/** A number as it is shown and said: `7K3M-2QHX-9FBWA`. */
export const showNumber = (number: string): string => [number.slice(0, 4), number.slice(4, 8), number.slice(8)].join("-");

/** A number as somebody types it; null where it can be none. */
export function readNumber(text: string): string | null {
  const number = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (number.length !== LENGTH || ![...number].every((letter) => letters.includes(letter))) return null;
  return checkOf(number.slice(0, DRAWN)) === number.at(-1) ? number : null;
}
