import type { Words } from "./language.ts";

/**
 * What a shape expects, said by us: `z.string().min(12, expected({ en, es }))`. Zod keeps the English sentence as the
 * issue's message; both travel with the issue as its `words`, for whoever says it (`issueWords`).
 */
export function expected(words: Words): { error: (issue: object) => string } {
  return {
    error: (issue) => {
      Object.assign(issue, { words });
      return words.en;
    },
  };
}

/** The same for an issue that a shape raises by itself: `context.addIssue({ code: "custom", path, ...saying(words) })`. */
export function saying(words: Words): { message: string; params: { words: Words } } {
  return { message: words.en, params: { words } };
}
