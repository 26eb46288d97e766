import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { instant } from "#kernel/shapes.ts";
import { reach } from "./reach.contract.ts";
import { saidByDevice } from "#features/account/own.contract.ts";

/** How an adult's way into the portal stands: never given, given and not opened yet, open, ended. */
export const portalStates = ["none", "invited", "open", "ended"] as const;
export type PortalState = (typeof portalStates)[number];

/** An adult of a family, and the own way into the portal. Class service. */
export const portalAccess = z.strictObject({ personId: z.uuid(), name: z.string(), state: z.enum(portalStates), givenAt: instant.nullable(), givenBy: z.string().nullable(), begunAt: instant.nullable() });
export type PortalAccess = z.infer<typeof portalAccess>;

/** Days for which an invitation opens, and minutes for which a link to come in does. */
export const BEGIN_DAYS = 7;
export const LINK_MINUTES = 30;
/** Figures of the code that is told by voice, and the least of the one that an adult chooses. */
export const CODE_FIGURES = 6;
/** Copies of what is theirs to read that one adult takes within a day. */
export const COPIES_A_DAY = 5;
export const copyFormats = ["pdf", "json"] as const;
/** What stands in such a copy, in its order. */
export const copyParts = ["people", "came", "child", "plan", "visits", "notes", "answers", "stories", "afterwards", "messages", "wishes", "told", "papers", "signed", "asked", "sent", "seen"] as const;
export type CopyPart = (typeof copyParts)[number];
export type CopyFormat = (typeof copyFormats)[number];
/** Passkeys that one adult may have. */
export const MOST_KEYS = 10;

const whoGives = ["clinician", "trainee", "supervisor", "administrator"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId", shows: "service" } as const;
const ofAdult = z.strictObject({ caseId: z.uuid(), personId: z.uuid() });

export const portal = {
  reach,
  accesses: procedure({ who: [...whoGives, "front_desk"], ...ofCase, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/portal", summary: "The adults around the child today, and which of them can come into the portal." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ adults: z.array(portalAccess) })),
  give: procedure({ who: whoGives, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/portal", summary: "Lets an adult into the portal: a link goes to the safe address, and the opening code is told by voice. What was open before ends." })
    .input(ofAdult)
    .output(z.strictObject({ openingCode: z.string(), /** `message`: the link went to a safe address; `by_hand`: there is none, and the address is opened together with the adult. */ delivery: z.enum(["message", "by_hand"]), address: z.string().nullable(), expiresAt: instant })),
  end: procedure({ who: whoGives, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/portal/end", summary: "Ends an adult's way into the portal at once; open sign-ins and links are dead." })
    .input(ofAdult)
    .output(z.strictObject({ ended: z.literal(true) })),
  openQuestions: procedure({ who: ["caregiver"], of: { class: "caregiver", by: "batteryId" }, subject: "caseId", shows: "caregiver", action: "write" })
    .route({ method: "POST", path: "/portal/batteries/{batteryId}/open", summary: "The address of the questions that wait for whoever is signed in, and for nobody else." })
    .input(z.strictObject({ batteryId: z.uuid() }))
    .output(z.strictObject({ batteryId: z.uuid(), caseId: z.uuid(), address: z.string() })),
  copy: procedure({ who: ["caregiver"], ...ofCase, shows: "nothing_personal", action: "export" })
    .route({ method: "POST", path: "/cases/{caseId}/own-copies", summary: "Writes down that the adult takes a copy of what is open to that adult today, before it is made; five a day. The copy itself is read by the procedures that the adult may call." })
    .input(z.strictObject({ caseId: z.uuid(), format: z.enum(copyFormats) }))
    .output(z.strictObject({ left: z.int() })),
  beginKey: procedure({ who: ["caregiver"], of: null, subject: "none", shows: "oneself", action: "write" })
    .route({ method: "POST", path: "/portal/keys/begin", summary: "What a device needs to make a passkey for the portal, the own code given once more; in force once added." })
    .input(z.strictObject({ code: z.string().min(1).max(254) }))
    .output(z.strictObject({ step: z.string(), options: saidByDevice })),
};
