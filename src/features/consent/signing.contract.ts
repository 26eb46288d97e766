import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate } from "#kernel/shapes.ts";
import { consentKinds, evidence, purposesOf, signedLine, videoPurposes } from "./contract.ts";

const language = z.enum(["en", "es"]);

/** What an adult is asked to sign and has not answered yet. */
export const consentAsk = z.strictObject({ askId: z.uuid(), kind: z.enum(consentKinds), personId: z.uuid(), personName: z.string(), language, validTo: civilDate.nullable(), purposes: z.array(z.enum(videoPurposes)), askedOn: civilDate, askedByName: z.string().nullable() });
export type ConsentAsk = z.infer<typeof consentAsk>;

/** What an adult signed, as that adult reads it: nothing of others' answers, and no word of staff. */
export const ownConsent = z.strictObject({
  consentId: z.uuid(),
  kind: z.enum(consentKinds),
  answer: z.enum(["yes", "no"]),
  signedOn: civilDate,
  validTo: civilDate.nullable(),
  withdrawnOn: civilDate.nullable(),
  /** Whether the own authority counts only with a second holder's signature. */
  needsSecond: z.boolean(),
  mayTakeBack: z.boolean(),
});
export type OwnConsent = z.infer<typeof ownConsent>;

const whoWorks = ["clinician", "trainee", "supervisor", "administrator", "front_desk"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId", shows: "service" } as const;
const ofAdult = { ...ofCase, who: ["caregiver"] } as const;
const ask = { caseId: z.uuid(), askId: z.uuid() };
const one = { caseId: z.uuid(), consentId: z.uuid() };

/** What a family signs by itself in the portal, and what staff ask for it. */
export const signing = {
  list: procedure({ who: whoWorks, ...ofCase, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/consent-asks", summary: "What the adults of a family are asked to sign in the portal and have not answered yet." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ asks: z.array(consentAsk) })),
  ask: procedure({ who: whoWorks, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consent-asks", summary: "Asks an adult for a signature in the portal; only of whoever may sign that kind today." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), kind: z.enum(consentKinds), language, validTo: civilDate.nullable(), purposes: purposesOf }))
    .output(z.strictObject({ askId: z.uuid() })),
  withdraw: procedure({ who: whoWorks, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consent-asks/{askId}/withdraw", summary: "Asks no longer for that signature." })
    .input(z.strictObject(ask))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
  seen: procedure({ who: ["clinician", "trainee", "supervisor"], ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consents/{consentId}/seen", summary: "Notes that the team has seen what an adult said no to, or took back, in the portal." })
    .input(z.strictObject(one))
    .output(z.strictObject({ seen: z.literal(true) })),
  mine: procedure({ ...ofAdult, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/own-consents", summary: "What an adult is asked to sign and may sign today, and what that adult signed." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ asks: z.array(consentAsk.pick({ askId: true, kind: true, language: true, validTo: true, purposes: true, askedOn: true })), signed: z.array(ownConsent) })),
  text: procedure({ ...ofAdult, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/consent-asks/{askId}/text", summary: "The exact text that an adult is asked to sign, as it is signed today, with its hash." })
    .input(z.strictObject({ ...ask, language: language.nullable().default(null) }))
    .output(z.strictObject({ kind: z.enum(consentKinds), language, lines: z.array(signedLine), textHash: z.string(), status: z.enum(["confirmed", "draft", "local"]) })),
  sign: procedure({ ...ofAdult, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consent-asks/{askId}/sign", summary: "Signs what was asked, yes or no, under the hash of the text that was shown; the authority is judged anew in this moment." })
    .input(z.strictObject({ ...ask, language, answer: z.enum(["yes", "no"]), signedName: evidence.signedName, textHash: evidence.textHash }))
    .output(z.strictObject({ consentId: z.uuid() })),
  takeBack: procedure({ ...ofAdult, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/own-consents/{consentId}/take-back", summary: "Takes back what the adult signed, from this moment on: of the own, or for the child where the authority stands." })
    .input(z.strictObject(one))
    .output(z.strictObject({ takenBack: z.literal(true) })),
  paper: procedure({ ...ofAdult, action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/own-consents/{consentId}/paper", summary: "The copy of what the adult signed, as PDF, with its evidence." })
    .input(z.strictObject(one))
    .output(z.file()),
};
