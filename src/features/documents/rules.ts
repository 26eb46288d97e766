import { fileEndings } from "#kernel/mediaTypes.ts";
import type { DocumentClass, KeptMediaType } from "./contract.ts";

/** Classes of which the two persons are named, or the author alone: for those who treat and supervise. */
export const authoredClasses: readonly DocumentClass[] = ["psychotherapy_note", "supervision", "report"];
/** Classes that belong to one adult. */
export const ownedClasses: readonly DocumentClass[] = ["relationship", "caregiver", "address"];

/** The most closed class that fits a paper: an adult's own stays with that adult and those who treat; what is of the child is the child's chart. */
export const safestClass = (ownerPersonId: string | null): DocumentClass => (ownerPersonId === null ? "child_chart" : "caregiver");

/** What is still to be said before a document may have that class, by field; empty where nothing is. */
export function missingOf(document: { class: DocumentClass; ownerPersonId: string | null; counterpartStaffId: string | null; part2: boolean }): ("ownerPersonId" | "counterpartStaffId")[] {
  const missing: ("ownerPersonId" | "counterpartStaffId")[] = [];
  if ((ownedClasses.includes(document.class) || document.part2) && document.ownerPersonId === null) missing.push("ownerPersonId");
  if (document.class === "supervision" && document.counterpartStaffId === null) missing.push("counterpartStaffId");
  return missing;
}

/** What a document is called on the reader's own device: its day and nothing of what it says, since that list of files is open to whoever uses the device. */
export const fileNameOf = (document: { datedOn: string | null; addedOn: string; mediaType: KeptMediaType }, language: "en" | "es"): string =>
  `${language === "es" ? "documento" : "document"}-${document.datedOn ?? document.addedOn}.${fileEndings[document.mediaType]}`;
