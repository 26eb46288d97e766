import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { contactWay } from "#features/people/contract.ts";

/** A way to reach whoever is signed in, with what tells it from others and no more of it. */
export const ownWay = z.strictObject({
  contactWayId: z.uuid(),
  way: contactWay.shape.way,
  /** The last two figures of a number, or the beginning of an address before its own place. */
  masked: z.string(),
  isSafe: z.boolean(),
  voicemail: contactWay.shape.voicemail,
  hours: z.array(z.string()),
  /** Whether text messages were stopped: `here` may be allowed again here, `elsewhere` by whoever sends them alone. */
  texts: z.enum(["come", "stopped_here", "stopped_elsewhere", "none"]),
});
export type OwnWay = z.infer<typeof ownWay>;

const own = { who: ["caregiver"], of: null, subject: "none", shows: "oneself" } as const;
export const reach = {
  ways: procedure({ ...own, action: "read" })
    .route({ method: "GET", path: "/own-ways", summary: "How whoever is signed in is reached, and in which language letters come." })
    .output(z.strictObject({ ways: z.array(ownWay), letters: z.enum(["en", "es"]) })),
  unsafe: procedure({ ...own, of: { class: "caregiver", by: "contactWayId" }, action: "write" })
    .route({ method: "POST", path: "/own-ways/{contactWayId}/unsafe", summary: "Says that an own way is no longer safe: nothing leaves there from now on, and the team is told." })
    .input(z.strictObject({ contactWayId: z.uuid() }))
    .output(z.strictObject({ told: z.number().int() })),
  texts: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/own-texts", summary: "Stops text messages to one's own numbers, or allows them again." })
    .input(z.strictObject({ texts: z.enum(["stop", "allow"]) }))
    .output(z.strictObject({ changed: z.number().int() })),
  letters: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/own-letters", summary: "Sets the language in which letters come." })
    .input(z.strictObject({ language: z.enum(["en", "es"]) }))
    .output(z.strictObject({ set: z.literal(true) })),
};
