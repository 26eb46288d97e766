import type { Credential } from "#features/workforce/contract.ts";

export type DemoMember = { email: string; name: string; roles: string[]; language?: string; team?: 1 | 2; part?: "supervisor" | "clinician"; credentials?: Pick<Credential, "kind" | "name" | "field" | "isIndependent" | "validFrom">[] };

const licensed = (name: string): DemoMember["credentials"] => [
  { kind: "licence", name, field: "", isIndependent: true, validFrom: "2019-06-01" },
  { kind: "degree", name: "masters", field: "social work", isIndependent: null, validFrom: "2017-05-20" },
  { kind: "cpp_training", name: "", field: "", isIndependent: null, validFrom: "2023-11-10" },
  { kind: "practice", name: "", field: "", isIndependent: null, validFrom: "2017-07-01" },
];
const supervised: DemoMember["credentials"] = [
  { kind: "licence", name: "LGSW", field: "", isIndependent: false, validFrom: "2024-08-01" },
  { kind: "degree", name: "masters", field: "social work", isIndependent: null, validFrom: "2024-05-18" },
  { kind: "cpp_training", name: "", field: "", isIndependent: null, validFrom: "2025-03-14" },
  { kind: "practice", name: "", field: "", isIndependent: null, validFrom: "2024-08-01" },
];

/** The made-up staff of `demo-dc`. */
export const demoStaff: DemoMember[] = [
  { email: "director@demo.dyad", name: "Odette Fern", roles: ["administrator"] },
  { email: "supervisor@demo.dyad", name: "Dr. Ines Solano", roles: ["supervisor"], team: 1, part: "supervisor", credentials: licensed("LICSW") },
  { email: "clinician@demo.dyad", name: "Hannah Linde", roles: ["clinician"], team: 1, part: "clinician", credentials: licensed("LICSW") },
  { email: "trainee@demo.dyad", name: "Jonah Pine", roles: ["trainee"], team: 1, part: "clinician", credentials: supervised },
  { email: "privacy@demo.dyad", name: "Ada Hazel", roles: ["privacy_officer"] },
  { email: "leader@demo.dyad", name: "Grace Alder", roles: ["senior_leader"] },
  { email: "frontdesk@demo.dyad", name: "Marisol Birch", roles: ["front_desk"], language: "es" },
  { email: "biller@demo.dyad", name: "Theo Rowan", roles: ["biller"] },
  { email: "auditor@demo.dyad", name: "Vera Yew", roles: ["auditor"] },
  { email: "supervisor.2@demo.dyad", name: "Dr. Amara Cedar", roles: ["supervisor"], team: 2, part: "supervisor", credentials: licensed("psychologist") },
  { email: "clinician.2@demo.dyad", name: "Luis Olmo", roles: ["clinician"], language: "es", team: 2, part: "clinician", credentials: licensed("LPC") },
];
/** Who worked here and has left: what she wrote stands in the record, her own notes are in custody. */
export const demoLeaver = "clinician.6@demo.dyad";
/** Those who are needed beside them once the programme is full. */
export const furtherStaff: DemoMember[] = [
  { email: "clinician.3@demo.dyad", name: "Beatrice Holly", roles: ["clinician"], team: 1, part: "clinician", credentials: licensed("LICSW") },
  { email: "clinician.4@demo.dyad", name: "Desmond Ash", roles: ["clinician"], team: 2, part: "clinician", credentials: licensed("LPC") },
  { email: "clinician.5@demo.dyad", name: "Carolina Arce", roles: ["clinician"], language: "es", team: 2, part: "clinician", credentials: licensed("LMFT") },
  { email: demoLeaver, name: "Miriam Larch", roles: ["clinician"], team: 1, part: "clinician", credentials: licensed("LICSW") },
];
export const demoNcStaff: DemoMember[] = [
  { email: "nc-director@demo.dyad", name: "Ruth Laurel", roles: ["administrator"] },
  { email: "nc-clinician@demo.dyad", name: "Noor Aspen", roles: ["clinician"], credentials: licensed("LCSW") },
];
export const demoFaculty: DemoMember[] = [{ email: "faculty@demo.dyad", name: "Prof. Elm Harper", roles: ["faculty"] }, { email: "faculty.2@demo.dyad", name: "Dr. Hazel Quinn", roles: ["faculty"] }, { email: "collaborative@demo.dyad", name: "Rowan Ellis", roles: ["administrator", "faculty"] }];

/** What the demo's public pages say of the practice. The number is one kept for fiction. */
export const demoPractice = {
  fullName: "Linden Street Family Center, Washington, DC",
  phone: "2025550142",
  hours: { en: "Mon–Fri, 8:30 to 5:30", es: "Lunes a viernes, de 8:30 a 5:30" },
  languages: { en: "We speak English and Spanish. Other languages: we call with an interpreter.", es: "Hablamos español e inglés. Otros idiomas: llamamos con intérprete." },
  throughAge: 6,
  promiseWorkDays: 2,
};
