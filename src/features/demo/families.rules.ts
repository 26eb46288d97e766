import { addDays, addMonths, type CivilDate, weekday } from "#kernel/dates.ts";
import type { ConsultationRequest } from "#features/intake/contract.ts";
import type { DemoAdult, DemoCase } from "./cases.rules.ts";
import { chance, inTurn } from "./chance.rules.ts";
import { type PlannedHour, plannedHours, type Slot, slots, turned } from "./hours.rules.ts";
import { type DemoNames, englishNames, laterNames, spanishNames } from "./names.rules.ts";
import { phrasesOf, roleOf, tell, type Voice } from "./phrases.rules.ts";
import { demoLeaver } from "./programme.rules.ts";
import { type DemoEnding, type DemoMove, endings, handedOver, lately, movesOf } from "./turns.rules.ts";

/** What a family has beyond those told by hand: its voice, its hours, what changed around the child, and how the course ended and began anew. */
export type Grown = { /** Who treated the family until she left, and what she wrote for herself alone, by the number of her note; null where nobody did. */ before: { clinician: string; until: CivilDate; apart: Readonly<Record<number, string>> } | null; voice: Voice; slot: Slot; hours: PlannedHour[]; move: DemoMove | null; ending: (DemoEnding & { on: CivilDate }) | null; again: { on: CivilDate; hours: PlannedHour[] } | null };
export type GrownCase = DemoCase & { grown: Grown };

type Theme = { reasons: ConsultationRequest["reasons"]; diagnosis: string; events: string[]; problems: string[] };
const themes: readonly Theme[] = [
  { reasons: ["violence_at_home"], diagnosis: "F43.10", events: ["exposure_to_domestic_violence"], problems: ["post_traumatic_stress"] },
  { reasons: ["loss"], diagnosis: "F43.81", events: ["sudden_or_traumatic_death_of_caregiver"], problems: ["mental_health"] },
  { reasons: ["separation", "caregiver_change"], diagnosis: "F43.25", events: ["separation_or_placement_change", "exposure_to_domestic_violence"], problems: ["attachment", "behavioral"] },
  { reasons: ["medical_procedure"], diagnosis: "F43.11", events: ["medical_trauma"], problems: ["post_traumatic_stress"] },
  { reasons: ["abuse"], diagnosis: "F43.12", events: ["physical_abuse"], problems: ["behavioral", "post_traumatic_stress"] },
  { reasons: ["violence_in_community"], diagnosis: "F43.0", events: ["community_violence", "sudden_or_traumatic_death_of_caregiver"], problems: ["mental_health"] },
  { reasons: ["difficult_behaviour", "parenting_help"], diagnosis: "F43.24", events: ["neglect"], problems: ["attachment"] },
  { reasons: ["placement_change"], diagnosis: "F43.23", events: ["separation_or_placement_change", "neglect"], problems: ["attachment"] },
  { reasons: ["family_health", "difficult_behaviour"], diagnosis: "F43.22", events: ["serious_accident"], problems: ["behavioral"] },
];
const kinds: readonly DemoAdult["kind"][] = ["birth_parent", "kin", "birth_parent", "foster_parent", "birth_parent", "birth_parent", "kin", "adoptive_parent", "birth_parent", "foster_parent"];
const places: readonly DemoCase["place"][] = ["service_site", "home", "service_site", "service_site", "home", "service_site", "telehealth_home"];

/** Who treats, in the order in which open cases and ended ones are given out: a full-time clinician has eleven open with those told by hand. */
const [full, second, third, fourth, fifth, trainee] = ["clinician", "clinician.2", "clinician.3", "clinician.4", "clinician.5", "trainee"].map((name) => `${name}@demo.dyad`) as [string, string, string, string, string, string];
const openTo = [full, third, fourth, second, third, fifth, full, trainee, third, fourth, second, full, third, fifth, trainee, fourth, third, full, second, fifth, third, fourth, full, trainee, third, second, fourth, fifth, full, third, trainee, fourth, second, fifth];
const endedTo = [full, second, third, full, fourth, trainee, second, full, third, fourth, second, full, trainee, fifth, third, full, second, fourth];

/** Whether a family's hour would fall on one of those told by hand, who come on the weekday of today or of the day before. */
const collides = (slot: Slot, taken: readonly number[], today: CivilDate) => taken.includes(slot.hour) && [today, addDays(today, -1)].some((day) => weekday(day) === slot.weekday);

/** Gives out each clinician's hours in turn, none twice. */
function slotKeeper(byHand: readonly DemoCase[], today: CivilDate): (clinician: string) => Slot {
  const next = new Map<string, number>();
  const begun = [...new Set([...openTo, ...endedTo])];
  return (clinician) => {
    const taken = byHand.flatMap((one, place) => (one.clinician === clinician ? [9 + place] : []));
    // Each begins elsewhere in the week, so that not everybody sees families at the same hours.
    let place = next.get(clinician) ?? begun.indexOf(clinician) * 7;
    while (collides(inTurn(slots, place), taken, today)) place++;
    next.set(clinician, place + 1);
    return inTurn(slots, place);
  };
}

/** A child's age in months when the family asked: a third infants, a third toddlers, a third of preschool age. */
const ageWhenAsked = (place: number): number => [2, 15, 38][place % 3]! + Math.floor(chance(place, 3) * [11, 20, 14][place % 3]!);

function adultsOf(names: DemoNames, kind: DemoAdult["kind"], language: "en" | "es", apart: string | null): DemoAdult[] {
  const spanish = language === "es";
  const document = { birth_parent: "Birth certificate, seen", adoptive_parent: "Decree of adoption, seen", kin: "Custody order, seen", foster_parent: "Placement letter, seen" }[kind];
  const own: DemoAdult = { givenName: names[2], familyName: names[1], language: spanish ? "es" : "en", kind, livesWithChild: true, scopes: apart === null ? ["treatment", "records", "release"] : [], document };
  if (apart === null) return [own];
  return [own, { givenName: apart, familyName: names[1], language: own.language, kind: "birth_parent", livesWithChild: false, scopes: ["treatment", "records", "release"], document: "Birth certificate, seen" }];
}

/** How many families the demo has beyond those told by hand. */
export const GROWN = 52;

/** The families that make the programme a full one, the same on every machine on one day; `byHand` are those that were there before. */
export function grownCases(today: CivilDate, byHand: readonly DemoCase[]): GrownCase[] {
  const slotOf = slotKeeper(byHand, today);
  const counts = { en: 0, es: 0, open: 0, ended: 0, later: 0 };
  return Array.from({ length: GROWN }, (_none, place): GrownCase => {
    const language = place % 5 === 1 || place % 5 === 3 ? "es" : "en";
    const names = (language === "es" ? spanishNames : englishNames)[counts[language]]!;
    const ending = endings[place] ?? null;
    const isClosed = ending !== null && ending.againWeeksAgo === null;
    const clinician = isClosed ? endedTo[counts.ended++]! : openTo[counts.open++]!;
    const move = movesOf[place] ?? null;
    const kind = move === null ? inTurn(kinds, place * 3 + 1) : move.from;
    // With a foster parent the authority to decide usually stays with somebody else.
    const apart = kind === "foster_parent" ? laterNames[counts.later++]![0] : null;
    const comes = move === null ? null : laterNames[counts.later++]!;
    const voice: Voice = { language, place: counts[language]++, child: names[0], adult: roleOf(language, kind, names[3]) };
    const weeksAgo = ending?.weeksAgo ?? 3 + ((place * 17) % 46);
    const asked = addDays(today, -7 * weeksAgo);
    const stage = ending?.stage ?? (weeksAgo < 10 ? 1 : weeksAgo < 38 ? 2 : 3);
    const slot = slotOf(clinician);
    const endedOn = ending === null ? null : addDays(today, -7 * ending.endedWeeksAgo);
    const planned = plannedHours(place, slot, { from: addDays(asked, 6 + (place % 5)), to: endedOn === null ? today : addDays(endedOn, -3), stage, ends: ending === null ? "goes_on" : ending.manner === "planned" ? "planned" : "dropped", pausesAfterWeek: place % 9 === 4 ? 10 : null });
    const hours = turned(planned, today, lately[place] ?? { fates: [], withoutContent: 0 });
    const handed = handedOver[place];
    const again = ending === null || ending.againWeeksAgo === null ? null : addDays(today, -7 * ending.againWeeksAgo);
    const theme = inTurn(themes, place * 4 + Math.floor(place / 3));
    const lasts = ending === null ? weeksAgo : weeksAgo - ending.endedWeeksAgo;
    const level = 1 + chance(place, 5) * 1.2;
    return {
      child: { givenName: names[0], familyName: names[1], birthDate: addDays(addMonths(asked, -ageWhenAsked(place)), -(place % 27)), language },
      adults: adultsOf(names, kind, language, apart),
      clinician,
      weeksAgo,
      heldSessions: hours.filter((hour) => hour.fate === "held").length,
      reasons: theme.reasons,
      ownWords: place % 2 === 0 ? null : tell("ownWords", voice, 0),
      diagnosis: theme.diagnosis,
      events: theme.events,
      problems: theme.problems,
      moves: place % 3 === 0 ? [{ weeksAgo: weeksAgo + 2, kind: "separation", label: inTurn(phrasesOf(voice).events, place) }] : place % 3 === 1 ? [{ weeksAgo: weeksAgo - 6, kind: "court", label: inTurn(phrasesOf(voice).events, 1) }] : [],
      measures: [
        { weeksAgo: weeksAgo - 2, instrument: place % 12 === 0 ? "pcl-5" : "phq-9", level },
        ...(lasts > 28 && move === null ? [{ weeksAgo: weeksAgo - 26, instrument: place % 12 === 0 ? ("pcl-5" as const) : ("phq-9" as const), level: level * (0.5 + chance(place, 6) * 0.6) }] : []),
      ],
      stage,
      owesNote: ending === null && place % 5 === 2,
      place: inTurn(places, place * 2),
      grown: {
        before: handed === undefined ? null : { clinician: demoLeaver, until: addDays(today, -7 * handed.weeksAgo), apart: handed.apart },
        voice,
        slot,
        hours,
        move: move === null || comes === null ? null : { ...move, name: comes[0], adult: roleOf(language, move.to, comes[1]) },
        ending: ending === null || endedOn === null ? null : { ...ending, on: endedOn },
        again: again === null ? null : { on: again, hours: plannedHours(place + 500, slot, { from: addDays(again, 4), to: today, stage: 2, ends: "goes_on", pausesAfterWeek: null }) },
      },
    };
  });
}
