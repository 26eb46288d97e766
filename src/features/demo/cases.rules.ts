import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { ConsultationRequest } from "#features/intake/contract.ts";
import type { Grown } from "./families.rules.ts";

export type DemoAdult = { givenName: string; familyName: string; language: "en" | "es"; kind: "birth_parent" | "kin" | "foster_parent" | "adoptive_parent"; livesWithChild: boolean; scopes: ("treatment" | "records" | "release")[]; document: string; email?: string };
export type DemoCase = {
  child: { givenName: string; familyName: string; birthDate: CivilDate; language: "en" | "es" };
  adults: DemoAdult[];
  clinician: string;
  /** Weeks before today on which the request came, and the sessions held since, one a week. */
  weeksAgo: number;
  heldSessions: number;
  reasons: ConsultationRequest["reasons"];
  ownWords: string | null;
  diagnosis: string | null;
  events: string[];
  problems: string[];
  moves: { weeksAgo: number; kind: "placement_move" | "court" | "separation"; label: string }[];
  /** Scores of measures over time, as answers given for the item place: made by the answering itself. */
  measures: { weeksAgo: number; instrument: "phq-9" | "pcl-5"; level: number; selfHarm?: boolean }[];
  stage: 1 | 2 | 3;
  /** The last session has no signed note yet. */
  owesNote: boolean;
  place: "service_site" | "home" | "telehealth_home";
  /** What only those beyond the first eight have: they are made by rule, with words and hours of their own. */
  grown?: Grown;
};

const adult = (givenName: string, familyName: string, kind: DemoAdult["kind"], more: Partial<DemoAdult> = {}): DemoAdult => ({ givenName, familyName, kind, language: "en", livesWithChild: true, scopes: ["treatment", "records", "release"], document: kind === "birth_parent" ? "Birth certificate, seen" : "Court order, seen", ...more });

/** The eight made-up families of the demo, told from today backwards. */
export function demoCases(today: CivilDate): DemoCase[] {
  const born = (years: number, months: number) => addMonths(today, -(years * 12 + months));
  return [
    {
      child: { givenName: "River", familyName: "Maple", birthDate: born(4, 2), language: "es" },
      adults: [adult("Rosa", "Maple", "kin", { language: "es", email: "caregiver.a@demo.dyad" }), adult("Mara", "Maple", "birth_parent", { livesWithChild: false, scopes: ["treatment"], document: "Visit order, seen", email: "caregiver.b@demo.dyad" })],
      clinician: "clinician@demo.dyad", weeksAgo: 34, heldSessions: 27, reasons: ["violence_at_home", "placement_change"], ownWords: "Se despierta de noche y pregunta quién va a venir.", diagnosis: "F43.10", events: ["exposure_to_domestic_violence", "separation_or_placement_change"], problems: ["post_traumatic_stress", "behavioral"],
      moves: [{ weeksAgo: 35, kind: "separation", label: "Removal" }, { weeksAgo: 20, kind: "placement_move", label: "Moves to Ms. R." }, { weeksAgo: 9, kind: "court", label: "Court: kin care" }, { weeksAgo: -4, kind: "court", label: "Hearing" }],
      measures: [{ weeksAgo: 32, instrument: "pcl-5", level: 2.3 }, { weeksAgo: 18, instrument: "pcl-5", level: 1.9 }, { weeksAgo: 5, instrument: "pcl-5", level: 1.4 }, { weeksAgo: 32, instrument: "phq-9", level: 1.8 }, { weeksAgo: 5, instrument: "phq-9", level: 1.0 }],
      stage: 2, owesNote: true, place: "service_site",
    },
    {
      child: { givenName: "Theo", familyName: "Birchwood", birthDate: born(6, 5), language: "en" },
      adults: [adult("Ben", "Birchwood", "birth_parent")],
      clinician: "clinician@demo.dyad", weeksAgo: 44, heldSessions: 36, reasons: ["loss"], ownWords: null, diagnosis: "F43.23", events: ["sudden_or_traumatic_death_of_caregiver"], problems: ["behavioral"],
      moves: [{ weeksAgo: 46, kind: "separation", label: "Loss of his mother" }], measures: [{ weeksAgo: 42, instrument: "phq-9", level: 1.7 }, { weeksAgo: 16, instrument: "phq-9", level: 1.1 }],
      stage: 3, owesNote: false, place: "service_site",
    },
    {
      child: { givenName: "Luz", familyName: "Olivo", birthDate: born(3, 1), language: "es" },
      adults: [adult("Carmen", "Olivo", "kin", { language: "es" })],
      clinician: "clinician@demo.dyad", weeksAgo: 14, heldSessions: 9, reasons: ["caregiver_change", "difficult_behaviour"], ownWords: "Muerde cuando la dejo en la guardería.", diagnosis: "F43.10", events: ["neglect"], problems: ["attachment"],
      moves: [{ weeksAgo: 16, kind: "placement_move", label: "Comes to live with her grandmother" }], measures: [{ weeksAgo: 12, instrument: "phq-9", level: 1.2 }],
      stage: 2, owesNote: true, place: "home",
    },
    {
      child: { givenName: "Amir", familyName: "Sorrel", birthDate: born(0, 11), language: "en" },
      adults: [adult("Dana", "Sorrel", "birth_parent")],
      clinician: "clinician@demo.dyad", weeksAgo: 8, heldSessions: 4, reasons: ["medical_procedure"], ownWords: null, diagnosis: "F43.89", events: ["medical_trauma"], problems: ["attachment"],
      moves: [], measures: [{ weeksAgo: 1, instrument: "phq-9", level: 1.5, selfHarm: true }],
      stage: 1, owesNote: false, place: "home",
    },
    {
      child: { givenName: "Kofi", familyName: "Nettle", birthDate: born(5, 3), language: "en" },
      adults: [adult("Abena", "Nettle", "kin")],
      clinician: "trainee@demo.dyad", weeksAgo: 12, heldSessions: 7, reasons: ["abuse"], ownWords: null, diagnosis: "F43.10", events: ["physical_abuse"], problems: ["post_traumatic_stress"],
      moves: [], measures: [{ weeksAgo: 10, instrument: "pcl-5", level: 1.6 }],
      stage: 2, owesNote: false, place: "service_site",
    },
    {
      child: { givenName: "Inés", familyName: "Durazno", birthDate: born(2, 6), language: "es" },
      adults: [adult("Sol", "Durazno", "birth_parent", { language: "es" })],
      clinician: "clinician.2@demo.dyad", weeksAgo: 22, heldSessions: 16, reasons: ["violence_in_community"], ownWords: null, diagnosis: "F43.0", events: ["exposure_to_domestic_violence"], problems: ["post_traumatic_stress"],
      moves: [], measures: [{ weeksAgo: 20, instrument: "phq-9", level: 1.3 }],
      stage: 2, owesNote: false, place: "telehealth_home",
    },
    {
      child: { givenName: "Aya", familyName: "Thyme", birthDate: born(5, 0), language: "en" },
      adults: [adult("Jun", "Thyme", "adoptive_parent")],
      clinician: "clinician@demo.dyad", weeksAgo: 4, heldSessions: 1, reasons: ["placement_change", "parenting_help"], ownWords: "She hides food in her shoes.", diagnosis: null, events: ["neglect"], problems: ["behavioral"],
      moves: [], measures: [], stage: 1, owesNote: false, place: "service_site",
    },
    {
      child: { givenName: "Noor", familyName: "Anise", birthDate: addDays(addMonths(today, -84), 40), language: "en" },
      adults: [adult("Sami", "Anise", "foster_parent")],
      clinician: "clinician.2@demo.dyad", weeksAgo: 30, heldSessions: 24, reasons: ["separation"], ownWords: null, diagnosis: "F43.10", events: ["maltreatment"], problems: ["post_traumatic_stress"],
      moves: [{ weeksAgo: 31, kind: "placement_move", label: "Comes to foster care" }], measures: [{ weeksAgo: 28, instrument: "pcl-5", level: 1.1 }],
      stage: 2, owesNote: false, place: "service_site",
    },
  ];
}

/** The place of the answer that a made-up adult marks on an item: about the level, and the safety item zero unless told. */
export function demoAnswer(measure: DemoCase["measures"][number], item: string, options: number): number {
  if (measure.instrument === "phq-9" && item === "9") return measure.selfHarm ? 1 : 0;
  const wobble = (Number(item) * 7) % 3 === 0 ? 0.6 : (Number(item) * 5) % 4 === 0 ? -0.7 : 0;
  return Math.max(0, Math.min(options - 1, Math.round(measure.level + wobble)));
}
