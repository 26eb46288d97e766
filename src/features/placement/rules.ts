import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { FieldWords } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { deriveResidences } from "#features/people/around.rules.ts";
import type { Residence, VisitTerms } from "#features/people/around.contract.ts";
import type { Authority, PersonOfCase } from "#features/people/contract.ts";
import type { ChangeAsked, Coming } from "./contract.ts";
import { beforeLast, faultWords, partBegins } from "./faults.words.ts";

export type DyadRow = { adultId: string; openedOn: CivilDate; closedOn: CivilDate | null; state: "open" | "paused" };
export type ConsentRow = { consentId: string; authorityId: string | null; validTo: CivilDate | null };
/** A booking to come that has no note, and whom it expects. */
export type SessionRow = { sessionId: string; expects: { personId: string; name: string }[] };

/** What is recorded of a case that a change rests on. */
export type ChangeFacts = {
  today: CivilDate;
  people: readonly PersonOfCase[];
  dyads: readonly DyadRow[];
  residences: readonly (Residence & { residenceId: string })[];
  authorities: readonly Authority[];
  consents: readonly ConsentRow[];
  visits: readonly VisitTerms[];
  sessions: readonly SessionRow[];
  /** The day of the last change that stands; null where there is none. */
  lastChangeOn: CivilDate | null;
};

const reaches = (validTo: CivilDate | null, on: CivilDate) => validTo === null || validTo >= on;
/** The part of somebody that holds on a day or is still to begin, the newest. */
const partOn = (people: readonly PersonOfCase[], personId: string, on: CivilDate) => people.filter((one) => one.personId === personId && reaches(one.validTo, on)).toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))[0];

/** Who comes and does not yet stand there as asked. */
const isThereAlready = (part: PersonOfCase | undefined, coming: Pick<Coming, "kind" | "livesWithChild">) => part !== undefined && part.part === "caregiver" && part.kind === coming.kind && part.livesWithChild === coming.livesWithChild;

/** Everything that is wrong with what was asked for, each beside its field. */
export function findFaults(asked: ChangeAsked, facts: ChangeFacts): FieldWords[] {
  const faults: FieldWords[] = [];
  const wrong = (path: string, message: Words) => faults.push({ path, message });
  const on = asked.takesEffectOn;
  if (asked.leaves.length === 0 && asked.comes.length === 0 && asked.home === null) wrong("kind", faultWords.nothingChanges);
  if (on > addMonths(facts.today, 12)) wrong("takesEffectOn", faultWords.tooFar);
  if (facts.lastChangeOn !== null && on < facts.lastChangeOn) wrong("takesEffectOn", beforeLast(facts.lastChangeOn));
  const named = [...asked.leaves, ...asked.comes].flatMap((one) => (one.personId === null ? [] : [one.personId]));
  for (const [place, one] of asked.leaves.entries()) {
    const path = `leaves.${place}`;
    const part = partOn(facts.people, one.personId, on);
    if (part?.part !== "caregiver") wrong(`${path}.personId`, faultWords.notCaregiver);
    else if (one.becomes === "ends" ? part.validFrom > on : part.validFrom >= on && part.livesWithChild !== false) wrong("takesEffectOn", partBegins(part.validFrom));
    if (named.filter((personId) => personId === one.personId).length > 1) wrong(`${path}.personId`, faultWords.twice);
    if (one.becomes === "ends" && one.dyad !== "closes") wrong(`${path}.dyad`, faultWords.closesWithPart);
    if (asked.kind === "death" && (one.becomes !== "ends" || one.goodbye === "plan")) wrong(`${path}.becomes`, faultWords.deathEnds);
    const dyad = facts.dyads.find((row) => row.adultId === one.personId && reaches(row.closedOn, on));
    if (one.dyad === "rests" && dyad?.state === "open" && dyad.openedOn >= on) wrong("takesEffectOn", partBegins(dyad.openedOn));
  }
  for (const [place, one] of asked.comes.entries()) {
    if (one.personId === null) {
      if (one.givenName === "") wrong(`comes.${place}.givenName`, faultWords.needName);
      continue;
    }
    const known = facts.people.filter((person) => person.personId === one.personId);
    const part = partOn(facts.people, one.personId, on);
    if (known.length === 0) wrong(`comes.${place}.personId`, faultWords.notInCase);
    else if (known.some((person) => person.part === "child" || person.part === "sibling")) wrong(`comes.${place}.personId`, faultWords.childCannot);
    else if (part !== undefined && part.validFrom >= on && !isThereAlready(part, one)) wrong("takesEffectOn", partBegins(part.validFrom));
    const resting = facts.dyads.find((row) => row.adultId === one.personId && row.state === "paused" && reaches(row.closedOn, on));
    if (one.opensDyad && resting !== undefined && resting.openedOn >= on) wrong("takesEffectOn", partBegins(resting.openedOn));
  }
  for (const [place, authorityId] of asked.endsAuthorities.entries()) {
    if (!facts.authorities.some((one) => one.authorityId === authorityId && reaches(one.validTo, on))) wrong(`endsAuthorities.${place}`, faultWords.noAuthority);
  }
  if (asked.home !== null && asked.home.withName === "" && !asked.comes.some((one) => one.livesWithChild)) wrong("home.withName", faultWords.homeNeedsSomebody);
  return faults;
}

/** Somebody who comes, once there is an id for them. */
export type Arriving = Coming & { personId: string };
type Ended<Key> = Key & { was: CivilDate | null };
/** The rows that a change ends, all on the day before it, and those that it begins on its day. */
export type ChangePlan = {
  lastDay: CivilDate;
  endedParts: Ended<{ personId: string; validFrom: CivilDate }>[];
  begunParts: { personId: string; part: "caregiver"; kind: string; livesWithChild: boolean }[];
  endedDyads: Ended<{ adultId: string; openedOn: CivilDate }>[];
  begunDyads: { adultId: string; state: "open" | "paused" }[];
  endedResidences: Ended<{ residenceId: string }>[];
  begunResidences: Omit<Residence, "residenceId">[];
  endedAuthorities: Ended<{ authorityId: string }>[];
  endedConsents: Ended<{ consentId: string }>[];
  endedVisits: Ended<{ visitTermsId: string }>[];
  begunVisits: { personId: string; supervision: VisitTerms["supervision"]; words: string }[];
  /** Those who have no part any more: what is alive of their access ends. */
  gone: string[];
};

/** What a change does, row by row. Nothing of it is taken away: rows end, and others begin. */
export function planChange(asked: ChangeAsked, arriving: readonly Arriving[], source: string, facts: ChangeFacts): ChangePlan {
  const on = asked.takesEffectOn;
  const lastDay = addDays(on, -1);
  const plan: ChangePlan = { lastDay, endedParts: [], begunParts: [], endedDyads: [], begunDyads: [], endedResidences: [], begunResidences: [], endedAuthorities: [], endedConsents: [], endedVisits: [], begunVisits: [], gone: [] };
  const endPart = ({ personId, validFrom, validTo }: PersonOfCase) => plan.endedParts.push({ personId, validFrom, was: validTo });
  const endDyad = ({ adultId, openedOn, closedOn }: DyadRow) => plan.endedDyads.push({ adultId, openedOn, was: closedOn });
  const dyadOf = (adultId: string) => facts.dyads.find((row) => row.adultId === adultId && reaches(row.closedOn, on));
  for (const one of asked.leaves) {
    const part = partOn(facts.people, one.personId, on);
    const dyad = dyadOf(one.personId);
    if (part !== undefined && one.becomes === "ends") endPart(part);
    if (part !== undefined && one.becomes === "apart" && part.livesWithChild !== false) {
      endPart(part);
      plan.begunParts.push({ personId: one.personId, part: "caregiver", kind: part.kind, livesWithChild: false });
    }
    if (one.becomes === "ends") plan.gone.push(one.personId);
    if (dyad !== undefined && (one.dyad === "closes" || (one.dyad === "rests" && dyad.state === "open"))) endDyad(dyad);
    if (dyad?.state === "open" && one.dyad === "rests") plan.begunDyads.push({ adultId: one.personId, state: "paused" });
    const held = facts.visits.filter((terms) => terms.personId === one.personId && reaches(terms.validTo, on));
    if (one.visits !== null || one.becomes === "ends") plan.endedVisits.push(...held.map(({ visitTermsId, validTo }) => ({ visitTermsId, was: validTo })));
    if (one.visits !== null) plan.begunVisits.push({ personId: one.personId, ...one.visits });
  }
  for (const one of arriving) {
    const part = partOn(facts.people, one.personId, on);
    if (!isThereAlready(part, one)) {
      if (part !== undefined) endPart(part);
      plan.begunParts.push({ personId: one.personId, part: "caregiver", kind: one.kind, livesWithChild: one.livesWithChild });
    }
    const dyad = dyadOf(one.personId);
    if (!one.opensDyad || dyad?.state === "open") continue;
    if (dyad !== undefined) endDyad(dyad);
    plan.begunDyads.push({ adultId: one.personId, state: "open" });
  }
  if (asked.home !== null) planHome(plan, asked.home, arriving, source, facts);
  const ends = facts.authorities.filter((one) => asked.endsAuthorities.includes(one.authorityId));
  plan.endedAuthorities = ends.map(({ authorityId, validTo }) => ({ authorityId, was: validTo }));
  plan.endedConsents = facts.consents.filter((one) => one.authorityId !== null && asked.endsAuthorities.includes(one.authorityId) && reaches(one.validTo, on)).map(({ consentId, validTo }) => ({ consentId, was: validTo }));
  return plan;
}

/** The home before ends, and is written down first where nobody did: who lived with the child is known. */
function planHome(plan: ChangePlan, home: NonNullable<ChangeAsked["home"]>, arriving: readonly Arriving[], source: string, facts: ChangeFacts): void {
  const validFrom = addDays(plan.lastDay, 1);
  const held = facts.residences.filter((one) => reaches(one.validTo, validFrom));
  plan.endedResidences.push(...held.map(({ residenceId, validTo }) => ({ residenceId, was: validTo })));
  if (held.length === 0) {
    const before = deriveResidences(facts.residences, facts.people).find((one) => one.residenceId === null);
    if (before !== undefined && before.validFrom <= plan.lastDay) plan.begunResidences.push({ kind: before.kind, withPersonId: before.withPersonId, withName: "", source: "", validFrom: before.validFrom, validTo: plan.lastDay });
  }
  const withPersonId = arriving.find((one) => one.livesWithChild)?.personId ?? null;
  plan.begunResidences.push({ kind: home.kind, withPersonId, withName: home.withName, source, validFrom, validTo: null });
}

/** What is wrong with the decisions about appointments: one for each that there is, and none that cannot be. */
export function findSessionFaults(decided: readonly { sessionId: string; does: "keep" | "cancel" | "hand_over" }[], touched: readonly SessionRow[], comes: readonly unknown[]): FieldWords[] {
  const faults: FieldWords[] = touched.filter((one) => !decided.some((mine) => mine.sessionId === one.sessionId)).map((one) => ({ path: `sessions.${one.sessionId}`, message: faultWords.decideEach }));
  if (comes.length === 0) faults.push(...decided.filter((one) => one.does === "hand_over").map((one) => ({ path: `sessions.${one.sessionId}`, message: faultWords.nobodyToHandTo })));
  return faults;
}
