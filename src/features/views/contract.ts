import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { line, wholeNumber } from "#kernel/shapes.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

/** The lists of which somebody can keep a view. */
export const viewedLists = ["families", "referrals", "services", "waiting", "outbox", "staff", "questions"] as const;
export type ViewedList = (typeof viewedLists)[number];
/** Views that one person keeps of one list. */
export const MOST_VIEWS = 30;

/** What a view asks, by the list's own names: codes and ids. */
const asked = z.record(z.string().max(30), z.string().min(1).max(60)).refine((given) => Object.keys(given).length <= 20, expected({ en: "Expected at most 20 parts.", es: "Se esperan como mucho 20 partes." }));
const name = line(60).min(1, expected({ en: "Expected a name.", es: "Se espera un nombre." }));

/** A view as it opens today: what no longer holds is left out of `asked` and named in `leftOut`. */
export const savedView = z.strictObject({ viewId: z.uuid(), name: z.string(), asked, leftOut: z.array(z.string()), isShared: z.boolean(), isOwn: z.boolean(), revision: wholeNumber(0) });
export type SavedView = z.infer<typeof savedView>;

const ofViews = { who: staffRoles, of: null, subject: "none", shows: "oneself" } as const;
const ofView = { viewId: z.uuid(), revision: wholeNumber(0) };

export const views = {
  list: procedure({ ...ofViews, action: "read" })
    .route({ method: "GET", path: "/saved-views", summary: "The views of a list: one's own and those that are shared, by name." })
    .input(z.strictObject({ list: z.enum(viewedLists) }))
    .output(z.strictObject({ views: z.array(savedView) })),
  add: procedure({ ...ofViews, action: "write" })
    .route({ method: "POST", path: "/saved-views", summary: "Keeps how a list is asked under a name; an administrator may share it with the agency. What was typed to find a person is refused." })
    .input(z.strictObject({ list: z.enum(viewedLists), name, asked, isShared: z.boolean() }))
    .output(z.strictObject({ viewId: z.uuid() })),
  change: procedure({ ...ofViews, action: "write" })
    .route({ method: "POST", path: "/saved-views/{viewId}", summary: "Gives a view another name: one's own, or, by an administrator, one that is shared." })
    .input(z.strictObject({ ...ofView, name }))
    .output(z.strictObject({ revision: wholeNumber(0) })),
  remove: procedure({ ...ofViews, action: "write" })
    .route({ method: "POST", path: "/saved-views/{viewId}/removal", summary: "Removes a view: one's own, or, by an administrator, one that is shared." })
    .input(z.strictObject(ofView))
    .output(z.strictObject({ removed: z.literal(true) })),
};
