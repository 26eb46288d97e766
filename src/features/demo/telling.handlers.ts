import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Actor } from "#database/actor.ts";
import { listPeople } from "#features/people/store.ts";
import type { Attribution } from "#features/testimonials/contract.ts";
import { give } from "#features/testimonials/family.handlers.ts";
import { prepare, release } from "#features/testimonials/handlers.ts";
import { textToSign } from "#features/testimonials/signing.handlers.ts";
import { as, callOf, type Demo, member, supervisorOf } from "./acting.handlers.ts";

/** Two made-up families and what they tell others; each says of itself that it is made up. */
const told: readonly { language: "en" | "es"; attribution: Attribution; words: string; en: string; es: string }[] = [
  {
    language: "es",
    attribution: "aunt_uncle",
    words: "(Inventado.) Antes las noches eran muy largas. Ahora canta y se duerme. Aprendí a sentarme en el piso con él.",
    en: "(Made up.) The nights were so long. Now he sings and falls asleep. I learned to sit down on the floor with him.",
    es: "(Inventado.) Antes las noches eran muy largas. Ahora canta y se duerme. Aprendí a sentarme en el piso con él.",
  },
  {
    language: "en",
    attribution: "father",
    words: "(Made up.) We could not talk about his mom. Here we found words for it. We laugh again, and we cry too.",
    en: "(Made up.) We could not talk about his mom. Here we found words for it. We laugh again, and we cry too.",
    es: "(Inventado.) No podíamos hablar de su mamá. Aquí hallamos palabras. Otra vez nos reímos, y también lloramos.",
  },
];

/** What families tell others: given by the adult, prepared by who treats, released by who supervises. */
export async function tellOthers(demo: Demo, families: readonly { caseId: string; clinician: string }[], today: CivilDate): Promise<void> {
  for (const [at, { caseId, clinician }] of families.entries()) {
    const { language, attribution, words, en, es } = told[at]!;
    const treats = member(demo, clinician);
    const adult = await as(demo, treats, addDays(today, -30), "10:00", async (tx) => (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)!);
    const self: Actor = { kind: "caregiver", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone, personId: adult.personId, accountId: adult.personId, name: "" };
    const uses = { language, attribution, languages: "both" as const, validTo: addDays(today, 180) };
    const { testimonialId } = await as(demo, self, addDays(today, -28), "18:30", (tx) => give(tx, { caseId, words, ...uses, signedName: `${adult.givenName} ${adult.familyName}`.trim(), textHash: textToSign(tx, uses, callOf(demo)).textHash }, callOf(demo)));
    await as(demo, treats, addDays(today, -26), "16:10", (tx) => prepare(tx, { caseId, testimonialId, after: 0, en, es, settled: [] }));
    await as(demo, supervisorOf(demo, clinician), addDays(today, -24), "11:20", (tx) => release(tx, { caseId, testimonialId, number: 1 }));
  }
}
