import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant } from "#kernel/shapes.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

/** One address of one's own; the address itself is shown once, when it is made. */
export const feed = z.strictObject({ feedId: z.uuid(), madeAt: instant, lastAskedOn: civilDate.nullable() });
export type Feed = z.infer<typeof feed>;

const own = { who: staffRoles, of: null, subject: "none", shows: "oneself" } as const;

export const calendarFeeds = {
  list: procedure({ ...own, action: "read" })
    .route({ method: "GET", path: "/own/calendar-feeds", summary: "The addresses from which one's own telephone reads when one is busy, without the addresses." })
    .output(z.strictObject({ feeds: z.array(feed) })),
  make: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/own/calendar-feeds", summary: "Makes such an address: times alone, no name, no place. It is answered this once." })
    .output(z.strictObject({ feedId: z.uuid(), address: z.string() })),
  end: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/own/calendar-feeds/{feedId}/end", summary: "Ends an address: it answers nobody any more." })
    .input(z.strictObject({ feedId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
