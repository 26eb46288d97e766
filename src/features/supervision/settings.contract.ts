import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { instant } from "#kernel/shapes.ts";

export const meetingKinds = ["individual", "group", "peer", "reflective", "consultation"] as const;
export type MeetingKind = (typeof meetingKinds)[number];
export const meetingKind = z.enum(meetingKinds);

const whole = (least: number, most: number) => z.number().int().min(least).max(most);
/**
 * Times and thresholds of a programme, all of them local: of how many of the last visits how many, in days, or in months.
 * `cadence…` is what the site asks of each month; 0 is nothing.
 */
export const localRules = z.strictObject({
  untouchedSessions: whole(2, 12),
  absentOf: whole(2, 12),
  absentFrom: whole(1, 12),
  leftEarlyOf: whole(2, 12),
  leftEarlyFrom: whole(1, 12),
  noShowsInARow: whole(2, 12),
  movedDays: whole(7, 365),
  momentDays: whole(7, 365),
  noteDays: whole(0, 60),
  credentialDays: whole(7, 90),
  endingDays: whole(7, 365),
  cadenceMeetings: whole(0, 31),
  cadenceMinutes: whole(0, 6000),
  packetMonths: whole(1, 24),
  globalMonths: whole(1, 24),
});
export type LocalRules = z.infer<typeof localRules>;

/** What a source asks of the meetings of each person; a threshold null is not defined there. */
export const supervisionCheck = z.strictObject({
  id: z.string(),
  kinds: z.array(meetingKind),
  per: z.enum(["week", "month"]),
  unit: z.enum(["meetings", "minutes"]),
  threshold: z.number().int().nullable(),
  certainty: z.enum(["confirmed", "unconfirmed", "local"]),
  source: z.string(),
  what: z.strictObject({ en: z.string(), es: z.string() }),
});
export type SupervisionCheck = z.infer<typeof supervisionCheck>;

export const settingsContract = {
  get: procedure({ who: ["clinician", "trainee", "supervisor", "administrator"], of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/supervision-rules", summary: "Times and thresholds of supervision, all of them local, and what each source asks, with its certainty." })
    .output(z.strictObject({ rules: localRules, checks: z.array(supervisionCheck), are: z.enum(["shipped", "own"]), changedAt: instant.nullable(), changedBy: z.string().nullable() })),
  set: procedure({ who: ["administrator", "supervisor"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "PUT", path: "/supervision-rules", summary: "Sets the programme's own times and thresholds of supervision." })
    .input(localRules)
    .output(z.strictObject({ kept: z.literal(true) })),
};
