import { z } from "zod";
import { procedure } from "#kernel/contract.ts";

/** What is looked at, in the order of what it would cost the families. */
export const checkKeys = ["tls", "demo", "secret_key", "backup", "drill", "second_factor", "audit_chain", "seals", "jobs", "queue", "disk", "database_account", "database_version", "node", "clock", "mail", "scan", "clearing"] as const;
export type CheckKey = (typeof checkKeys)[number];
/** `unknown`: it could not be looked at, which is not the same as safe. */
export const checkStates = ["unsafe", "unknown", "safe"] as const;
export type CheckState = (typeof checkStates)[number];

/** One thing that was looked at: how it stands, and where it is not safe what that means for the families and how it is mended. */
export const check = z.strictObject({ key: z.enum(checkKeys), state: z.enum(checkStates), title: z.string(), means: z.string(), mend: z.string() });
export type Check = z.infer<typeof check>;

/** A setting as it stands. A secret is `set` or `not set`, and never told. */
export const setting = z.strictObject({ name: z.string(), about: z.string(), accepts: z.string(), present: z.string(), href: z.string().nullable() });
export type Setting = z.infer<typeof setting>;

const ofAgency = { of: null, subject: "none", shows: "agency", action: "read" } as const;

export const operating = {
  check: procedure({ who: ["administrator"], ...ofAgency })
    .route({ method: "GET", path: "/check", summary: "What is not safe yet on this installation, what it means for the families, and how it is mended." })
    .output(z.strictObject({ checks: z.array(check) })),
  settings: procedure({ who: ["administrator"], ...ofAgency })
    .route({ method: "GET", path: "/settings", summary: "Every setting of the installation and of the agency: what it does, what is accepted, how it stands. Never a secret." })
    .output(z.strictObject({ installation: z.array(setting), agency: z.array(setting) })),
};
