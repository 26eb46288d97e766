import { z } from "zod";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, wallTime, wholeNumber } from "#kernel/shapes.ts";
import { modalities, places } from "#features/policy/contract.ts";

/** The address of a meeting on video: nothing that a browser would do anything else with. */
const videoLink = line(500).refine((text) => /^https:\/\/[^\s/]+\.[^\s/]+/.test(text), expected({ en: "Expected an address that begins with https://.", es: "Se espera una dirección que empiece con https://." }));

/** Where, how and with whom a session is. */
const shapes = {
  place: z.enum(places),
  beds: z.number().int().min(1).max(10_000).nullable(),
  modality: z.enum(modalities),
  clinicianId: z.uuid(),
  secondClinicianId: z.uuid().nullable(),
  roomId: z.uuid().nullable(),
  videoLink: videoLink.nullable(),
  /** Minutes of the way there, and as many back. */
  travelMinutes: wholeNumber(1).max(480).nullable(),
  personIds: z.array(z.uuid()).min(1, expected({ en: "Expected at least one person.", es: "Se espera al menos una persona." })).max(20),
  longerSessionReason: line(1000).nullable(),
};
/** The same where a session is booked: what is not said is not there. */
export const setting = {
  ...shapes,
  beds: shapes.beds.default(null),
  secondClinicianId: shapes.secondClinicianId.default(null),
  roomId: shapes.roomId.default(null),
  videoLink: shapes.videoLink.default(null),
  travelMinutes: shapes.travelMinutes.default(null),
  longerSessionReason: shapes.longerSessionReason.default(null),
};
/** Nothing of what can be left unsaid. */
export const nothingMore = { beds: null, secondClinicianId: null, roomId: null, videoLink: null, travelMinutes: null, longerSessionReason: null } as const;
/** The same where a session is changed: what is not said stays as it is. */
export const changes = z.strictObject(shapes).partial().shape;
/** A setting with its hour, on the wall clock of the agency's zone. */
export const plan = { caseId: z.uuid(), ...setting, start: wallTime, end: wallTime };

/** Days of which the person who books saw what is special about them, and books all the same. */
export const seenDays = z.array(civilDate).max(120).default([]);

/**
 * What stands in the way of an hour. `taken`, `room_taken`, `second_taken`, `left`, `shut` and `clocks` refuse it; `flagged`, `closed`,
 * `away` and `past_goodbye` want to be seen first; `travel`, `elsewhere`, `language` and `interpreter_taken` only warn.
 */
export const problemKinds = ["taken", "second_taken", "room_taken", "left", "shut", "clocks", "flagged", "closed", "away", "past_goodbye", "travel", "elsewhere", "language", "interpreter_taken"] as const;
export type ProblemKind = (typeof problemKinds)[number];
export const hourProblem = z.strictObject({ kind: z.enum(problemKinds), on: civilDate, weight: z.enum(["refuses", "asks", "warns"]), message: z.string() });
export type HourProblem = z.infer<typeof hourProblem>;
