import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import { saveRule as saveCaseloadRule, setLanguages, setLimit } from "#features/caseload/handlers.ts";
import { shippedRule } from "#features/caseload/default.rules.ts";
import { takeIn } from "#features/intake/handlers.ts";
import type { Mark } from "#features/waiting/contract.ts";
import { mark, offer, writeLetter } from "#features/waiting/handlers.ts";
import { as, type Demo, member } from "./acting.handlers.ts";

/** Who works in Spanish besides those who read the program in it. */
const bilingual = ["clinician@demo.dyad", "clinician.3@demo.dyad"];

/** What a family weighs in the made-up programme, decided a year ago, and who works in which languages. */
export async function agreeOnCaseload(demo: Demo, today: CivilDate, staff: readonly { email: string; language?: string }[]): Promise<void> {
  const director = member(demo, "director@demo.dyad");
  const content = { ...shippedRule, stages: { 1: 2, 2: 0, 3: 0 }, risk: 5, safety_plan: 3, home: 5, interpreter: 3, language: 2, trainee: 3, covering: -5, shared: -3, limitFamilies: 12, limitTenths: 140 };
  await as(demo, director, addDays(today, -400), "10:15", (tx) => saveCaseloadRule(tx, { after: 0, content, validFrom: addDays(today, -400), note: "Agreed with both teams; looked at again each year." }));
  for (const one of staff) await as(demo, director, addDays(today, -390), "10:20", (tx) => setLanguages(tx, { staffId: member(demo, one.email).staffId, languages: one.language === "es" || bilingual.includes(one.email) ? ["en", "es"] : ["en"] }));
  await as(demo, director, addDays(today, -60), "10:25", (tx) => setLimit(tx, { staffId: member(demo, "clinician.2@demo.dyad").staffId, tenths: null, families: 7, validFrom: addDays(today, -60), note: "Three days a week." }));
}

type Waiting = { days: number; callMe: string; child: string | null; born: CivilDate | null; age: "3" | null; source: "phone" | "professional"; relation: "parent" | "foster_or_adoptive" | "professional" | "grandparent_or_family"; language: "en" | "es"; reasons: ("separation" | "violence_at_home" | "placement_change" | "difficult_behaviour" | "loss")[]; marks: { mark: Mark; days: number; until?: CivilDate }[] };

/** Families that wait, each for another reason; one is close to an age limit, of one only an age was told. */
const waitingFamilies = (today: CivilDate): Waiting[] => [
  { days: 34, callMe: "Ms. Reed", child: "Noel", born: addMonths(today, -40), age: null, source: "professional", relation: "professional", language: "en", reasons: ["placement_change", "separation"], marks: [{ mark: "removal", days: 30 }, { mark: "consent", days: 30 }] },
  { days: 51, callMe: "Yesenia", child: "Alma", born: addMonths(today, -28), age: null, source: "phone", relation: "parent", language: "es", reasons: ["violence_at_home"], marks: [{ mark: "language", days: 44 }] },
  { days: 96, callMe: "Terry", child: null, born: null, age: "3", source: "phone", relation: "grandparent_or_family", language: "en", reasons: ["loss"], marks: [{ mark: "days", days: 80 }] },
  { days: 19, callMe: "Mr. Osei", child: "Kwame", born: addDays(addMonths(today, -69), 12), age: null, source: "professional", relation: "professional", language: "en", reasons: ["difficult_behaviour"], marks: [{ mark: "clinician", days: 12 }] },
  { days: 12, callMe: "Bea", child: "Rue", born: addMonths(today, -33), age: null, source: "phone", relation: "foster_or_adoptive", language: "en", reasons: ["separation"], marks: [{ mark: "later", days: 9, until: addDays(today, 16) }] },
];

/** Takes them in as the front desk did, notes what each waits for, offers one, and writes one letter that a family allowed. */
export async function keepWaiting(demo: Demo, today: CivilDate): Promise<void> {
  const desk = member(demo, "frontdesk@demo.dyad");
  for (const [place, one] of waitingFamilies(today).entries()) {
    const taken = await as(demo, desk, addDays(today, -one.days), "09:40", (tx) =>
      takeIn(tx, { source: one.source, callMe: one.callMe, relation: one.relation, childGivenName: one.child, childFamilyName: null, childBirthDate: one.born, childAge: one.age, reasons: one.reasons, ownWords: null, contact: { way: "do_not_contact" }, language: one.language, otherLanguage: null, payer: null }),
    );
    for (const each of one.marks) await as(demo, desk, addDays(today, -each.days), "11:30", (tx) => mark(tx, { referralId: taken.referralId, mark: each.mark, since: addDays(today, -each.days), until: each.until ?? null }));
    if (place === 3) await as(demo, desk, addDays(today, -1), "15:10", (tx) => offer(tx, { referralId: taken.referralId, staffId: member(demo, "clinician@demo.dyad").staffId, startsOn: addDays(today, 14), overReason: "She worked with his older sister." }));
    if (place === 0) await as(demo, desk, addDays(today, -20), "14:05", (tx) => writeLetter(tx, { referralId: taken.referralId, language: "en", recipient: "Ms. Reed, child welfare", allowedBy: "the foster mother, by telephone", allowedOn: addDays(today, -20) }));
  }
}
