import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** What a thought on the canvas is about (clinical.md section 6). Events, reminders and diagnoses are not written here: they are shown from their own rows. */
export const nodeKinds = ["happened", "symptom_meaning", "body_development", "ghost", "angel", "representation", "interaction", "strength", "context", "safety_now", "with_others", "target"] as const;
export type NodeKind = (typeof nodeKinds)[number];
export const nodeClasses = ["child_chart", "relationship", "caregiver"] as const;
export type NodeClass = (typeof nodeClasses)[number];
/** Who looks: the clinician, one adult beside the clinician, the child. */
export const views = ["clinician", "adult", "child"] as const;
export type ViewName = (typeof views)[number];
/** Facts that are recorded elsewhere and stand on the canvas. */
export const factKinds = ["event", "trigger", "diagnosis"] as const;
export type FactKind = (typeof factKinds)[number];

const person = z.uuid().nullable();
/** A target: a picture that one has of another, or what goes on between two. Null is the child. */
export const target = z.strictObject({ what: z.enum(["representation", "interaction"]), whose: person, of: person });
/** A thought as the writer sends it. `ownerPersonId` names the adult of a relationship, or whose own it is. `forChild` is how it is said to the child; null where it is not. */
export const draftNode = z.strictObject({
  nodeId: z.uuid(),
  kind: z.enum(nodeKinds),
  class: z.enum(nodeClasses),
  ownerPersonId: person,
  title: prose(200),
  detail: prose(2000),
  forChild: z.strictObject({ title: prose(80), line: prose(160) }).nullable(),
  letters: z.enum(["may", "never"]),
  sessionId: person,
  blockId: person,
  target: target.nullable(),
});
export type DraftNode = z.infer<typeof draftNode>;
/** An end of a line: a thought, or a fact, by its id. */
export const endKey = z.string().regex(/^(node|event|trigger|diagnosis):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, expected({ en: "Expected a thought or a fact by its id, such as node:….", es: "Se espera una idea o un hecho por su identificador, como node:…." }));
export const draftLink = z.strictObject({ linkId: z.uuid(), from: endKey, to: endKey });
export type DraftLink = z.infer<typeof draftLink>;
/** What a version says. */
export type Content = { nodes: DraftNode[]; links: DraftLink[] };

const tagged = { disclosure: disclosureTag };
export const node = draftNode.extend({ writtenOn: civilDate, ...tagged });
export type CanvasNode = z.infer<typeof node>;
/** A line with who drew it and when; each end carries its own tag. */
export const link = draftLink.extend({ linkedOn: civilDate, linkedBy: z.string().nullable(), ...tagged, other: z.strictObject(tagged) });
export type CanvasLink = z.infer<typeof link>;
/** A fact from its own row. `code` is an event's kind or a diagnosis code; `status` and `personId` are a reminder's. */
export const fact = z.strictObject({ key: endKey, kind: z.enum(factKinds), code: z.string().nullable(), title: z.string(), detail: z.string(), status: z.string().nullable(), personId: person, ...tagged });
export type Fact = z.infer<typeof fact>;
export const rating = z.strictObject({ targetId: z.uuid(), ratedOn: civilDate, strength: z.number().int(), status: z.enum(["open", "closed"]), words: z.string(), byName: z.string().nullable(), ...tagged });
export type Rating = z.infer<typeof rating>;
/** A thing said to the child, and under which heading. */
export const childCard = z.strictObject({ group: z.enum(["happened", "reminds", "helps", "keep"]), title: z.string(), line: z.string(), ...tagged });
export type ChildCard = z.infer<typeof childCard>;
/** The story that is told to the child, from the stories of the case. */
export const toldStory = z.strictObject({ storyId: z.uuid(), lines: z.array(z.strictObject({ part: z.string(), en: z.string(), es: z.string() })), toldOn: z.array(civilDate), ...tagged });
export type ToldStory = z.infer<typeof toldStory>;

export const version = z.strictObject({ formulationId: z.uuid(), number: z.number().int(), status: z.enum(["draft", "kept"]), revision: wholeNumber(0), savedAt: instant, keptOn: civilDate.nullable(), keptBy: z.string().nullable(), seenOn: civilDate.nullable(), seenBy: z.string().nullable() });
export type Version = z.infer<typeof version>;

/** The canvas as one view shows it. Which versions there are is said to the clinician only. */
export const canvas = z.strictObject({
  view: z.enum(views),
  version: version.nullable(),
  versions: z.array(version),
  nodes: z.array(node),
  links: z.array(link),
  facts: z.array(fact),
  ratings: z.array(rating),
  story: toldStory.nullable(),
  cards: z.array(childCard),
  may: z.array(z.enum(["write", "see"])),
});
export type Canvas = z.infer<typeof canvas>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const ids = { caseId: z.uuid(), formulationId: z.uuid() };
const revision = wholeNumber(1);
const kept = z.strictObject({ formulationId: z.uuid(), revision: wholeNumber(0), savedAt: instant });

export const formulation = {
  get: procedure({ who: [...clinical, "administrator", "privacy_officer", "auditor"], ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/formulation", summary: "The formulation as the clinician sees it, as it is safe for one adult, or as it is safe for the child; the draft where one is open, else the newest version, or the one that is named." })
    .input(z.strictObject({ caseId: z.uuid(), view: z.enum(views).default("clinician"), adultId: z.uuid().nullable().default(null), formulationId: z.uuid().nullable().default(null) }))
    .output(canvas),
  begin: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/formulations", summary: "Begins the first version, or the next with all that the last one says." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(kept),
  save: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/cases/{caseId}/formulations/{formulationId}", summary: "Saves the draft as a whole; 409 where it was saved elsewhere meanwhile." })
    .input(z.strictObject({ ...ids, revision, nodes: z.array(draftNode).max(120), links: z.array(draftLink).max(240) }))
    .output(kept),
  keep: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/formulations/{formulationId}/keep", summary: "Keeps the draft as a version; nothing in it changes from then on." })
    .input(z.strictObject({ ...ids, revision }))
    .output(z.strictObject({ keptOn: civilDate })),
  see: procedure({ who: ["supervisor"], ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/formulations/{formulationId}/seen", summary: "A supervisor says that this version was looked at together." })
    .input(z.strictObject({ ...ids, seenOn: civilDate }))
    .output(z.strictObject({ seenOn: civilDate })),
  rate: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/targets/{targetId}/ratings", summary: "Says how strong a target is on a day, 0 to 3, and whether it stays open." })
    .input(z.strictObject({ caseId: z.uuid(), targetId: z.uuid(), ratedOn: civilDate, strength: z.number().int().min(0).max(3), status: z.enum(["open", "closed"]), words: prose(500) }))
    .output(z.strictObject({ rated: z.literal(true) })),
};
