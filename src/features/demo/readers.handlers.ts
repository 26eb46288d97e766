import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { AskedQuestion } from "#features/questions/contract.ts";
import { answer, close, give, receiveQuestion } from "#features/questions/handlers.ts";
import { begin as beginIssue, send as sendIssue } from "#features/newsletter/handlers.ts";
import { askFor, confirmReader } from "#features/newsletter/store.ts";
import { listQuestions } from "#features/questions/store.ts";
import { as, type Demo, member } from "./acting.handlers.ts";

type Asked = AskedQuestion & { days: number; holder: string | null; answer: string | null; close: "done" | "not_for_us" | null };
const byCode = { way: "code", contact: { way: "do_not_contact" }, word: "made up word" } as const;
const mornings = { way: "call", phone: "2025550137", voicemail: "hang_up", safeHours: ["tue_morning", "thu_morning"] } as const;

/** What made-up readers asked: one of today, one that is late and with nobody, one to be told by telephone, and some that were answered. */
const demoQuestions: Asked[] = [
  { ...byCode, days: 0, language: "en", words: "My 3-year-old wakes up screaming most nights since we moved. Is that normal?", holder: null, answer: null, close: null },
  { way: "email", contact: { way: "email", email: "reader@example.org" }, word: null, days: 5, language: "en", words: "Can I come if my child lives with me only part of the time?", holder: null, answer: null, close: null },
  { way: "call", contact: { ...mornings, safeHours: [...mornings.safeHours] }, word: null, days: 2, language: "es", words: "Mi bebé era muy chiquito cuando pasó. ¿De verdad le puede afectar?", holder: "clinician@demo.dyad", answer: "Decirle que los bebés también sienten el miedo de quienes los cuidan, y que lo que más ayuda es volver a sentirse seguros juntos. Ofrecer una plática sin costo, si quiere.", close: null },
  { ...byCode, days: 9, language: "en", words: "Will talking about it make it worse?", holder: "clinician.2@demo.dyad", answer: "Many grown-ups worry about this. Most children feel relief when a safe adult can say what they already know. You can go slowly, and your child sets the pace.\n\nIf you would like to talk it over, you can ask us for a consultation on this site.", close: "done" },
  { ...byCode, days: 14, language: "es", words: "¿Atienden a niños de diez años?", holder: "frontdesk@demo.dyad", answer: "Vemos a niños hasta los seis años. Si nos llama, le decimos a quién puede acudir cerca de su casa.", close: "not_for_us" },
];

/** Leaves a question as a visitor of that day; answers how it is found. */
async function leave(demo: Demo, on: CivilDate, asked: AskedQuestion): Promise<() => Promise<{ questionId: string; revision: number }>> {
  const { code } = await receiveQuestion({ ...demo.services, clock: demo.at(on, "08:20") }, { kind: "visitor", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone }, asked, { text: asked.words, requestId: "demo" });
  return () =>
    as(demo, member(demo, "frontdesk@demo.dyad"), on, "09:05", async (tx) => {
      const { questionId, revision } = (await listQuestions(tx, { sort: "received", order: "up", status: "all", holder: null, late: null }, { after: null, size: 50 })).questions.find((one) => one.code === code)!;
      return { questionId, revision };
    });
}

/** Leaves the questions, gives them to who answers, and answers some, through the same code as a reader and the staff. */
export async function recordQuestions(demo: Demo, today: CivilDate): Promise<void> {
  const desk = member(demo, "frontdesk@demo.dyad");
  for (const { days, holder, answer: words, close: how, ...asked } of demoQuestions) {
    const on = addDays(today, -days);
    const seen = await leave(demo, on, asked);
    const given = await seen();
    if (holder !== null) await as(demo, desk, on, "09:10", (tx) => give(tx, { ...given, staffId: member(demo, holder).staffId }));
    const now = await seen();
    if (words !== null) await as(demo, member(demo, holder ?? "frontdesk@demo.dyad"), on, "13:30", (tx) => answer(tx, { ...now, words }, { services: demo.services }));
    const last = await seen();
    if (how !== null) await as(demo, desk, addDays(on, 1), "10:00", (tx) => close(tx, { ...last, how, note: "" }));
  }
}

/** The letter of last month, to made-up readers who confirmed, and one that is being written. */
export async function writeNewsletter(demo: Demo, today: CivilDate): Promise<void> {
  const director = member(demo, "director@demo.dyad");
  const machine = { kind: "system", job: "newsletter", agencyId: demo.agency.agencyId, timeZone: demo.agency.timeZone } as const;
  for (const [place, language] of (["en", "es", "en", "en", "es"] as const).entries())
    await as(demo, machine, addDays(today, -60), "11:00", async (tx) => confirmReader(tx, await askFor(tx, `reader.${place + 1}@example.org`, language), addDays(today, -61)));
  const first = await as(demo, director, addDays(today, -20), "10:00", (tx) => beginIssue(tx, { content: { en: "This month is about goodbyes, small and large.", es: "Este mes hablamos de despedidas, chicas y grandes.", articles: ["goodbyes-getting-ready-for-a-visit-to-end"] } }));
  await as(demo, director, addDays(today, -20), "10:30", (tx) => sendIssue(tx, { ...first, revision: 1 }, { services: demo.services }));
  await as(demo, director, addDays(today, -1), "15:00", (tx) => beginIssue(tx, { content: { en: "Nights are long in winter. Two short reads for them.", es: "En invierno las noches son largas. Dos textos cortos para ellas.", articles: ["when-a-small-child-will-not-sleep-after-a-scary-time", "what-your-baby-tells-you-with-her-hands"] } }));
}

/** A question and an answer that hold the words to look for. */
export async function plantReaders(demo: Demo, today: CivilDate): Promise<void> {
  const seen = await leave(demo, today, { ...byCode, language: "en", words: "Made up. MARKER-QUESTION" });
  const now = await seen();
  await as(demo, member(demo, "frontdesk@demo.dyad"), today, "09:30", (tx) => answer(tx, { ...now, words: "Made up. MARKER-REPLY" }, { services: demo.services }));
}
