import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, prose } from "#kernel/shapes.ts";
import { privacyRule, ruleKeys } from "#features/release/figures.contract.ts";
import { extension, ofFamily, reasonText, service, someWords } from "./shapes.contract.ts";

export const amendmentKinds = ["amendment", "restriction", "confidential"] as const;
export type AmendmentKind = (typeof amendmentKinds)[number];
/** Why an amendment may be denied (45 CFR 164.526(a)(2)). */
export const denialGrounds = ["not_ours", "not_in_set", "not_open_to_access", "accurate"] as const;
export type DenialGround = (typeof denialGrounds)[number];

/** A request that a person makes about the own record or the child's: for access, or one of the three others. */
export const ownRequest = z.strictObject({
  requestId: z.uuid(),
  kind: z.enum(["access", ...amendmentKinds]),
  ...ofFamily,
  personId: z.uuid(),
  personName: z.string(),
  receivedOn: civilDate,
  /** Null where no rule sets a day. */
  dueOn: civilDate.nullable(),
  extension,
  asked: z.string(),
  answer: z.string().nullable(),
  ground: z.enum(denialGrounds).nullable(),
  answerWords: z.string(),
  answeredOn: civilDate.nullable(),
  authorId: z.uuid().nullable(),
  authorName: z.string().nullable(),
  appendedOn: civilDate.nullable(),
  statement: z.string().nullable(),
  rebuttal: z.string().nullable(),
});
export type OwnRequest = z.infer<typeof ownRequest>;

/** A figure with the one that ships, where it asks less of the agency than that, and who set it when and why. */
const shownRule = privacyRule.extend({ shipped: privacyRule.pick({ value: true, extension: true }), laxer: z.enum(["value", "extension", "neither"]), bound: z.enum(["law", "none"]), setBy: z.string().nullable(), setOn: civilDate.nullable(), reason: z.string().nullable() });

/** What an adult asked about the record, as that adult reads it: the answer that was written to them, and no word among staff. */
export const familyRequest = ownRequest.pick({ requestId: true, kind: true, receivedOn: true, asked: true, ground: true, answerWords: true, answeredOn: true, appendedOn: true }).extend({
  /** The last day of the answer, with its extension; null where no rule sets one. */
  dueOn: civilDate.nullable(),
  answer: z.enum(["accepted", "denied", "given", "not_given"]).nullable(),
});
export type FamilyRequest = z.infer<typeof familyRequest>;
/** Requests that one adult may make alone and have open at once about one record. */
export const MOST_OPEN = 10;

const desk = ["clinician", "trainee", "supervisor", "administrator", "front_desk", "privacy_officer"] as const;
const written = { of: service, subject: "caseId", shows: "nothing_personal", action: "write" } as const;
const ids = { caseId: z.uuid(), requestId: z.uuid() };

/** What people ask about their records, and what an agency counts with. */
export const requestsContract = {
  list: procedure({ who: desk, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/privacy/requests", summary: "Requests for access, amendment, restriction and another way of contact, by what runs out first; others than the privacy officer read what they took in, or are asked to append." })
    .input(z.strictObject({ state: z.enum(["waiting", "answered"]).default("waiting") }))
    .output(z.strictObject({ today: civilDate, requests: z.array(ownRequest) })),
  add: procedure({ who: desk, ...written })
    .route({ method: "POST", path: "/cases/{caseId}/amendments", summary: "Takes in what an adult asks: to amend, to restrict, or to be reached another way; an amendment is due within the agency's days." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), kind: z.enum(amendmentKinds), receivedOn: civilDate, asked: someWords }))
    .output(z.strictObject({ requestId: z.uuid(), dueOn: civilDate.nullable() })),
  mine: procedure({ who: ["caregiver"], of: service, subject: "caseId", shows: "service", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/own-requests", summary: "What the adult asked about the record, with the day by which it is answered and what was answered." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ requests: z.array(familyRequest) })),
  ask: procedure({ who: ["caregiver"], ...written })
    .route({ method: "POST", path: "/cases/{caseId}/own-requests", summary: "An adult asks about the record alone: for a copy, to amend, to restrict, or to be reached another way. Sent twice on a day it is there once." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(["access", ...amendmentKinds]), asked: prose(2000).refine((text) => text.trim() !== "", expected({ en: "Say in a few words what you ask.", es: "Diga en pocas palabras qué pide." })) }))
    .output(z.strictObject({ requestId: z.uuid(), dueOn: civilDate.nullable() })),
  extend: procedure({ who: ["privacy_officer"], ...written })
    .route({ method: "POST", path: "/cases/{caseId}/own-requests/{requestId}/extend", summary: "Extends the clock of a request for access or amendment once, with the reason and the day of the written notice." })
    .input(z.strictObject({ ...ids, reason: reasonText, noticedOn: civilDate }))
    .output(z.strictObject({ extendedTo: civilDate })),
  answer: procedure({ who: ["privacy_officer"], ...written })
    .route({ method: "POST", path: "/cases/{caseId}/amendments/{requestId}/answer", summary: "Accepts, which asks the author to append it, or denies on a ground of the rule, which opens the right to a statement of disagreement." })
    .input(z.strictObject({ ...ids, answer: z.enum(["accepted", "denied"]), ground: z.enum(denialGrounds).nullable().default(null), words: someWords, authorId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ answeredOn: civilDate })),
  append: procedure({ who: ["clinician", "trainee", "supervisor", "privacy_officer"], of: { class: "service", by: "requestId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/privacy/amendments/{requestId}/append", summary: "Says that the amendment stands in the record, by the author who was asked." })
    .input(z.strictObject({ requestId: z.uuid() }))
    .output(z.strictObject({ appendedOn: civilDate, caseId: z.uuid() })),
  state: procedure({ who: ["privacy_officer"], ...written })
    .route({ method: "POST", path: "/cases/{caseId}/amendments/{requestId}/statement", summary: "Keeps a person's statement of disagreement with the record, or the agency's answer to it." })
    .input(z.strictObject({ ...ids, what: z.enum(["statement", "rebuttal"]), words: someWords }))
    .output(z.strictObject({ kept: z.literal(true) })),
  rules: procedure({ who: ["privacy_officer", "administrator"], of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/privacy/rules", summary: "The days and years that the agency counts with, each with its source and how certain it is." })
    .output(z.strictObject({ rules: z.array(shownRule) })),
  setRule: procedure({ who: ["privacy_officer"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "PUT", path: "/privacy/rules", summary: "Sets one of those figures from now on, with its source, how certain it is, and why. What a law bounds is set to nothing that asks less of the agency; anything else that does stands in the trail as such." })
    .input(z.strictObject({ ...privacyRule.omit({ source: true }).shape, key: z.enum(ruleKeys), source: reasonText, reason: reasonText }))
    .output(z.strictObject({ set: z.literal(true) })),
};
