import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { oneById, oneOf, sorting } from "#kernel/listing.ts";
import { civilDate, findingShape, instant, line } from "#kernel/shapes.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

const shortText = line(200);
const why = line(500);
const agencyMatter = { of: null, subject: "none", shows: "agency" } as const;
const runs = ["administrator", "supervisor"] as const;

export const credentialKinds = ["licence", "degree", "cpp_training", "certification", "practice", "background_check"] as const;
export const parts = ["supervisor", "clinician", "senior_leader"] as const;
export const cohortRoles = ["", "clinician", "supervisor", "administrative_leader", "senior_leader"] as const;
export const certificateKinds = ["cpp_certification", "fidelity_audit"] as const;

/** What is written down of a qualification. Its paper stands beside it as a document, or stays in the staff file: its name, and where that file is. */
const credentialContent = {
  kind: z.enum(credentialKinds),
  /** A licence's letters (LICSW), a degree (masters), the name of a certificate; empty for the others. */
  name: shortText,
  field: shortText,
  /** Who issued it; for CPP training the approved training entity. */
  issuer: shortText,
  number: line(100),
  isIndependent: z.boolean().nullable(),
  /** For training the day it was completed; for `practice` the day practice began; for a background check its day. */
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  documentName: shortText.default(""),
  documentPlace: why.default(""),
};
export const credential = z.strictObject({ credentialId: z.uuid(), ...credentialContent, documentName: z.string(), documentPlace: z.string(), /** False where it was taken over from a certificate whose issuer does not count for the agency's decisions. */ counts: z.boolean() });
export type Credential = z.infer<typeof credential>;

/** A row of the record as it was at some time: who wrote it, why it was set right, and until when it stood. */
export const recordedCredential = credential.extend({ recordedAt: instant, recordedBy: z.string().nullable(), supersedes: z.uuid().nullable(), reason: z.string(), endedAt: instant.nullable(), endedBy: z.string().nullable() });

export const member = z.strictObject({ staffId: z.uuid(), name: z.string(), roles: z.array(z.enum(staffRoles)) });

/** How the list of people who work here is asked; nothing of it is a name. */
export const staffAsked = {
  ...sorting(["name", "ends"]),
  role: oneOf(["clinician", "trainee", "supervisor"]),
  /** In this team today. */
  team: oneById,
  /** Those of whom something ends within 90 days, or has ended. */
  ends: oneOf(["soon"]),
};
export type StaffAsked = z.output<z.ZodObject<typeof staffAsked>>;

/** What ends, when, and how far the warning has come: 90, 60, 30 or 7 days before, or 0 from the day after the end. */
export const ending = z.strictObject({ subject: z.enum(["credential", "certificate"]), id: z.uuid(), staffId: z.uuid().nullable(), personName: z.string(), kind: z.enum([...credentialKinds, ...certificateKinds]), name: z.string(), endsOn: civilDate, daysLeft: z.number().int(), stage: z.union([z.literal(90), z.literal(60), z.literal(30), z.literal(7), z.literal(0)]), since: civilDate });
export type Ending = z.infer<typeof ending>;

/** A last day that somebody was given here, by whom and why, and whether it was taken back. */
export const employmentEnd = z.strictObject({ endId: z.uuid(), lastDay: civilDate, reason: z.string(), endedByName: z.string().nullable(), endedAt: instant, takenBackAt: instant.nullable(), takenBackByName: z.string().nullable() });
export type EmploymentEnd = z.infer<typeof employmentEnd>;

export const membership = z.strictObject({ membershipId: z.uuid(), staffId: z.uuid(), name: z.string(), part: z.enum(parts), validFrom: civilDate, validTo: civilDate.nullable(), hasAuthority: z.boolean().nullable(), cohortRole: z.enum(cohortRoles) });
/** How a team stands on a day by the policy of the agency: what is not met or not known. */
export const teamCheck = z.strictObject({ on: civilDate, verdict: z.enum(["yes", "no", "unknown"]), findings: z.array(findingShape) });
export const team = z.strictObject({ teamId: z.uuid(), name: z.string(), validFrom: civilDate, validTo: civilDate.nullable(), servesMedicaid: z.boolean().nullable(), members: z.array(membership), checks: z.array(teamCheck) });
export type Team = z.infer<typeof team>;

export const supervision = z.strictObject({ supervisionId: z.uuid(), supervisorId: z.uuid(), supervisorName: z.string(), clinicianId: z.uuid(), clinicianName: z.string(), validFrom: civilDate, validTo: civilDate.nullable() });
export type Supervision = z.infer<typeof supervision>;
/** Something about one person that a rule found: who supervises them, and how long they have practised. */
export const personFinding = z.strictObject({ staffId: z.uuid(), name: z.string(), finding: findingShape });

export const certificate = z.strictObject({ certificateId: z.uuid(), kind: z.enum(certificateKinds), validFrom: civilDate, validTo: civilDate.nullable(), isAcceptable: z.boolean().nullable(), source: z.string() });
export type Certificate = z.infer<typeof certificate>;
const certificateContent = { kind: certificate.shape.kind, validFrom: civilDate, validTo: civilDate.nullable(), isAcceptable: z.boolean().nullable(), source: z.string().trim().max(500) };
const belonging = { validFrom: civilDate, validTo: civilDate.nullable().default(null) };

export const workforce = {
  listStaff: procedure({ who: staffRoles, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/staff", summary: "Who works here today, and as what." })
    .output(z.strictObject({ staff: z.array(member) })),
  overview: procedure({ who: runs, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/workforce", summary: "People with their credentials, teams and supervision over time, certificates, and what ends." })
    .output(z.strictObject({ today: civilDate, staff: z.array(member.extend({ email: z.string(), lastDay: civilDate.nullable(), credentials: z.array(credential) })), teams: z.array(team), supervisions: z.array(supervision), findings: z.array(personFinding), certificates: z.array(certificate), endings: z.array(ending) })),
  mine: procedure({ who: staffRoles, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/workforce/mine", summary: "One's own credentials, and what of them ends." })
    .output(z.strictObject({ today: civilDate, credentials: z.array(credential), endings: z.array(ending) })),
  history: procedure({ who: runs, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/workforce/staff/{staffId}/credentials", summary: "Everything that was ever recorded of somebody's credentials, with who set what right, when and why, and every last day that was given." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(z.strictObject({ credentials: z.array(recordedCredential), ends: z.array(employmentEnd) })),
  endEmployment: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/staff/{staffId}/end", summary: "The last day of somebody who works here, yesterday at the earliest: afterwards no sign-in opens, and no role, assignment, supervision or team counts. Never the last administrator." })
    .input(z.strictObject({ staffId: z.uuid(), lastDay: civilDate, reason: why.min(1) }))
    .output(z.strictObject({ endId: z.uuid() })),
  takeBackEnd: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/staff/{staffId}/end/take-back", summary: "Takes a last day back before it is over; what ended because of it goes on as before." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(z.strictObject({ takenBack: z.literal(true) })),
  addCredential: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/staff/{staffId}/credentials", summary: "Records a licence, degree, training, certification, background check or the start of practice. A renewal is a new one." })
    .input(z.strictObject({ staffId: z.uuid(), ...credentialContent }))
    .output(z.strictObject({ credentialId: z.uuid() })),
  correctCredential: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/credentials/{credentialId}/correct", summary: "Sets a credential right, or gives it its end: a new row stands in its place, the former one stays readable." })
    .input(z.strictObject({ ...credentialContent, credentialId: z.uuid(), reason: why.min(1) }))
    .output(z.strictObject({ credentialId: z.uuid() })),
  addTeam: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/teams", summary: "Makes a team." })
    .input(z.strictObject({ name: shortText.min(1), validFrom: civilDate, servesMedicaid: z.boolean().nullable().default(null) }))
    .output(z.strictObject({ teamId: z.uuid() })),
  addTeamMember: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/teams/{teamId}/members", summary: "Adds somebody to a team for a span of days. Refused, with the findings, where the policy's team question says no on one of them because of it." })
    .input(z.strictObject({ teamId: z.uuid(), staffId: z.uuid(), part: z.enum(parts), ...belonging, hasAuthority: z.boolean().nullable().default(null), cohortRole: z.enum(cohortRoles).default("") }))
    .output(z.strictObject({ added: z.literal(true), membershipId: z.uuid(), checks: z.array(teamCheck) })),
  endTeamMember: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/teams/{teamId}/members/{membershipId}/end", summary: "The last day of somebody in a team. Answers how the team stands the day after." })
    .input(z.strictObject({ teamId: z.uuid(), membershipId: z.uuid(), validTo: civilDate, reason: why.default("") }))
    .output(z.strictObject({ ended: z.literal(true), checks: z.array(teamCheck) })),
  addSupervision: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/staff/{clinicianId}/supervisions", summary: "Who supervises whom, for a span of days." })
    .input(z.strictObject({ supervisorId: z.uuid(), clinicianId: z.uuid(), ...belonging }))
    .output(z.strictObject({ supervisionId: z.uuid() })),
  endSupervision: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/supervisions/{supervisionId}/end", summary: "The last day of a supervision. Answers what is then found of the one who was supervised." })
    .input(z.strictObject({ supervisionId: z.uuid(), validTo: civilDate, reason: why.default("") }))
    .output(z.strictObject({ ended: z.literal(true), findings: z.array(personFinding) })),
  addCertificate: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/certificates", summary: "Records the agency's CPP certification or a fidelity audit." })
    .input(z.strictObject(certificateContent))
    .output(z.strictObject({ certificateId: z.uuid() })),
  correctCertificate: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/workforce/certificates/{certificateId}/correct", summary: "Sets a certificate right, or gives it its end: a new row stands in its place, the former one stays." })
    .input(z.strictObject({ ...certificateContent, certificateId: z.uuid(), reason: why.min(1) }))
    .output(z.strictObject({ certificateId: z.uuid() })),
};
