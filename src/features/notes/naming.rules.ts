import { tagOf } from "#features/disclosure/rules.ts";
import type { DisclosureClass } from "#features/disclosure/contract.ts";
import type { Nameable, DraftBlock, namingSections } from "./contract.ts";

/** Something of the record that a note may name, and whether it stands open today. */
export type Named = { section: (typeof namingSections)[number]; code: string; words: string; class: DisclosureClass; ownerPersonId: string | null; standing: "open" | "past" };

type Version = { planId: string; number: number; fixedOn: string | null };
type Objective = { planId: string; objectiveId: string; ownerPersonId: string | null; words: string; status: string | null };

/** The objectives of a plan in the words of the newest version whose text is fixed; open are those of that version that no review closed. */
export function nameObjectives(versions: readonly Version[], objectives: readonly Objective[]): Named[] {
  const numberOf = new Map(versions.filter((one) => one.fixedOn !== null).map((one) => [one.planId, one.number]));
  const newest = Math.max(0, ...numberOf.values());
  const latest = new Map<string, Objective & { number: number }>();
  for (const one of objectives) {
    const number = numberOf.get(one.planId) ?? 0;
    if (number > (latest.get(one.objectiveId)?.number ?? 0)) latest.set(one.objectiveId, { ...one, number });
  }
  return [...latest.values()].map(({ objectiveId, ownerPersonId, words, status, number }) => ({ section: "goals", code: objectiveId, words, class: ownerPersonId === null ? "child_chart" : "relationship", ownerPersonId, standing: number === newest && (status ?? "open") === "open" ? "open" : "past" }));
}

/** What a note offers: all that stands open while it is written, and whatever it names already. */
export function offerChoices(caseId: string, named: readonly Named[], blocks: readonly { section: string; chips: readonly { code: string }[] }[], state: "open" | "closed"): Nameable[] {
  const isNamed = (one: Named) => blocks.some((block) => block.section === one.section && block.chips.some((chip) => chip.code === one.code));
  return named.filter((one) => (state === "open" && one.standing === "open") || isNamed(one)).map(({ section, code, words, class: ofClass, ownerPersonId }) => ({ section, code, words, disclosure: tagOf(ofClass, caseId, ownerPersonId) }));
}

/** The place of the first chip that names what belongs to another adult, or is more closed than its passage; null where all is right. */
export function findForeignChip(block: Pick<DraftBlock, "section" | "class" | "ownerPersonId" | "chips">, named: readonly Named[]): number | null {
  const place = block.chips.findIndex((chip) => {
    const one = named.find((known) => known.section === block.section && known.code === chip.code);
    return one !== undefined && one.ownerPersonId !== null && (one.ownerPersonId !== block.ownerPersonId || (one.class === "caregiver" && block.class !== "caregiver"));
  });
  return place === -1 ? null : place;
}
