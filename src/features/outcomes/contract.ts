import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate } from "#kernel/shapes.ts";
import { LOWEST_THRESHOLD, programmeFigures } from "./shapes.contract.ts";

/** Who reads the figures of the whole programme: whoever answers for it. */
export const readers = ["administrator", "senior_leader", "supervisor", "privacy_officer"] as const;

const cut = z.string().max(400).nullable().default(null);
/** A line of what leaves: one figure with the id of its definition. `value` is a number, or "<11", or "hidden". */
export const exportLine = z.strictObject({ definition: z.string(), of: z.string(), value: z.string(), among: z.string(), countedOn: civilDate.nullable() });
export type ExportLine = z.infer<typeof exportLine>;

const ofProgramme = { who: readers, of: null, subject: "none", shows: "nothing_personal" } as const;

export const outcomesContract = {
  figures: procedure({ ...ofProgramme, action: "read" })
    .route({ method: "GET", path: "/outcomes", summary: "What the programme did and what changed, in counts that tell of nobody: all, or one cut such as a year or a team." })
    .input(z.strictObject({ cut }))
    .output(programmeFigures),
  lines: procedure({ ...ofProgramme, action: "read" })
    .route({ method: "GET", path: "/outcomes/lines", summary: "Exactly what would leave, line by line, with the hidden ones, and the hash by which it can then be made." })
    .input(z.strictObject({ cut }))
    .output(z.strictObject({ hash: z.string(), lines: z.array(exportLine) })),
  export: procedure({ ...ofProgramme, action: "export" })
    .route({ method: "GET", path: "/outcomes/file", summary: "The figures as CSV or as canonical JSON, as they were shown before under this hash." })
    .input(z.strictObject({ cut, format: z.enum(["csv", "json"]), hash: z.string().regex(/^[0-9a-f]{64}$/, expected({ en: "Expected the hash of what was shown.", es: "Se espera el resumen de lo que se mostró." })) }))
    .output(z.file()),
  cases: procedure({ ...ofProgramme, shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/outcomes/cases", summary: "The cases behind a figure that is shown, of those that the viewer may open anyway." })
    .input(z.strictObject({ cut, figure: z.string().max(200), after: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ figure: z.string(), cases: z.array(z.strictObject({ caseId: z.uuid(), childName: z.string(), askedOn: civilDate })), next: z.uuid().nullable() })),
  setThreshold: procedure({ ...ofProgramme, who: ["administrator"], action: "write" })
    .route({ method: "POST", path: "/outcomes/threshold", summary: "The number of people under which nothing is shown, from the next counting on." })
    .input(z.strictObject({ threshold: z.number().int().min(LOWEST_THRESHOLD, expected({ en: "Expected at least 5.", es: "Se espera al menos 5." })).max(100, expected({ en: "Expected at most 100.", es: "Se espera como máximo 100." })) }))
    .output(z.strictObject({ threshold: z.number().int() })),
};
