import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, wallTime } from "#kernel/shapes.ts";
import { modalities, places } from "#features/policy/contract.ts";
import { sessionKinds, whoBooks } from "./contract.ts";

/**
 * How an offer stands. `yes` waits to be booked by a person; `late_yes` came after the offer had ended; `given` is an hour that is somebody
 * else's by now, `booked` this family's own. Only answers are stored: the rest follows from the clock and from the hour.
 */
export const offerStates = ["stands", "yes", "late_yes", "no", "withdrawn", "expired", "given", "booked"] as const;
export type OfferState = (typeof offerStates)[number];
/** How an adult was told: by a message that leaves by a safe way, or by somebody who spoke with them. */
export const offerWays = ["message", "spoken"] as const;

export const hourOffer = z.strictObject({
  offerId: z.uuid(),
  caseId: z.uuid(),
  childName: z.string(),
  personId: z.uuid(),
  personName: z.string(),
  clinicianId: z.uuid(),
  clinicianName: z.string(),
  startsAt: instant,
  endsAt: instant,
  standsUntil: instant,
  way: z.enum(offerWays),
  madeAt: instant,
  byName: z.string().nullable(),
  answeredAt: instant.nullable(),
  state: z.enum(offerStates),
});
export type HourOffer = z.infer<typeof hourOffer>;

/** Why a family could use an hour: it has none in that week; it has one, and the last was missed, or cancelled by whoever. */
export const useReasons = ["none_this_week", "last_missed", "last_cancelled", "never_met"] as const;
export type UseReason = (typeof useReasons)[number];

/** Whether a message may offer an hour to an adult: there is a safe way and a yes; no yes; no way that is safe. */
export const writable = ["yes", "no_yes", "no_way"] as const;

/** A family that could use an hour, why, and how it usually comes: what the form is filled with. */
export const hourFamily = z.strictObject({
  caseId: z.uuid(),
  childName: z.string(),
  reasons: z.array(z.enum(useReasons)),
  lastMetOn: civilDate.nullable(),
  nextAt: instant.nullable(),
  kind: z.enum(sessionKinds),
  place: z.enum(places),
  modality: z.enum(modalities),
  personIds: z.array(z.uuid()),
  roomId: z.uuid().nullable(),
  travelMinutes: z.number().int().nullable(),
  adults: z.array(z.strictObject({ personId: z.uuid(), name: z.string(), canWrite: z.enum(writable) })),
});
export type HourFamily = z.infer<typeof hourFamily>;

/** A family that waits for its first visit and is offered to a clinician. Names are null for who may not read the referral. */
export const hourWaiter = z.strictObject({ referralId: z.uuid(), childName: z.string().nullable(), code: z.string().nullable(), language: z.string().nullable(), ageMonths: z.strictObject({ from: z.int(), to: z.int() }).nullable(), answer: z.enum(["yes"]).nullable() });
export type HourWaiter = z.infer<typeof hourWaiter>;

const hour = { clinicianId: z.uuid(), start: wallTime, end: wallTime };
const service = { shows: "service" } as const;

export const hourOffers = {
  candidates: procedure({ who: whoBooks, of: null, subject: "none", ...service, action: "read" })
    .route({ method: "GET", path: "/free-hours", summary: "Who of a clinician's families, or of one's own, could use an hour, each with why and how it usually comes, the first ones first; and to whom it was offered. Families in whose way something stands are counted alone." })
    .input(z.strictObject({ ...hour, clinicianId: z.uuid().nullable().default(null), roomId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ startsAt: instant, endsAt: instant, timeZone: z.string(), /** Somebody has it; whose it is is not said. */ isTaken: z.boolean(), /** It is offered to somebody just now, whoever it is. */ isOffered: z.boolean(), families: z.array(hourFamily), inTheWay: z.int(), offers: z.array(hourOffer) })),
  waiting: procedure({ who: ["administrator", "front_desk", "supervisor"], of: null, subject: "none", shows: "intake", action: "read" })
    .route({ method: "GET", path: "/free-hours/waiting", summary: "Families of the waiting list that are offered to a clinician, or to anybody. Whoever supervises reads no names." })
    .input(z.strictObject({ clinicianId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ families: z.array(hourWaiter) })),
  list: procedure({ who: whoBooks, of: null, subject: "none", ...service, action: "read" })
    .route({ method: "GET", path: "/hour-offers", summary: "Hours of some days that were offered, of one clinician or of all that one sees, each as it stands." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ offers: z.array(hourOffer), timeZone: z.string() })),
  make: procedure({ who: whoBooks, of: { class: "service", by: "caseId" }, subject: "caseId", ...service, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/hour-offers", summary: "Offers a free hour to an adult of a family until a moment: by a message, where there is a safe way and a yes, or written down after speaking with them. While it is offered to somebody else it asks first." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), ...hour, roomId: z.uuid().nullable().default(null), standsUntil: wallTime, way: z.enum(offerWays), /** `ask` refuses where the hour is offered to somebody already; `offer` offers it to both. */ whenOffered: z.enum(["ask", "offer"]).default("ask") }))
    .output(hourOffer),
  answer: procedure({ who: whoBooks, of: { class: "service", by: "offerId" }, subject: "caseId", ...service, action: "write" })
    .route({ method: "POST", path: "/hour-offers/{offerId}/answer", summary: "Writes down what the adult answered, or takes the offer back. A yes books nothing: a person does." })
    .input(z.strictObject({ offerId: z.uuid(), answer: z.enum(["yes", "no", "withdrawn"]) }))
    .output(hourOffer),
};
