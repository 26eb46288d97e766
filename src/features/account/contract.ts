import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

export const email = z.string().trim().toLowerCase().max(320).regex(/^[^@\s]+@[^@\s]+$/, expected({ en: "Expected an e-mail address, such as ana@example.org.", es: "Se espera un correo electrónico, como ana@example.org." }));
/** NIST SP 800-63B: length is what counts; no rules about kinds of characters. */
export const newPassword = z.string().min(12, expected({ en: "Expected at least 12 characters.", es: "Se esperan al menos 12 caracteres." })).max(200, expected({ en: "Expected at most 200 characters.", es: "Se esperan como máximo 200 caracteres." }));

const sentence = z.string().trim().min(1, expected({ en: "Expected a few words.", es: "Se esperan unas palabras." })).max(200);
/** What the public pages say of a new agency: its number of ten digits, when somebody picks up, and the languages spoken. */
export const practiceDetails = z.strictObject({ phone: z.string().regex(/^[2-9]\d{2}[2-9]\d{6}$/, expected({ en: "Expected ten digits, such as 2025550142.", es: "Se esperan diez cifras, como 2025550142." })), hours: z.strictObject({ en: sentence, es: sentence }), languages: z.strictObject({ en: sentence, es: sentence }) });

/** Who is signed in, and until when if nothing is touched. */
export const me = z.strictObject({
  name: z.string(),
  email: z.string(),
  language: z.enum(["en", "es"]),
  roles: z.array(z.enum([...staffRoles, "caregiver"])),
  staffId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  agency: z.strictObject({ agencyId: z.uuid(), name: z.string(), slug: z.string(), timeZone: z.string(), isDemo: z.boolean() }),
  secondFactor: z.boolean(),
  /** A role of theirs needs a second factor and they have none: nothing opens but what sets one up. */
  owes: z.enum(["nothing", "second_factor"]),
  endsAt: z.iso.datetime(),
});
export type Me = z.infer<typeof me>;

/** One of the codes that stand in for a second factor: four times four letters and digits, written with or without hyphens. */
export const recoveryCode = z.string().trim().toLowerCase().transform((text) => text.replace(/[\s-]/g, "")).pipe(z.string().regex(/^[a-z2-7]{16}$/, expected({ en: "Expected one of your recovery codes, such as abcd-efgh-2345-wxyz.", es: "Se espera uno de sus códigos de recuperación, como abcd-efgh-2345-wxyz." })));

/** How an invitation is taken up: with a password, at the agency's organisation, or either. */
export const invitedWays = ["password", "organisation", "either"] as const;
export type InvitedWay = (typeof invitedWays)[number];

const everyone = [...staffRoles, "caregiver"] as const;
const oneself = { of: null, subject: "none", shows: "oneself" } as const;

export const account = {
  signIn: procedure({ who: "anyone", ...oneself, action: "sign_in" })
    .route({ method: "POST", path: "/session", summary: "Signs in; the answer sets the cookie." })
    .input(z.strictObject({ email, password: z.string().min(1).max(200), code: z.string().regex(/^\d{6}$/, expected({ en: "Expected six digits.", es: "Se esperan seis cifras." })).optional(), recoveryCode: recoveryCode.optional() }))
    .output(me),
  whoAmI: procedure({ who: "anyone", ...oneself, action: "read" }).route({ method: "GET", path: "/session", summary: "Who is signed in." }).output(me),
  signOut: procedure({ who: "anyone", ...oneself, action: "sign_out" }).route({ method: "DELETE", path: "/session", summary: "Signs out." }).output(z.strictObject({ signedOut: z.literal(true) })),
  demoAccounts: procedure({ who: "anyone", of: null, action: "read", subject: "none", shows: "nothing_personal" })
    .route({ method: "GET", path: "/demo-accounts", summary: "The made-up people of the demo, for its sign-in page. Empty where the demo is off." })
    .output(z.strictObject({ accounts: z.array(z.strictObject({ email: z.string(), name: z.string(), agency: z.string(), roles: z.array(z.string()) })) })),
  startSecondFactor: procedure({ who: everyone, whileOwed: "yes", ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/second-factor", summary: "A new secret for a one-time code application, which the server keeps; in force once confirmed. Where a second factor stands, the present password is asked." })
    .input(z.strictObject({ password: z.string().min(1).max(200).optional() }).default({}))
    .output(z.strictObject({ step: z.string(), secret: z.string(), address: z.string() })),
  confirmSecondFactor: procedure({ who: everyone, whileOwed: "yes", ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/second-factor/confirm", summary: "Switches the second factor on with a first code." })
    .input(z.strictObject({ step: z.string().min(20).max(200), code: z.string().regex(/^\d{6}$/, expected({ en: "Expected six digits.", es: "Se esperan seis cifras." })) }))
    .output(z.strictObject({ secondFactor: z.literal(true) })),
  setLanguage: procedure({ who: everyone, whileOwed: "yes", ...oneself, action: "write" })
    .route({ method: "PUT", path: "/session/language", summary: "Keeps the language in which the screens speak to oneself, on every device." })
    .input(z.strictObject({ language: z.enum(["en", "es"]) }))
    .output(z.strictObject({ language: z.enum(["en", "es"]) })),
  setUp: procedure({ who: "anyone", of: null, action: "write", subject: "none", shows: "nothing_personal" })
    .route({ method: "POST", path: "/setup", summary: "Makes the first agency and its first administrator, by the one-time address." })
    .input(z.strictObject({ token: z.string().min(20).max(200), agencyName: z.string().trim().min(1).max(200), publicName: z.string().trim().min(1).max(100), slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, expected({ en: "Expected lower-case letters, digits and hyphens.", es: "Se esperan minúsculas, cifras y guiones." })), timeZone: z.string().min(1).max(100), practice: practiceDetails, name: z.string().trim().min(1).max(200), email, password: newPassword }))
    .output(me),
  setUpState: procedure({ who: "anyone", of: null, action: "read", subject: "none", shows: "nothing_personal" })
    .route({ method: "GET", path: "/setup", summary: "Whether this installation still waits for its first agency." })
    .output(z.strictObject({ waiting: z.boolean() })),
  invite: procedure({ who: ["administrator"], of: null, action: "write", subject: "none", shows: "agency" })
    .route({ method: "POST", path: "/invitations", summary: "Adds a member of staff with roles and sends a link by which they set a password." })
    .input(z.strictObject({ name: z.string().trim().min(1).max(200), email, language: z.enum(["en", "es"]), roles: z.array(z.enum(staffRoles)).min(1), supervisorId: z.uuid().nullable() }))
    .output(z.strictObject({ staffId: z.uuid(), link: z.string() })),
  invitation: procedure({ who: "anyone", of: null, action: "read", subject: "none", shows: "nothing_personal" })
    .route({ method: "POST", path: "/invitation", summary: "What a link of invitation is for, while it is open." })
    .input(z.strictObject({ token: z.string().min(20).max(200) }))
    .output(z.strictObject({ agency: z.string(), name: z.string(), email: z.string(), way: z.enum(invitedWays) })),
  acceptInvitation: procedure({ who: "anyone", ...oneself, action: "sign_in" })
    .route({ method: "POST", path: "/invitation/accept", summary: "Sets the password and signs in; the link ends. Refused where the agency signs in at its organisation alone." })
    .input(z.strictObject({ token: z.string().min(20).max(200), password: newPassword }))
    .output(me),
};
