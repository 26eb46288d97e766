import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line } from "#kernel/shapes.ts";

/** How a visit at home stands: it is ahead, going on, its word is late, it is over, or others settled it. */
export const visitStates = ["ahead", "inside", "late", "over", "settled"] as const;
export type VisitState = (typeof visitStates)[number];

/** A visit at home of today, with who goes there and until when a word is expected. */
export const homeVisit = z.strictObject({
  sessionId: z.uuid(),
  caseId: z.uuid(),
  childName: z.string(),
  clinicianId: z.uuid(),
  clinicianName: z.string(),
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string(),
  state: z.enum(visitStates),
  dueAt: instant,
  wentInAt: instant.nullable(),
  /** Others were told at this moment; null is not yet. */
  alarmAt: instant.nullable(),
  note: z.string(),
  isOwn: z.boolean(),
});
export type HomeVisit = z.infer<typeof homeVisit>;

export const visitRule = z.strictObject({ isOn: z.boolean(), graceMinutes: z.number().int().min(10).max(240) });
export type VisitRule = z.infer<typeof visitRule>;

const who = ["clinician", "trainee", "supervisor", "front_desk", "administrator"] as const;
const ofSession = { who, of: { class: "service", by: "sessionId" }, subject: "sessionId", shows: "service", action: "write" } as const;

export const visiting = {
  list: procedure({ who, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/home-visits", summary: "Visits at home of today and those since yesterday from which no word came, as far as one sees the families, with the agency's rule." })
    .output(z.strictObject({ now: instant, rule: visitRule, mayEdit: z.boolean(), visits: z.array(homeVisit) })),
  say: procedure(ofSession)
    .route({ method: "POST", path: "/home-visits/{sessionId}/words", summary: "Says of one's own visit that one went in, is out, or stays so many minutes longer." })
    .input(z.strictObject({ sessionId: z.uuid(), word: z.enum(["in", "out", "longer"]), minutes: z.number().int().min(5).max(240).nullable().default(null) }))
    .output(homeVisit),
  settle: procedure(ofSession)
    .route({ method: "POST", path: "/home-visits/{sessionId}/settle", summary: "Says of a visit from which no word came what was found out: that all is well, or what was done." })
    .input(z.strictObject({ sessionId: z.uuid(), note: line(300).min(3, expected({ en: "Expected what was found out, in few words.", es: "Se espera qué se averiguó, en pocas palabras." })) }))
    .output(homeVisit),
  setRule: procedure({ who: ["administrator"], of: null, subject: "none", shows: "service", action: "write" })
    .route({ method: "POST", path: "/home-visits/rule", summary: "Whether visits at home are watched over, and how many minutes after the planned end others are told." })
    .input(visitRule)
    .output(z.strictObject({ kept: z.literal(true) })),
};
