import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { ArticleContent } from "#features/articles/contract.ts";
import { begin, handIn, publish, review } from "#features/articles/handlers.ts";
import { findArticle } from "#features/articles/store.ts";
import { as, type Demo, member } from "./acting.handlers.ts";

type Written = { author: string; reader: string; days: number; goesTo: "readers" | "second reader"; content: ArticleContent };

/** What the made-up team wrote for readers; one of them waits for a second reader, and one is there in English alone. */
const written: Written[] = [
  {
    author: "clinician@demo.dyad",
    reader: "supervisor@demo.dyad",
    days: 70,
    goesTo: "readers",
    content: {
      tags: ["sleep", "fear"],
      byline: "name",
      en: { title: "When a small child will not sleep after a scary time", lead: "Nights can be the hardest part. Here is what some families try.", words: "At night it gets quiet. Then the scary things can feel close again. A child may cry, call you back, or wake up and not know where they are.\n\n## Things you can try\n\n- Do the same few things each night, in the same order.\n- Say what will happen: “I sit here until your eyes close.”\n- Leave a small light on.\n- If your child wakes up, say where you both are, and that you are here.\n\n## When to ask for help\n\nIf it goes on for weeks, or you are worn out, **you do not have to wait**. You can ask us." },
      es: { title: "Cuando un niño no duerme después de un susto", lead: "La noche puede ser lo más duro. Esto prueban algunas familias.", words: "De noche todo se calla. Entonces lo que asustó puede sentirse cerca otra vez. El niño llora, le llama, o despierta y no sabe dónde está.\n\n## Lo que puede probar\n\n- Haga lo mismo cada noche, en el mismo orden.\n- Diga lo que va a pasar: “Me quedo aquí hasta que cierres los ojos”.\n- Deje una luz chica.\n- Si despierta, dígale dónde están, y que usted está ahí.\n\n## Cuándo pedir ayuda\n\nSi dura semanas, o usted ya no puede más, **no tiene que esperar**. Puede preguntarnos." },
    },
  },
  {
    author: "supervisor@demo.dyad",
    reader: "clinician.2@demo.dyad",
    days: 38,
    goesTo: "readers",
    content: {
      tags: ["separation", "foster-care"],
      byline: "name",
      en: { title: "Goodbyes: getting ready for a visit to end", lead: "The end of a visit can hurt. A small plan helps you both.", words: "A visit ends, and your child holds on to you, or runs away, or says nothing. All of this can be a way to say: “I do not want you to go.”\n\n## Before the visit\n\nPick one small thing you do at the end, each time. A song, a wave at the window, a drawing to keep.\n\n## At the end\n\n1. Say it is time, and say it once more a bit later.\n2. Do your small thing.\n3. Say when you will see each other again, if you know.\n\nIt is all right to be sad. You can say so." },
      es: { title: "Despedidas: prepararse para el final de una visita", lead: "El final de una visita puede doler. Un plan chico ayuda a los dos.", words: "La visita termina y el niño se agarra de usted, o corre, o no dice nada. Todo eso puede ser su forma de decir: “No quiero que te vayas”.\n\n## Antes de la visita\n\nElija una cosa chica para el final, siempre la misma. Una canción, decir adiós por la ventana, un dibujo.\n\n## Al final\n\n1. Avise que ya es hora, y avise otra vez un poco después.\n2. Hagan su cosa chica.\n3. Diga cuándo se ven otra vez, si lo sabe.\n\nSe vale estar triste. Puede decirlo." },
    },
  },
  {
    author: "clinician.2@demo.dyad",
    reader: "supervisor.2@demo.dyad",
    days: 12,
    goesTo: "readers",
    content: { tags: ["babies", "play"], byline: "team", en: { title: "What your baby tells you with her hands", lead: "Babies talk long before they have words.", words: "Open hands, a fist, a hand that reaches for your face: your baby tells you things all day.\n\nLook for a while before you act. Then say what you think you see. “You want to come up.” You do not have to be right. **She feels that you try.**" }, es: null },
  },
  {
    author: "clinician.3@demo.dyad",
    reader: "supervisor@demo.dyad",
    days: 2,
    goesTo: "second reader",
    content: { tags: ["behavior", "caregivers"], byline: "name", en: { title: "When he hits", lead: "Hitting can be how a small child says “I am scared.”", words: "First, keep everybody safe. Then get low, and use few words.\n\nLater, when it is calm, you can talk about it in one sentence." }, es: { title: "Cuando pega", lead: "Pegar puede ser su forma de decir “tengo miedo”.", words: "Primero, que nadie se lastime. Después agáchese y use pocas palabras.\n\nMás tarde, ya con calma, puede hablarlo en una frase." } },
  },
];

/** Writes them, has them read by somebody else, and publishes, through the same code as the staff. */
export async function writeArticles(demo: Demo, today: CivilDate): Promise<void> {
  const director = member(demo, "director@demo.dyad");
  for (const { author, reader, days, goesTo, content } of written) {
    const on = addDays(today, -days);
    const { articleId } = await as(demo, member(demo, author), on, "16:10", (tx) => begin(tx, { content }));
    const seen = async () => ({ articleId, revision: (await as(demo, director, on, "16:15", (tx) => findArticle(tx, articleId)))!.revision });
    const first = await seen();
    await as(demo, member(demo, author), on, "16:20", (tx) => handIn(tx, first));
    if (goesTo !== "readers") continue;
    const second = await seen();
    await as(demo, member(demo, reader), addDays(on, 1), "12:40", (tx) => review(tx, { ...second, verdict: "approved", note: "" }));
    const third = await seen();
    await as(demo, director, addDays(on, 2), "09:00", (tx) => publish(tx, third));
  }
}

/** A draft that holds the word to look for. */
export async function plantArticle(demo: Demo, today: CivilDate): Promise<void> {
  await as(demo, member(demo, "clinician@demo.dyad"), today, "09:40", (tx) => begin(tx, { content: { tags: ["play"], byline: "team", en: { title: "Made up", lead: "Made up.", words: "Made up. MARKER-ARTICLE" }, es: null } }));
}
