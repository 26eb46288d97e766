import { z } from "zod";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { attendeeKinds as parts, places } from "#features/policy/contract.ts";

const source = line(500).min(5, expected({ en: "Expected where this is from.", es: "Se espera de dónde sale esto." }));

/** The most that a line may charge: a million dollars, in cents. */
const MOST_CENTS = 100_000_000;
const written = {
  /** Lines are asked by this number, the lowest first. */
  place: wholeNumber(1),
  kinds: z.array(z.enum(sessionKinds)).max(sessionKinds.length),
  withParts: z.array(z.enum(parts)).max(parts.length),
  withoutParts: z.array(z.enum(parts)).max(parts.length),
  places: z.array(z.enum(places)).max(places.length),
  isSupervised: z.boolean().nullable(),
  code: line(10).regex(/^[A-Z0-9]{3,10}$/, expected({ en: "Expected a code of 3 to 10 capital letters and digits.", es: "Se espera un código de 3 a 10 mayúsculas y cifras." })),
  modifiers: z.array(line(2).regex(/^[A-Z0-9]{2}$/, expected({ en: "Expected modifiers of two capital letters or digits.", es: "Se esperan modificadores de dos mayúsculas o cifras." }))).max(4),
  chargedBy: z.enum(["unit", "session"]),
  chargeCents: z.number().int().min(1).max(MOST_CENTS),
  allowedCents: z.number().int().min(0).max(MOST_CENTS).nullable(),
  fromDay: civilDate,
  toDay: civilDate.nullable(),
  source,
};
/** Which code a session is billed with, its charge in cents, and on which days, both counted. An empty list fits all; `allowedCents` null: what is paid is not known. */
export const newFeeLine = z.strictObject(written);
export type NewFeeLine = z.infer<typeof newFeeLine>;
/** A line; with `endedAt` it was never right, or another took its place from the same day. */
export const feeLine = z.strictObject({ lineId: z.uuid(), ...written, isDemo: z.boolean(), madeByName: z.string().nullable(), endedAt: instant.nullable() });
export type FeeLine = z.infer<typeof feeLine>;

/** The number of a place of service; `payerId` null is for all payers that have none of their own. */
export const newPlaceCode = z.strictObject({ payerId: z.uuid().nullable(), place: z.enum(places), code: line(2).regex(/^[0-9]{2}$/, expected({ en: "Expected two digits.", es: "Se esperan dos cifras." })), source });
export type NewPlaceCode = z.infer<typeof newPlaceCode>;
export const placeCode = newPlaceCode.extend({ placeCodeId: z.uuid(), madeAt: instant, endedAt: instant.nullable() });
export type PlaceCode = z.infer<typeof placeCode>;
