import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line } from "#kernel/shapes.ts";
import { staffRoles } from "#features/disclosure/contract.ts";
import { me, newPassword } from "./contract.ts";

const everyone = [...staffRoles, "caregiver"] as const;
const oneself = { of: null, subject: "none", shows: "oneself" } as const;

/** A sign-in that is open: since when, when it was last used, on what kind of device (coarse words of a machine, such as `chrome windows`), and how it was opened. */
export const device = z.strictObject({ signInId: z.uuid(), openedAt: instant, lastUsedAt: instant, device: z.string(), way: z.enum(["password", "passkey", "single_sign_on", "invitation", "link"]), isThis: z.boolean() });
export type Device = z.infer<typeof device>;
/** A refused try at one's own sign-in, of the last ninety days. */
export const failedSignIn = z.strictObject({ at: instant, why: z.string() });
export const lostKinds = ["password", "second_factor", "both"] as const;
/** Somebody was let in anew: what was lost, who began it (null: on the server's command line), and what became of it. */
export const recovery = z.strictObject({ recoveryId: z.uuid(), staffId: z.uuid(), name: z.string(), lost: z.enum(lostKinds), reason: z.string(), startedByName: z.string().nullable(), startedAt: instant, endsAt: instant, doneAt: instant.nullable(), withdrawnAt: instant.nullable() });
export type Recovery = z.infer<typeof recovery>;
export const passkey = z.strictObject({ passkeyId: z.uuid(), name: z.string(), addedAt: instant, lastUsedAt: instant.nullable() });
export type Passkey = z.infer<typeof passkey>;

const password = z.string().min(1, expected({ en: "Expected your present password.", es: "Se espera su contraseña actual." })).max(200);
const called = line(100).min(1, expected({ en: "Expected a name, such as Work laptop.", es: "Se espera un nombre, como Portátil del trabajo." }));
/** What a browser and its device say about a passkey, as the standard has it; judged by the server. */
export const saidByDevice = z.record(z.string(), z.unknown());

/** One's own sign-in: the devices that are in, the password, passkeys and recovery codes. */
export const ownAccess = {
  get: procedure({ who: everyone, whileOwed: "yes", ...oneself, action: "read" })
    .route({ method: "GET", path: "/session/access", summary: "With what one signs in, where one is signed in, what was refused of late, and whether somebody was let in anew in one's name." })
    .output(z.strictObject({ devices: z.array(device), failures: z.array(failedSignIn), recoveries: z.array(recovery), passkeys: z.array(passkey), recoveryCodes: z.strictObject({ madeAt: instant, unused: z.number().int() }).nullable(), usesCodes: z.boolean(), hasPassword: z.boolean(), passkeysWork: z.boolean() })),
  endDevice: procedure({ who: everyone, ...oneself, action: "sign_out" })
    .route({ method: "POST", path: "/session/devices/{signInId}/end", summary: "Ends one's sign-in on one device." })
    .input(z.strictObject({ signInId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
  endOtherDevices: procedure({ who: everyone, ...oneself, action: "sign_out" })
    .route({ method: "POST", path: "/session/devices/end-others", summary: "Ends one's sign-ins everywhere but here." })
    .output(z.strictObject({ ended: z.number().int() })),
  changePassword: procedure({ who: everyone, ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/password", summary: "Sets another password, the present one given; ends one's sign-ins everywhere but here." })
    .input(z.strictObject({ current: password, next: newPassword }))
    .output(z.strictObject({ changed: z.literal(true), ended: z.number().int() })),
  makeRecoveryCodes: procedure({ who: everyone, ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/recovery-codes", summary: "Ten codes that each stand in once for the second factor, shown this once; they replace those of before." })
    .input(z.strictObject({ password }))
    .output(z.strictObject({ codes: z.array(z.string()) })),
  beginPasskey: procedure({ who: everyone, whileOwed: "yes", ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/passkeys/begin", summary: "What a device needs to make a passkey, the password given; in force once added." })
    .input(z.strictObject({ password }))
    .output(z.strictObject({ step: z.string(), options: saidByDevice })),
  addPasskey: procedure({ who: everyone, whileOwed: "yes", ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/passkeys", summary: "Adds the passkey that a device made." })
    .input(z.strictObject({ step: z.string().min(20).max(200), name: called, response: saidByDevice }))
    .output(z.strictObject({ passkeyId: z.uuid() })),
  namePasskey: procedure({ who: everyone, ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/passkeys/{passkeyId}/name", summary: "Calls one of one's passkeys something else." })
    .input(z.strictObject({ passkeyId: z.uuid(), name: called }))
    .output(z.strictObject({ named: z.literal(true) })),
  removePasskey: procedure({ who: everyone, ...oneself, action: "write" })
    .route({ method: "POST", path: "/session/passkeys/{passkeyId}/remove", summary: "Removes one of one's passkeys, the present password given where there is one: it opens nothing any more." })
    .input(z.strictObject({ passkeyId: z.uuid(), password: password.optional() }))
    .output(z.strictObject({ removed: z.literal(true) })),
  beginPasskeySignIn: procedure({ who: "anyone", ...oneself, action: "sign_in" })
    .route({ method: "POST", path: "/session/passkey/begin", summary: "What a device needs to sign in with a passkey that it holds." })
    .output(z.strictObject({ step: z.string(), options: saidByDevice })),
  passkeySignIn: procedure({ who: "anyone", ...oneself, action: "sign_in" })
    .route({ method: "POST", path: "/session/passkey", summary: "Signs in with a passkey, which is password and second factor in one." })
    .input(z.strictObject({ step: z.string().min(20).max(200), response: saidByDevice }))
    .output(me),
};

const administers = { who: ["administrator"], of: null, subject: "none", shows: "agency" } as const;

/** Letting somebody back in who lost their password or second factor: begun by another, finished by the person. */
export const recoveries = {
  start: procedure({ ...administers, action: "write" })
    .route({ method: "POST", path: "/staff/{staffId}/recovery", summary: "Lets a colleague in anew, never oneself: their sign-ins end, and a link that works once and for a day goes to their own address; where no letters leave it is shown here once instead." })
    .input(z.strictObject({ staffId: z.uuid(), lost: z.enum(lostKinds), reason: line(500).min(1) }))
    .output(z.strictObject({ recoveryId: z.uuid(), link: z.string().nullable(), endsAt: instant, letter: z.enum(["sends", "demo", "not_set_up"]) })),
  withdraw: procedure({ ...administers, action: "write" })
    .route({ method: "POST", path: "/recoveries/{recoveryId}/withdraw", summary: "Takes it back before it is done: the link dies, and what opened before opens again." })
    .input(z.strictObject({ recoveryId: z.uuid() }))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
  list: procedure({ ...administers, action: "read" })
    .route({ method: "GET", path: "/recoveries", summary: "Who was let in anew, the newest first." })
    .output(z.strictObject({ recoveries: z.array(recovery) })),
  find: procedure({ who: "anyone", of: null, action: "read", subject: "none", shows: "nothing_personal" })
    .route({ method: "POST", path: "/recovery", summary: "What a link of this kind is for, while it is open." })
    .input(z.strictObject({ token: z.string().min(20).max(200) }))
    .output(z.strictObject({ agency: z.string(), name: z.string(), email: z.string(), lost: z.enum(lostKinds) })),
  finish: procedure({ who: "anyone", ...oneself, action: "write" })
    .route({ method: "POST", path: "/recovery/finish", summary: "Sets a new password, or, where only the second factor was lost, asks for the present one; what was lost goes, and the link ends. It does not sign in." })
    .input(z.strictObject({ token: z.string().min(20).max(200), password: z.string().min(1).max(200) }))
    .output(z.strictObject({ done: z.literal(true) })),
};
