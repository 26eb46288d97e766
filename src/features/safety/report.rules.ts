import { addMinutes, type Instant, instantFromWall } from "#kernel/dates.ts";
import type { FieldWords } from "#kernel/faults.ts";
import type { ReportContent } from "./reports.contract.ts";
import { needs } from "./report.words.ts";

/** The moments of a report: when it was made by telephone, and until when the written one is due: as typed, else by the agency's hours after it; null where neither is known. */
export function momentsOf(content: Pick<ReportContent, "oralAt" | "writtenDueAt">, timeZone: string, writtenReportHours: number | null): { oralAt: Instant | null; writtenDueAt: Instant | null } {
  const oralAt = content.oralAt === null ? null : instantFromWall(content.oralAt, timeZone, "oralAt");
  if (content.writtenDueAt !== null) return { oralAt, writtenDueAt: instantFromWall(content.writtenDueAt, timeZone, "writtenDueAt") };
  return { oralAt, writtenDueAt: oralAt === null || writtenReportHours === null ? null : addMinutes(oralAt, writtenReportHours * 60) };
}

/** What a report must say before it is closed. A consulted supervisor is no condition of it. */
export function missingIn(content: ReportContent): FieldWords[] {
  const empty = (text: string) => text.trim() === "";
  const wrong: FieldWords[] = [];
  for (const key of ["children", "allegations", "oralAgency"] as const) if (empty(content[key])) wrong.push({ path: key, message: needs[key] });
  if (!content.accounts.some((one) => !empty(one.words))) wrong.push({ path: "accounts", message: needs.accounts });
  for (const key of ["danger", "knownAt", "oralAt", "caregiverTold"] as const) if (content[key] === null) wrong.push({ path: key, message: needs[key] });
  if (content.caregiverTold === "no" && empty(content.caregiverWords)) wrong.push({ path: "caregiverWords", message: needs.caregiverWords });
  if (content.knownAt !== null && content.oralAt !== null && content.oralAt < content.knownAt) wrong.push({ path: "oralAt", message: needs.oralAfterKnown });
  return wrong;
}

/** A report that was just begun: the child of the case, and nothing else. */
export const emptyReport = (children: string): ReportContent => ({ children, allegations: "", accounts: [], allegedPerson: "", access: "", danger: null, dangerWords: "", knownAt: null, oralAt: null, oralAgency: "", oralStaff: "", oralReference: "", writtenDueAt: null, supervisorId: null, caregiverTold: null, caregiverWords: "", outcome: "" });

/** To whom it was disclosed, as the accounting of disclosures says it. */
export const recipientOf = (content: Pick<ReportContent, "oralAgency" | "oralStaff">): string => [content.oralAgency, content.oralStaff].filter((one) => one.trim() !== "").join(", ");
