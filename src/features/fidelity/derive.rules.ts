import { addDays, ageInMonths, type CivilDate } from "#kernel/dates.ts";
import type { DisclosureClass, DisclosureTag } from "#features/disclosure/contract.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { Content } from "./contract.ts";
import type { LocalRules, Registration, Source } from "./shapes.contract.ts";

/** Somebody of the case as the register holds them, and to how many held sessions of some days they came. */
export type Comer = { personId: string; name: string; birthDate: CivilDate | null; gender: string | null; language: string; part: "child" | "caregiver" | "sibling" | "other"; kind: string; livesWithChild: boolean | null; came: number };
/** One value of a packet as it is kept, of one class with one owner. */
export type KeptValue = { key: string; class: DisclosureClass; ownerPersonId: string | null; ownerStaffId: string | null; counterpartStaffId: string | null; value: unknown; suggestion: unknown; sources: readonly Source[] };

type RegistrationFacts = { clinicianName: string; trainedOn: CivilDate | null; isTrainee: boolean; from: CivilDate; comers: readonly Comer[]; interpreted: number; held: number };

/** Who took part in the days of a packet, from the register and from who came. An adult counts as involved from the programme's own share of held sessions on. */
export function writeRegistration(facts: RegistrationFacts, { involvedFrom }: Pick<LocalRules, "involvedFrom">): Registration {
  const of = (part: Comer["part"]) => facts.comers.filter((one) => one.part === part);
  const months = (one: Comer | undefined) => (one === undefined || one.birthDate === null || one.birthDate > facts.from ? null : ageInMonths(one.birthDate, facts.from));
  const [child] = of("child");
  const involved = (came: number) => (came === 0 ? "no" : 100 * came >= involvedFrom * facts.held ? "yes" : "partly");
  return {
    clinicianName: facts.clinicianName,
    training: facts.trainedOn !== null ? "recorded" : facts.isTrainee ? "in_training" : "not_recorded",
    trainedOn: facts.trainedOn,
    startOn: facts.from,
    languages: [...new Set([...of("child"), ...of("caregiver")].map((one) => one.language))].toSorted(),
    interpreter: facts.interpreted === 0 ? "no" : facts.interpreted >= facts.held ? "yes" : "sometimes",
    childAgeMonths: months(child),
    childGender: child?.gender ?? null,
    siblings: of("sibling").map((one) => ({ personId: one.personId, ageMonths: months(one), livesWithChild: one.livesWithChild, came: one.came })),
    caregivers: of("caregiver").map((one) => ({ personId: one.personId, name: one.name, kind: one.kind, ageYears: months(one) === null ? null : Math.floor(months(one)! / 12), livesWithChild: one.livesWithChild, involved: involved(one.came) })),
  };
}

/** The tag of what is between a clinician and the supervisor. */
export const tagOfTwo = (caseId: string, clinicianId: string, supervisorId: string | null): DisclosureTag => ({ ...tagOf("supervision", caseId), ownerStaffId: clinicianId, counterpartStaffId: supervisorId });

/** The share of the steps that are done, those that do not apply left out; null where none applies. */
export function shareDone(procedures: readonly Pick<Content["procedures"][number], "state">[]): number | null {
  const applies = procedures.filter((one) => one.state !== "not_applicable");
  return applies.length === 0 ? null : Math.round((100 * applies.filter((one) => one.state === "done").length) / applies.length);
}

const stepKey = (one: Pick<Content["procedures"][number], "step" | "adultId">) => `procedures.${one.step}${one.adultId === null ? "" : `.${one.adultId}`}`;

/** What a packet holds, as rows that are kept: each of one class with its owner. */
export function toValues(content: Content): KeptValue[] {
  const row = (key: string, value: unknown, tag: DisclosureTag, more: Partial<KeptValue> = {}): KeptValue => ({ key, class: tag.class, ownerPersonId: tag.ownerPersonId, ownerStaffId: tag.ownerStaffId, counterpartStaffId: tag.counterpartStaffId, value, suggestion: null, sources: [], ...more });
  const service = tagOf("service", "");
  const two = content.ratings;
  return [
    row("registration", content.registration, service),
    row("log", content.log, service),
    row("sessions", content.sessions, service),
    ...content.procedures.map((one) => row(stepKey(one), { step: one.step, adultId: one.adultId, state: one.state, on: one.on }, one.disclosure)),
    ...(two === null ? [] : [...two.ratings.map((one) => row(one.key, { value: one.value, seen: one.seen, among: one.among }, two.disclosure, { suggestion: one.suggestion, sources: one.sources })), row("reflection", two.reflection, two.disclosure)]),
  ];
}

/** The same back again, of what the reader sees; null where what everybody of the service sees is not there. */
export function fromValues(caseId: string, values: readonly KeptValue[]): Content | null {
  const at = <T>(key: string) => values.find((one) => one.key === key)?.value as T | undefined;
  const [registration, log] = [at<Content["registration"]>("registration"), at<Content["log"]>("log")];
  if (registration === undefined || log === undefined) return null;
  const two = values.filter((one) => one.class === "supervision");
  const [first] = two;
  return {
    registration,
    log,
    sessions: at<Content["sessions"]>("sessions") ?? [],
    procedures: values.filter((one) => one.key.startsWith("procedures.")).map((one) => ({ ...(one.value as Omit<Content["procedures"][number], "disclosure">), disclosure: tagOf(one.class, caseId, one.ownerPersonId) })),
    ratings:
      first === undefined
        ? null
        : {
            ratings: two.filter((one) => one.key !== "reflection").map((one) => ({ key: one.key, ...(one.value as { value: string | null; seen: number; among: number }), suggestion: one.suggestion as string | null, sources: [...one.sources] })),
            reflection: at<string>("reflection") ?? "",
            disclosure: tagOfTwo(caseId, first.ownerStaffId!, first.counterpartStaffId),
          },
  };
}

/** The last day up to which a packet reads the record: its own, or today while it goes on. */
export const readUntil = (to: CivilDate | null, today: CivilDate): CivilDate => (to === null || to > today ? today : to);
/** The day before the first one of a packet. */
export const dayBefore = (from: CivilDate): CivilDate => addDays(from, -1);
