import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line } from "#kernel/shapes.ts";
import { localRules, packetKinds } from "./shapes.contract.ts";

const text = line(500).min(1, expected({ en: "Expected words.", es: "Se esperan palabras." }));
const inBoth = z.strictObject({ en: text, es: text });

/**
 * One line of a form: `from` names a value of our packet; `ask` is one of the two ratings that the clinician is asked in any
 * case, in the form's own words: a form can ask for no further fact.
 */
export const packItem = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/), text: inBoth, from: line(120).min(1).optional(), ask: z.strictObject({ scale: z.enum(["challenge", "capacity"]) }).optional() });
export type PackItem = z.infer<typeof packItem>;

/** A form of somebody's, which a site brings with the right to use it. */
export const formPack = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
  title: inBoth,
  holder: text,
  licence: line(1000).min(1, expected({ en: "Expected the line that says by which right this programme uses the form.", es: "Se espera la línea que diga con qué derecho este programa usa el formulario." })),
  packet: z.enum(packetKinds),
  items: z.array(packItem).min(1).max(200),
});
export type FormPack = z.infer<typeof formPack>;

const keptPack = z.strictObject({ pack: formPack, importedAt: instant.nullable(), importedBy: z.string().nullable(), isOurs: z.boolean() });
export type KeptPack = z.infer<typeof keptPack>;

const clinical = ["clinician", "trainee", "supervisor", "administrator"] as const;
const ofAgency = { of: null, subject: "none", shows: "agency" } as const;

export const fidelityPacksContract = {
  list: procedure({ who: clinical, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/fidelity-packs", summary: "The form packs of the agency, every version, and the example that is shipped." })
    .output(z.strictObject({ packs: z.array(keptPack), paths: z.record(z.enum(packetKinds), z.array(z.string())) })),
  import: procedure({ who: ["administrator"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/fidelity-packs", summary: "Takes in a form pack with its licence line. What is wrong in it is refused with its place; a version is never overwritten." })
    .input(z.strictObject({ pack: formPack }))
    .output(z.strictObject({ imported: z.literal(true) })),
  rules: procedure({ who: clinical, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/fidelity-rules", summary: "Times and thresholds of the programme. All are local: no published pass mark exists." })
    .output(z.strictObject({ rules: localRules, are: z.enum(["shipped", "own"]), changedAt: instant.nullable(), changedBy: z.string().nullable() })),
  setRules: procedure({ who: ["administrator", "supervisor"], ...ofAgency, action: "write" })
    .route({ method: "PUT", path: "/fidelity-rules", summary: "Sets the programme's own times and thresholds. What was confirmed stays as it was confirmed." })
    .input(localRules)
    .output(z.strictObject({ kept: z.literal(true) })),
};
