import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line, wholeNumber } from "#kernel/shapes.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { noteSections } from "./sections.contract.ts";

export const ageBands = ["infant", "toddler", "preschool"] as const;
export type AgeBand = (typeof ageBands)[number];

/** What a template says: for which sessions and ages (none named is all), and which sections it asks for, in order, with a prompt of the programme's own. */
export const templateContent = z.strictObject({
  name: line(100).min(1, expected({ en: "Expected a name for the template.", es: "Se espera un nombre para la plantilla." })),
  kinds: z.array(z.enum(sessionKinds)).max(sessionKinds.length),
  bands: z.array(z.enum(ageBands)).max(ageBands.length),
  sections: z
    .array(z.strictObject({ section: z.enum(noteSections), prompt: line(300).default("") }))
    .min(1, expected({ en: "Expected at least one section.", es: "Se espera al menos un apartado." }))
    .max(noteSections.length)
    .refine((sections) => new Set(sections.map((one) => one.section)).size === sections.length, expected({ en: "Expected each section once.", es: "Se espera cada apartado una sola vez." })),
});
export const noteTemplate = templateContent.extend({ templateId: z.uuid(), revision: wholeNumber(0), changedAt: instant, changedByName: z.string().nullable() });
export type NoteTemplate = z.infer<typeof noteTemplate>;

const shown = { of: null, subject: "none", shows: "nothing_personal" } as const;
const editors = ["administrator", "supervisor"] as const;

export const noteTemplates = {
  list: procedure({ who: ["clinician", "trainee", "supervisor", "administrator"], ...shown, action: "read" })
    .route({ method: "GET", path: "/note-templates", summary: "The programme's own templates of session notes." })
    .output(z.strictObject({ templates: z.array(noteTemplate), mayChange: z.boolean() })),
  add: procedure({ who: editors, ...shown, action: "write" })
    .route({ method: "POST", path: "/note-templates", summary: "Makes a template." })
    .input(templateContent)
    .output(z.strictObject({ templateId: z.uuid() })),
  change: procedure({ who: editors, ...shown, action: "write" })
    .route({ method: "PUT", path: "/note-templates/{templateId}", summary: "Changes a template; notes that were written stay as they are. 409 where it was changed meanwhile." })
    .input(templateContent.extend({ templateId: z.uuid(), revision: wholeNumber(1) }))
    .output(z.strictObject({ revision: wholeNumber(0) })),
  retire: procedure({ who: editors, ...shown, action: "write" })
    .route({ method: "POST", path: "/note-templates/{templateId}/retire", summary: "Takes a template out of use." })
    .input(z.strictObject({ templateId: z.uuid() }))
    .output(z.strictObject({ retired: z.literal(true) })),
};
