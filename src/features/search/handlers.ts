import { termsOf } from "#kernel/folding.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { listStages } from "#features/cases/store.ts";
import { readDay } from "#features/finding/day.rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { spanStages } from "#features/timeline/rules.ts";
import type { search } from "./contract.ts";
import { cutSnippet } from "./rules.ts";
import { findInCase } from "./store.ts";

/** Hits of a page. */
const PAGE = 30;

export const searchHandlers: Handlers<typeof search> = {
  find: handle(async (tx, { caseId, q, kind, stage, from, to, after }, call) => {
    await requireCase(tx, caseId);
    const within = stage === null ? null : spanStages(await listStages(tx, caseId), null).filter((one) => String(one.stage) === stage);
    const found = await findInCase(tx, { caseId, q, day: readDay(q, call.language), kind, from, to, within, after: readMomentKey(after), most: PAGE + 1 });
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    const terms = termsOf(q);
    return { hits: page.map(({ words, key: _key, ...one }) => ({ ...one, snippet: cutSnippet(words, terms) })), next: found.length > PAGE && last ? momentKey(last.key, last.id) : null };
  }),
};
