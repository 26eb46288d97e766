import { z } from "zod";
import { saying } from "#kernel/expected.ts";
import { bothLanguages, certainties, confirmation, count, hyphenated, standings, text } from "./shapes.contract.ts";
import { wholeNumber } from "#kernel/shapes.ts";

/**
 * What can happen on a day and start, stop or forbid something: of the course (`enrolled` to `discharged`, `born`), of the
 * plan of care, of the services and their claims, of an incident, of the record.
 */
export const timerEventKinds = [
  "born", "enrolled", "intake", "diagnostic_assessment", "significant_change", "discharged",
  "plan_approved", "plan_reviewed", "plan_left_unsigned", "plan_signature_attempted",
  "csa_enrolled", "medical_necessity_evidenced", "telehealth_consented",
  "service", "telehealth_service", "claim_submitted", "claim_received",
  "incident", "incident_reported", "legal_hold", "legal_hold_released", "records_destroyed",
] as const;
const eventKind = z.enum(timerEventKinds);
export type EventKind = (typeof timerEventKinds)[number];

const days = wholeNumber(1);
/** `calendar` counts every day; null says that the text read does not tell calendar days from working days. */
const dayKind = z.literal("calendar").nullable();

const shared = { id: hyphenated, cite: text, words: bothLanguages, severity: z.enum(["block", "warn", "info"]), status: standings, certainty: certainties, confirmed: confirmation };

/**
 * Rules over time that a chart is held against, one kind each. A null is "the text read does not say", never a default.
 * - `deadline`: `to` within `days` after `from`, the last day included; with `repeatEvery` again that many days after each
 *   `to`. `from: null`: not known what starts it. `days: null`: the text names no number.
 * - `frequency`: `of` at most once in `days`, but for an `unless` in between. No expiry date.
 * - `quality`: what an `of` must have been: at least so many minutes, the first by somebody independently licensed.
 * - `prerequisite`: `needs` on or before the day of `before`, no older than `maxAgeDays` where that is set.
 * - `retention`: kept for `years` after `from` and for `yearsAfterAge` after the age in years, whichever is later, and as
 *   long as a legal hold lasts.
 */
export const timerSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ ...shared, kind: z.literal("deadline"), from: eventKind.nullable(), to: eventKind, days: days.nullable(), dayKind, repeatEvery: days.nullable() }),
    z.strictObject({ ...shared, kind: z.literal("frequency"), of: eventKind, days, dayKind, unless: eventKind.nullable() }),
    z.strictObject({ ...shared, kind: z.literal("quality"), of: eventKind, minMinutes: wholeNumber(1).nullable(), firstIndependent: z.boolean() }),
    z.strictObject({ ...shared, kind: z.literal("prerequisite"), needs: eventKind, before: eventKind, maxAgeDays: days.nullable() }),
    z.strictObject({ ...shared, kind: z.literal("retention"), from: eventKind, years: count, age: count, yearsAfterAge: count }),
  ])
  .superRefine((timer, context) => {
    const refuse = (path: string, words: { en: string; es: string }) => context.addIssue({ code: "custom", path: [path], ...saying(words) });
    if (timer.kind === "deadline" && timer.from === timer.to) refuse("to", { en: "Expected another event than the one that starts it.", es: "Se espera otro hecho que el que lo inicia." });
    if (timer.kind === "deadline" && timer.days === null && timer.repeatEvery !== null) refuse("repeatEvery", { en: "Expected null, since the first time has no number of days.", es: "Se espera null, porque la primera vez no tiene un número de días." });
    if (timer.kind === "prerequisite" && timer.needs === timer.before) refuse("needs", { en: "Expected another event than the one that it comes before.", es: "Se espera otro hecho que aquel al que precede." });
    if (timer.kind === "quality" && timer.minMinutes === null && !timer.firstIndependent) refuse("minMinutes", { en: "Expected at least one quality that is asked for.", es: "Se espera al menos una cualidad que se pida." });
    if (timer.status === "draft" && timer.confirmed) refuse("confirmed", { en: "Expected null while the timer is a draft.", es: "Se espera null mientras el plazo sea un borrador." });
    if (timer.status === "confirmed" && timer.certainty !== "read" && !timer.confirmed) refuse("confirmed", { en: "Expected who confirmed it, when, and in which register, since the text was not read by the project.", es: "Se espera quién lo confirmó, cuándo y en qué registro, porque el proyecto no ha leído el texto." });
  });
export type Timer = z.infer<typeof timerSchema>;
export type TimerOf<K extends Timer["kind"]> = Extract<Timer, { kind: K }>;
