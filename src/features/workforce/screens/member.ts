import type { CivilDate } from "#kernel/dates.ts";
import type { Credential } from "../contract.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";

/** Somebody who works at the agency, as the list has them. */
export type StaffMember = { staffId: string; name: string; email: string; lastDay: CivilDate | null; roles: StaffRole[]; credentials: Credential[] };
