import type { CivilDate } from "#kernel/dates.ts";
import type { FaultCode } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { Role } from "#features/disclosure/contract.ts";
import { disclosureTable, openedByJoining } from "#features/disclosure/rules.ts";
import { type Gain, gainedClasses, type Likeness } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** A name as it is compared: without accents, case and everything that is neither letter nor digit. The database does the same (`plain_name`). */
export const plainName = (written: string): string =>
  written.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Whether one slip of the pen leads from one plain name to the other: a letter more, less, another one, or two that changed places. */
function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  const [restShort, restLong] = [short.slice(from), long.slice(from)];
  if (short.length < long.length) return restShort === restLong.slice(1);
  return restShort.slice(1) === restLong.slice(1) || (restShort[0] === restLong[1] && restShort[1] === restLong[0] && restShort.slice(2) === restLong.slice(2));
}

/** Whether two plain names are close: the same, one the beginning of the other (three letters at least), or one slip apart (four at least). */
function areClose(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length);
  return one === other || (shortest >= 3 && (one.startsWith(other) || other.startsWith(one))) || (shortest >= 4 && isOneSlip(one, other));
}

/** Whether two days are one slip apart: another year, month or day alone, or day and month that changed places. */
function areDaysClose(one: CivilDate, other: CivilDate): boolean {
  const [a, b] = [one.split("-"), other.split("-")];
  const differing = a.filter((part, index) => part !== b[index]).length;
  return differing === 1 || (a[0] === b[0] && a[1] === b[2] && a[2] === b[1]);
}

export type Named = { givenName: string; familyName: string; birthDate: CivilDate | null };

/** Whether two records may be of the same child, and why; null where nothing says so. A given name that is the same is enough beside the birth date: children in care change their family name. */
export function likenessOf(one: Named, other: Named): Likeness | null {
  const [given, family] = [plainName(one.givenName), plainName(one.familyName)];
  const [otherGiven, otherFamily] = [plainName(other.givenName), plainName(other.familyName)];
  const isSameName = (given === otherGiven && family === otherFamily) || (given === otherFamily && family === otherGiven);
  if (one.birthDate !== null && one.birthDate === other.birthDate) {
    if (isSameName) return "same";
    const isFamilyClose = family === "" || otherFamily === "" || areClose(family, otherFamily);
    return given === otherGiven || (areClose(given, otherGiven) && isFamilyClose) ? "close_name" : null;
  }
  if (!isSameName || family === "" || otherFamily === "") return null;
  return one.birthDate === null || other.birthDate === null || areDaysClose(one.birthDate, other.birthDate) ? "close_birth" : null;
}

export type Standing = { caseId: string; childId: string; status: "open" | "closed"; isJoined: boolean; hasJoined: boolean };
/** Why a record cannot be joined to another, which is to stay; null where it can. */
export function judgeJoining(one: Standing, into: Standing): { code: FaultCode; message: Words } | null {
  if (one.caseId === into.caseId) return { code: "malformed", message: faultWords.itself };
  if (one.isJoined || into.isJoined || one.hasJoined) return { code: "changed_meanwhile", message: faultWords.joinedAlready };
  if (one.childId === into.childId) return { code: "refused", message: faultWords.sameChild };
  if (one.status === "open" && into.status === "closed") return { code: "refused", message: faultWords.openIntoClosed };
  return null;
}

/** How somebody stands to one of two records today. */
export type Relative = { id: string; name: string; who: "staff" | "adult"; roles: readonly Role[]; relation: Gain["relation"]; caseId: string };

/** Who will see more than before once two records are one, by name, relation and class. Whoever sees a class of both already, by a role alone or by the same relation to the other, gains nothing. */
export function listGains(relatives: readonly Relative[], caseIds: readonly [string, string]): Gain[] {
  const grants = (one: Relative, ofClass: Gain["classes"][number], relation: Gain["relation"] | "any") => one.roles.some((role) => disclosureTable[role][ofClass]?.[relation] === "full");
  const sees = (one: Relative, ofClass: Gain["classes"][number], caseId: string) => grants(one, ofClass, "any") || relatives.some((each) => each.id === one.id && each.who === one.who && each.caseId === caseId && grants(each, ofClass, each.relation));
  const gains = relatives.flatMap((one): (Gain & { id: string })[] => {
    const ofCaseId = one.caseId === caseIds[0] ? caseIds[1] : caseIds[0];
    const classes = gainedClasses.filter((ofClass) => openedByJoining[one.relation]?.includes(ofClass) && grants(one, ofClass, one.relation) && !sees(one, ofClass, ofCaseId));
    return classes.length === 0 ? [] : [{ id: one.id, name: one.name, who: one.who, relation: one.relation, classes: [...classes], ofCaseId }];
  });
  const first = gains.filter((one, index) => gains.findIndex((each) => each.id === one.id && each.relation === one.relation && each.ofCaseId === one.ofCaseId) === index);
  return first.map(({ id: _id, ...gain }) => gain).toSorted((a, b) => a.who.localeCompare(b.who) || a.name.localeCompare(b.name) || a.relation.localeCompare(b.relation));
}

/** The list of who will see more as one text, so that it can be told whether somebody read this very one. */
export const writeGains = (gains: readonly Gain[], caseIds: readonly [string, string]): string => [caseIds.join(" "), ...gains.map((one) => [one.who, one.name, one.relation, one.ofCaseId, ...one.classes].join("\t"))].join("\n");
