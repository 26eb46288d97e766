const mark = /[\u0300-\u036f]/g;
/** What stands between words. A mark that some letters cannot be without, as in Hindi, belongs to its word. */
export const gap = /[^\p{L}\p{M}\p{N}]+/u;

/** Words as they are compared: without marks on letters and without case, as `folded` does it in the database. */
export const foldWords = (text: string) => text.normalize("NFD").replace(mark, "").toLowerCase();

/** The words that are looked for, each from its beginning. */
export const termsOf = (asked: string): string[] => [...new Set(foldWords(asked).split(gap).filter((term) => term !== ""))];
