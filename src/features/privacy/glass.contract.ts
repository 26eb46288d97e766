import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { instant, pageKey, wholeNumber } from "#kernel/shapes.ts";
import { ofFamily, reasonText, service, someWords } from "./shapes.contract.ts";

/** What a review finds of it. What needs a follow-up is looked at again. */
export const verdicts = ["justified", "not_justified", "needs_follow_up"] as const;
export type Verdict = (typeof verdicts)[number];

/** Minutes for which somebody may ask; two hours at most (clinical.md section 10). */
export const glassMinutes = [15, 30, 60, 120] as const;

export const glass = z.strictObject({
  glassId: z.uuid(),
  ...ofFamily,
  staffId: z.uuid(),
  staffName: z.string(),
  reason: z.string(),
  openedAt: instant,
  endsAt: instant,
  /** Until when it was asked for, where it ended earlier. */
  askedUntil: instant.nullable(),
  endedByName: z.string().nullable(),
  state: z.enum(["open", "over"]),
  /** True once a review came to an end. */
  isReviewed: z.boolean(),
  reviews: z.array(z.strictObject({ verdict: z.enum(verdicts), words: z.string(), /** How many acts the reviewer was shown. */ acts: z.number().int(), byName: z.string(), at: instant })),
  /** Whether it is one's own: nobody reviews that. */
  isOwn: z.boolean(),
  /** Whether the reader watches over it: who answers for privacy, and where there is nobody else, another administrator. */
  watches: z.boolean(),
});
export type Glass = z.infer<typeof glass>;

/** What was done of one kind while it was open, from the trail: how often, first and last. */
export const readingGroup = z.strictObject({ procedure: z.string(), action: z.string(), outcome: z.string(), count: z.number().int(), firstAt: z.string(), lastAt: z.string() });
export type ReadingGroup = z.infer<typeof readingGroup>;
const watchers = ["privacy_officer", "administrator"] as const;

const ids = { glassId: z.uuid() };
const byGlass = { of: { class: "service", by: "glassId" }, subject: "caseId" } as const;

/** Access in an emergency: the reason, a time limit, an alert at once, and a review (45 CFR 164.312(a)(2)(ii)). */
export const glassContract = {
  list: procedure({ who: ["privacy_officer", "administrator"], of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/privacy/break-glass", summary: "Who opened which record in an emergency, the newest first, a page at a time; an administrator reads the own." })
    .input(z.strictObject({ after: pageKey }))
    .output(z.strictObject({ now: instant, glasses: z.array(glass), next: z.string().nullable() })),
  open: procedure({ who: ["administrator"], of: service, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/break-glass", summary: "Opens the child's chart and the relationship to an administrator in an emergency, with the reason and for some minutes, at most three times in 24 hours; who answers for privacy is told at once, and where there is nobody, every other administrator." })
    .input(z.strictObject({ caseId: z.uuid(), reason: reasonText, minutes: z.union(glassMinutes.map((one) => z.literal(one)) as [z.ZodLiteral<15>, z.ZodLiteral<30>, z.ZodLiteral<60>, z.ZodLiteral<120>]) }))
    .output(z.strictObject({ glassId: z.uuid(), endsAt: instant })),
  end: procedure({ who: ["privacy_officer", "administrator"], ...byGlass, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/privacy/break-glass/{glassId}/end", summary: "Ends it at once, by whoever opened it or by the privacy officer." })
    .input(z.strictObject(ids))
    .output(z.strictObject({ ended: z.literal(true), caseId: z.uuid() })),
  readings: procedure({ who: watchers, ...byGlass, shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/privacy/break-glass/{glassId}/readings", summary: "Everything that was done with that record while it was open, from the trail, by kind with how often, first and last; never a word of it." })
    .input(z.strictObject(ids))
    .output(z.strictObject({ caseId: z.uuid(), acts: z.number().int(), groups: z.array(readingGroup) })),
  acts: procedure({ who: watchers, ...byGlass, shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/privacy/break-glass/{glassId}/acts", summary: "Each act of one kind, the first one first, a page at a time." })
    .input(z.strictObject({ ...ids, of: z.string().min(1).max(100), after: pageKey }))
    .output(z.strictObject({ caseId: z.uuid(), acts: z.array(z.strictObject({ at: z.string(), outcome: z.string() })), next: z.string().nullable() })),
  review: procedure({ who: watchers, ...byGlass, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/privacy/break-glass/{glassId}/review", summary: "Says whether it was justified, with words, by somebody else than who opened it; `acts` is how many acts the reviewer was shown, 409 where there are others. What needs a follow-up is reviewed again." })
    .input(z.strictObject({ ...ids, acts: wholeNumber(0), verdict: z.enum(verdicts), words: someWords }))
    .output(z.strictObject({ reviewed: z.literal(true), caseId: z.uuid() })),
};
