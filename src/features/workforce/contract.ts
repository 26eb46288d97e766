import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, line } from "#kernel/shapes.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

const shortText = line(200);
const agencyMatter = { of: null, subject: "none", shows: "agency" } as const;

export const credential = z.strictObject({
  credentialId: z.uuid(),
  kind: z.enum(["licence", "degree", "cpp_training", "practice"]),
  /** A licence's letters (LICSW), a degree (masters); empty for the others. */
  name: z.string(),
  field: z.string(),
  issuer: z.string(),
  number: z.string(),
  isIndependent: z.boolean().nullable(),
  /** For training the day it was completed; for `practice` the day practice began. */
  validFrom: civilDate,
  validTo: civilDate.nullable(),
});
export type Credential = z.infer<typeof credential>;

export const member = z.strictObject({ staffId: z.uuid(), name: z.string(), roles: z.array(z.enum(staffRoles)) });
export const team = z.strictObject({
  teamId: z.uuid(),
  name: z.string(),
  members: z.array(z.strictObject({ staffId: z.uuid(), name: z.string(), part: z.enum(["supervisor", "clinician", "senior_leader"]), validFrom: civilDate, validTo: civilDate.nullable() })),
});
export const certificate = z.strictObject({ certificateId: z.uuid(), kind: z.enum(["cpp_certification", "fidelity_audit"]), validFrom: civilDate, validTo: civilDate.nullable(), isAcceptable: z.boolean().nullable(), source: z.string() });

export const workforce = {
  listStaff: procedure({ who: staffRoles, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/staff", summary: "Who works here today, and as what." })
    .output(z.strictObject({ staff: z.array(member) })),
  overview: procedure({ who: ["administrator", "supervisor"], ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/workforce", summary: "Credentials, teams and certificates of the agency." })
    .output(z.strictObject({ staff: z.array(member.extend({ email: z.string(), credentials: z.array(credential) })), teams: z.array(team), certificates: z.array(certificate) })),
  addCredential: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/staff/{staffId}/credentials", summary: "Records a licence, degree, training or the start of practice." })
    .input(z.strictObject({ staffId: z.uuid(), kind: credential.shape.kind, name: shortText, field: shortText, issuer: shortText, number: shortText, isIndependent: z.boolean().nullable(), validFrom: civilDate, validTo: civilDate.nullable() }))
    .output(z.strictObject({ credentialId: z.uuid() })),
  addTeam: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/teams", summary: "Makes a team." })
    .input(z.strictObject({ name: shortText.min(1), validFrom: civilDate }))
    .output(z.strictObject({ teamId: z.uuid() })),
  addTeamMember: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/teams/{teamId}/members", summary: "Adds somebody to a team from a day on." })
    .input(z.strictObject({ teamId: z.uuid(), staffId: z.uuid(), part: z.enum(["supervisor", "clinician", "senior_leader"]), validFrom: civilDate }))
    .output(z.strictObject({ added: z.literal(true) })),
  addCertificate: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/certificates", summary: "Records the agency's CPP certification or a fidelity audit." })
    .input(z.strictObject({ kind: certificate.shape.kind, validFrom: civilDate, validTo: civilDate.nullable(), isAcceptable: z.boolean().nullable(), source: z.string().trim().max(500) }))
    .output(z.strictObject({ certificateId: z.uuid() })),
};
