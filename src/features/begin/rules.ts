import type { StaffRole } from "#features/disclosure/contract.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { plainName } from "#features/merging/rules.ts";
import { type LineFault, type Step, type StepKey, stepKeys } from "./contract.ts";

/** What there is at an agency. */
export type Found = { practice: boolean; policies: boolean; hours: boolean; clinicians: number; credentialed: number; certificates: number; teams: number; supervised: number; hasSupervisor: boolean; families: number; referrals: number; sessions: number; hasBegun: boolean };

/** The steps as they stand. Policies that nobody chose hold as shipped: done as a draft, which warns and never blocks. */
export function judgeSteps(found: Found): Step[] {
  const steps: Record<StepKey, Omit<Step, "key">> = {
    agency: { state: found.practice ? "done" : "draft", count: 1 },
    policies: { state: found.policies ? "done" : "draft", count: 0 },
    hours: { state: found.hours ? "done" : "not_yet", count: 0 },
    people: { state: found.clinicians > 0 ? "done" : "not_yet", count: found.clinicians },
    credentials: { state: found.clinicians > 0 && found.credentialed === found.clinicians ? "done" : found.credentialed > 0 ? "draft" : "not_yet", count: found.credentialed },
    certificates: { state: found.certificates > 0 ? "done" : "not_yet", count: found.certificates },
    teams: { state: found.teams > 0 ? "done" : "not_yet", count: found.teams },
    supervision: { state: found.supervised > 0 ? "done" : found.hasSupervisor ? "draft" : "not_yet", count: found.supervised },
    family: { state: found.families > 0 ? "done" : found.referrals > 0 ? "draft" : "not_yet", count: found.families },
    session: { state: found.sessions > 0 ? "done" : "not_yet", count: found.sessions },
    note: { state: found.hasBegun ? "done" : "not_yet", count: 0 },
  };
  return stepKeys.map((key) => ({ key, ...steps[key] }));
}

/** The step that asks now: the first that is not done. Null where all are. */
export const nextStep = (steps: readonly Step[]): StepKey | null => steps.find((one) => one.state === "not_yet")?.key ?? null;

export type Invited = { name: string; email: string; roles: StaffRole[] };

const roleOf = (written: string): StaffRole | null => {
  const asked = plainName(written);
  const found = Object.entries(roleNames).find(([role, label]) => role !== "caregiver" && [role, label.en, label.es].some((one) => plainName(one) === asked));
  return (found?.[0] as StaffRole | undefined) ?? null;
};

/** Reads several invitations, one a line: name, e-mail, and one or more roles by their names in either language. */
export function readInvitations(text: string): { invited: Invited[]; faults: LineFault[] } {
  const invited: Invited[] = [];
  const faults: LineFault[] = [];
  for (const [place, whole] of text.split(/\r?\n/).entries()) {
    if (whole.trim() === "") continue;
    const [name = "", email = "", ...roles] = whole.split(/[,;\t]/).map((one) => one.trim());
    const found = roles.filter((one) => one !== "").map(roleOf);
    const wrong = name === "" || roles.length === 0 ? "shape" : !/^[^@\s]+@[^@\s]+$/.test(email) ? "email" : found.length === 0 || found.includes(null) ? "role" : invited.some((one) => one.email === email.toLowerCase()) ? "twice" : null;
    if (wrong !== null) faults.push({ line: place + 1, wrong });
    else invited.push({ name, email: email.toLowerCase(), roles: [...new Set(found as StaffRole[])] });
  }
  return { invited, faults };
}
