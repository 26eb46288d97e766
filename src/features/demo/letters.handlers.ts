import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { TemplateContent } from "#features/letters/contract.ts";
import { save, saveLetterhead } from "#features/letters/handlers.ts";
import { as, type Demo, member } from "./acting.handlers.ts";

/** A letter that the made-up programme writes often, in both languages. */
const mornings: TemplateContent = {
  name: { en: "To a school, about mornings off", es: "A una escuela, por las mañanas de ausencia" },
  kind: "school",
  paragraphs: [
    { en: "{child} comes to us, and some visits are in school hours. Since {visits_from} there have been {visits}.", es: "{child} viene con nosotros, y algunas visitas son en horas de clase. Desde el {visits_from} hubo {visits}." },
    { en: "{sentence_attended}", es: "{sentence_attended}" },
    { en: "Please mark these hours as excused. Nothing else is needed from the school, and nobody there has to ask the child about it.", es: "Le pedimos que cuente esas horas como justificadas. La escuela no tiene que hacer nada más, y nadie allí tiene que preguntarle al niño o la niña." },
    { en: "If you have a question, {clinician} will call you back at a time that suits you.", es: "Si tiene alguna pregunta, {clinician} le devolverá la llamada cuando a usted le convenga." },
  ],
};

/** The letterhead of the made-up programme and a template of its own, made a year and half a year ago. */
export async function agreeOnLetters(demo: Demo, today: CivilDate): Promise<void> {
  const director = member(demo, "director@demo.dyad");
  const head = { below: { en: "", es: "" }, address: ["12 Made-Up Street NE", "Washington, DC 20000"], phone: "202-555-0142", website: "linden.example.org", email: "office@linden.example.org" };
  await as(demo, director, addDays(today, -380), "09:10", (tx) => saveLetterhead(tx, { after: 0, content: { name: { en: "Linden Street", es: "Linden Street" }, ...head } }));
  await as(demo, director, addDays(today, -170), "09:20", (tx) => save(tx, { template: null, after: 0, content: mornings, note: "Asked for by two schools." }));
}
