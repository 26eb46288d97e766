import type { FieldWords } from "#kernel/faults.ts";
import { objectives } from "#features/cases/chips.words.ts";
import { steps } from "#features/course/steps.rules.ts";
import { faultWords } from "./faults.words.ts";
import type { FormPack } from "./packs.contract.ts";
import { type LocalRules, type PacketKind, ratedStrands } from "./shapes.contract.ts";
import { askedKeys } from "./suggest.rules.ts";

const stageOf: Record<PacketKind, number> = { foundational: 1, core: 2, recapitulation: 3 };
/** The stage that a packet is about. */
export const stageOfPacket = (kind: PacketKind): number => stageOf[kind];

const registrationPaths = ["clinician", "training", "startOn", "languages", "interpreter", "childAge", "childGender", "siblings", "caregivers"] as const;
export type RegistrationPath = (typeof registrationPaths)[number];
const logPaths = ["held", "cancelled", "noShow", "minutes"] as const;

/** Every value of a packet that a form may name. */
export function pathsOf(kind: PacketKind): string[] {
  const grid = kind === "foundational" ? ["focus", "standing", "standing_at_referral", "fit"] : ["focus", "standing", "fit"];
  return [
    ...registrationPaths.map((one) => `registration.${one}`),
    ...logPaths.map((one) => `log.${one}`),
    "procedures.percent",
    ...steps.filter((one) => one.stage === stageOf[kind]).map((one) => `procedures.${one.code}`),
    ...ratedStrands.flatMap((one) => [`strands.${one}.challenge`, `strands.${one}.capacity`]),
    ...objectives.flatMap(({ code }) => grid.map((one) => `content.${code}.${one}`)),
    "case.course",
    "reflection",
  ];
}

/** Where a form asks what our packet asks in any case, the value that answers it. */
export const pathOfItem = (item: FormPack["items"][number]): string => item.from ?? (item.ask === undefined ? "" : askedKeys[item.ask.scale]);

/** What keeps a form pack from being taken in, with the place of each fault. */
export function findPackFaults(pack: FormPack): FieldWords[] {
  const known = new Set(pathsOf(pack.packet));
  const faults: FieldWords[] = [];
  const seen = new Set<string>();
  const asked = new Set<string>();
  for (const [place, item] of pack.items.entries()) {
    const at = (field: string) => `pack.items.${place}.${field}`;
    if (seen.has(item.id)) faults.push({ path: at("id"), message: faultWords.packTwice });
    seen.add(item.id);
    if ((item.from === undefined) === (item.ask === undefined)) faults.push({ path: at("from"), message: faultWords.packOneOf });
    else if (item.from !== undefined && !known.has(item.from)) faults.push({ path: at("from"), message: faultWords.packPath });
    if (item.ask === undefined) continue;
    if (asked.has(item.ask.scale)) faults.push({ path: at("ask"), message: faultWords.packMostAsked });
    asked.add(item.ask.scale);
  }
  return faults;
}

const rising: readonly (readonly [keyof LocalRules, keyof LocalRules])[] = [["challengeLow", "challengeModerate"], ["challengeModerate", "challengeSignificant"], ["capacityEmerging", "capacityAcquired"], ["focusModerate", "focusSignificant"]];
/** Thresholds that do not rise from step to step. */
export const findRuleFaults = (rules: LocalRules): FieldWords[] => rising.filter(([below, above]) => rules[above] <= rules[below]).map(([, above]) => ({ path: above, message: faultWords.rulesInOrder }));
