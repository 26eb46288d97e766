import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line } from "#kernel/shapes.ts";
import { staffRole } from "#features/disclosure/contract.ts";
import { email, me, recoveryCode } from "./contract.ts";
import { saidByDevice } from "./own.contract.ts";

const administers = { who: ["administrator"], of: null, subject: "none", shows: "agency" } as const;

/** How an invitation stands: open until a moment, taken up, withdrawn, or over without having been taken up. */
export const invitationStates = ["open", "taken_up", "withdrawn", "over"] as const;
export const sentInvitation = z.strictObject({ staffId: z.uuid(), name: z.string(), email: z.string(), sentAt: instant, expiresAt: instant, state: z.enum(invitationStates) });
export type SentInvitation = z.infer<typeof sentInvitation>;

const issuer = z.string().trim().max(500).regex(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, expected({ en: "Expected the address of the provider, such as https://login.example.org.", es: "Se espera la dirección del proveedor, como https://login.example.org." }));
const domain = z.string().trim().toLowerCase().max(253).regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, expected({ en: "Expected a domain, such as example.org.", es: "Se espera un dominio, como example.org." }));
const given = (en: string, es: string) => line(500).min(1, expected({ en, es }));

/** The agency's sign-in at its own organisation. The secret is never shown again. */
export const organisation = z.strictObject({ issuer: z.string(), clientId: z.string(), emailDomain: z.string(), passwords: z.enum(["allowed", "refused"]), changedAt: instant, changedByName: z.string().nullable() });
export type Organisation = z.infer<typeof organisation>;
export const binding = z.strictObject({ bindingId: z.uuid(), staffId: z.uuid(), name: z.string(), boundAt: instant });

/** Who may come in, and with what: for those who run the programme. */
export const access = {
  waysIn: procedure({ who: "anyone", of: null, action: "read", subject: "none", shows: "nothing_personal" })
    .route({ method: "GET", path: "/sign-in-ways", summary: "Which ways of signing in this installation has beside a password." })
    .output(z.strictObject({ passkeys: z.boolean(), organisation: z.boolean() })),
  get: procedure({ ...administers, action: "read" })
    .route({ method: "GET", path: "/access", summary: "For which roles a second factor is asked, the organisation's own sign-in, and how each invitation stands." })
    .output(z.strictObject({ secondFactorRoles: z.array(staffRole), organisation: organisation.nullable(), callback: z.string(), bindings: z.array(binding), invitations: z.array(sentInvitation) })),
  setSecondFactorRoles: procedure({ ...administers, action: "write" })
    .route({ method: "PUT", path: "/access/second-factor", summary: "For which roles a second factor must be: whoever has one of them and none gets no further than the page that sets one up." })
    .input(z.strictObject({ roles: z.array(staffRole).max(20) }))
    .output(z.strictObject({ secondFactorRoles: z.array(staffRole) })),
  setOrganisation: procedure({ ...administers, action: "write" })
    .route({ method: "PUT", path: "/access/organisation", summary: "Sets up signing in at the agency's own organisation (OpenID Connect). Where passwords are refused, administrators keep theirs. Another provider or client ends every sign-in by the former one and forgets who is who there." })
    .input(z.strictObject({ issuer, clientId: given("Expected the client id that the provider gave.", "Se espera el identificador de cliente que dio el proveedor."), clientSecret: given("Expected the client secret that the provider gave.", "Se espera el secreto de cliente que dio el proveedor."), emailDomain: domain, passwords: z.enum(["allowed", "refused"]) }))
    .output(z.strictObject({ organisation })),
  endOrganisation: procedure({ ...administers, action: "write" })
    .route({ method: "POST", path: "/access/organisation/end", summary: "Ends signing in at the agency's own organisation; passwords open again." })
    .output(z.strictObject({ ended: z.literal(true) })),
  releaseBinding: procedure({ ...administers, action: "write" })
    .route({ method: "POST", path: "/access/bindings/{bindingId}/release", summary: "Forgets who somebody is at the organisation, so that their next sign-in there binds anew." })
    .input(z.strictObject({ bindingId: z.uuid() }))
    .output(z.strictObject({ released: z.literal(true) })),
  beginOrganisationSignIn: procedure({ who: "anyone", of: null, action: "sign_in", subject: "none", shows: "nothing_personal" })
    .route({ method: "POST", path: "/session/organisation", summary: "The address at which somebody signs in at their organisation, by the domain of their e-mail." })
    .input(z.strictObject({ email }))
    .output(z.strictObject({ address: z.string() })),
  bindOrganisation: procedure({ who: "anyone", of: null, action: "sign_in", subject: "none", shows: "oneself" })
    .route({ method: "POST", path: "/session/organisation/bind", summary: "Binds whoever just came back from the organisation to the account with that e-mail, once: its present password is asked and, where it has one, its second factor." })
    .input(z.strictObject({ password: z.string().min(1).max(200), code: z.string().regex(/^\d{6}$/, expected({ en: "Expected six digits.", es: "Se esperan seis cifras." })).optional(), recoveryCode: recoveryCode.optional(), passkey: z.strictObject({ step: z.string().min(20).max(200), response: saidByDevice }).optional() }))
    .output(me),
  acceptAtOrganisation: procedure({ who: "anyone", of: null, action: "sign_in", subject: "none", shows: "nothing_personal" })
    .route({ method: "POST", path: "/invitation/organisation", summary: "The address at which whoever holds an invitation signs in at the agency's organisation; coming back takes it up." })
    .input(z.strictObject({ token: z.string().min(20).max(200) }))
    .output(z.strictObject({ address: z.string() })),
  resendInvitation: procedure({ ...administers, action: "write" })
    .route({ method: "POST", path: "/invitations/{staffId}/resend", summary: "Sends a new link to somebody who did not take theirs up; the old one dies." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(z.strictObject({ link: z.string(), letter: z.enum(["sends", "demo", "not_set_up"]) })),
  withdrawInvitation: procedure({ ...administers, action: "write" })
    .route({ method: "POST", path: "/invitations/{staffId}/withdraw", summary: "Ends the link of somebody who did not take it up." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
};
