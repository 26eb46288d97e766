/** Letters of a code that says which application figures are for. */
const LETTERS = 12;

/** A code as it is shown and said: `7Q4 RK2 9CD XY3`. */
export const showCode = (code: string): string => code.replace(/(...)(?=.)/g, "$1 ");

/** A code as somebody types it; null where it can be none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return code.length === LETTERS ? code : null;
}
