import type { Access } from "#kernel/access.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";

// Which readings somebody may know of. What decides is the contract itself: only a kind of reading that the asking person may
// do themselves is told, so that no entry betrays that there is something behind a wall.

type Kind = { name: string; path: string; access: Access };
const reads = ({ access }: Kind) => access.action === "read" || access.action === "export";
/** An address of the whole record, and of nothing within it: a reading of one session or paper would tell of that one. */
const isOfRecord = ({ path }: Kind) => path.startsWith("/cases/{caseId}") && !path.replace("{caseId}", "").includes("{");

/** Done by adults of families and by who works here. What adults alone do, such as looking at what waits for them, is nobody's reading of the record. */
const isOfBoth = ({ access: { who } }: Kind) => who !== "anyone" && who.includes("caregiver") && who.some((one) => one !== "caregiver");

/** Readings of the child's record that an adult with the right to it may do as well. */
export const kindsOfChild = (kinds: readonly Kind[]): string[] => kinds.filter((one) => reads(one) && isOfRecord(one) && isOfBoth(one)).map((one) => one.name);
/** Readings about one person of a family that this person may do as well. */
export const kindsOfOneself = (kinds: readonly Kind[]): string[] => kinds.filter((one) => reads(one) && one.path.includes("{personId}") && one.access.who !== "anyone" && one.access.who.includes("caregiver")).map((one) => one.name);
/** Readings of the file of somebody who works here: of their record and papers, never of what the trail has about them. */
export const kindsOfStaffFile = (kinds: readonly Kind[]): string[] => kinds.filter((one) => reads(one) && one.path.includes("/staff/{staffId}") && /^(workforce|documents)\./.test(one.name)).map((one) => one.name);

/** Who is told by name: those who treat and who supervise. Of others the role is told. */
export const isNamed = (roles: readonly StaffRole[]): boolean => roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor");
