import type { Words } from "#kernel/language.ts";

/** What somebody of the demo marks as hard, in a few words, on how many sessions back. */
export const hardMoments: { who: string; sessionsBack: number; words: string }[] = [
  { who: "clinician@demo.dyad", sessionsBack: 1, words: "Made up: I wanted to take him home." },
  { who: "clinician@demo.dyad", sessionsBack: 3, words: "Made up: she looked past both of us, and I went quiet too." },
  { who: "trainee@demo.dyad", sessionsBack: 1, words: "Made up: I did not know what to do when he hid." },
];
/** What two write between them of some meetings. */
export const betweenTwo: Words[] = [
  { en: "Made up: stay with the pause before she answers him. Bring the scene at the door next time.", es: "Inventado: quedarse con la pausa antes de que ella le responda. Traer la escena de la puerta la próxima vez." },
  { en: "Made up: whose fear is in the room? She tries naming it for both.", es: "Inventado: ¿de quién es el miedo en la sala? Ella prueba a nombrarlo para los dos." },
  { en: "Made up: pace of the next three visits, and what can wait.", es: "Inventado: ritmo de las próximas tres visitas, y qué puede esperar." },
];
/** Those whom the first supervisor sees each week: her own team, and as a second supervisor the other one. The place is the hour of the week. */
export const seenEachWeek = ["clinician@demo.dyad", "trainee@demo.dyad", "clinician.3@demo.dyad", "clinician.2@demo.dyad", "clinician.4@demo.dyad", "clinician.5@demo.dyad"] as const;
