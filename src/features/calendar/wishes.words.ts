import type { Language, Words } from "#kernel/language.ts";
import { type DayPart, dayPartNames, type SafeDay, safeDays, type SafeHour } from "#features/intake/contract.ts";
import { dayLabels, dayPartLabels } from "#features/intake/words.ts";
import type { VisitWish, WishOutcome } from "./wishes.contract.ts";

/** What a wish says, to whoever books. */
export const wishNames: Record<VisitWish, { en: (who: string) => string; es: (who: string) => string }> = {
  coming: { en: (who) => `${who} will be there.`, es: (who) => `${who} va a venir.` },
  another_time: { en: (who) => `${who} would like another time.`, es: (who) => `${who} prefiere otra hora.` },
  cannot: { en: (who) => `${who} cannot come, and will call.`, es: (who) => `${who} no puede venir y va a llamar.` },
};

export const outcomeNames: Record<WishOutcome, Words> = {
  open: { en: "Waits for an answer", es: "Espera respuesta" },
  moved: { en: "The visit was moved", es: "La visita se movió" },
  cancelled: { en: "The visit was cancelled", es: "La visita se canceló" },
  left: { en: "Left as it is", es: "Queda como está" },
  over: { en: "The visit is over", es: "La visita ya pasó" },
  taken_back: { en: "Taken back", es: "Retirado" },
};

export const words = {
  title: { en: "What families say of visits", es: "Lo que las familias dicen de las visitas" },
  when: { en: (who: string, when: string) => `${who}, ${when}`, es: (who: string, when: string) => `${who}, ${when}` },
  open: { en: "Move it or leave it", es: "Moverla o dejarla" },
  openOne: { en: (who: string, when: string) => `Move it or leave it: ${who}, ${when}`, es: (who: string, when: string) => `Moverla o dejarla: ${who}, ${when}` },
  move: { en: "Move it…", es: "Moverla…" },
  leave: { en: "Leave it as it is", es: "Dejarla como está" },
  sentence: { en: "One sentence to the family", es: "Una frase para la familia" },
  sentenceHint: { en: "They read it in the portal. The front desk sees it too, so say nothing private.", es: "La lee en el portal. También la ve la recepción, así que no escriba nada privado." },
  needSentence: { en: "Write one sentence for the family.", es: "Escriba una frase para la familia." },
  keep: { en: "Leave it and tell them", es: "Dejarla y avisar" },
  answered: { en: (said: string) => `Answered: ${said}`, es: (said: string) => `Se respondió: ${said}` },
} as const;

export const wishFaults = {
  noWish: { en: "There is no such wish.", es: "No existe esa petición." },
  notExpected: { en: "You are not expected at this visit.", es: "No le esperamos en esta visita." },
  over: { en: "This visit is over, or does not take place.", es: "Esta visita ya pasó o no tendrá lugar." },
  answered: { en: "This was answered or taken back already.", es: "Esto ya se respondió o se retiró." },
  nothingAsked: { en: "Nobody asks for anything here.", es: "Aquí nadie pide nada." },
  tooMany: { en: "That is a lot for one day. Please call us.", es: "Es mucho para un solo día. Por favor, llámenos." },
} as const satisfies Record<string, Words>;

/** Parts of the week in few words: `Mon, Tue: 9 to 12`; nothing where none was picked. */
export function sayHours(hours: readonly SafeHour[], language: Language): string {
  const partsOf = (day: SafeDay): DayPart[] => dayPartNames.filter((part) => hours.includes(`${day}_${part}`));
  const groups = new Map<string, SafeDay[]>();
  for (const day of safeDays) if (partsOf(day).length > 0) groups.set(partsOf(day).join(" "), [...(groups.get(partsOf(day).join(" ")) ?? []), day]);
  return [...groups.values()].map((days) => `${days.map((day) => dayLabels[day].short[language]).join(", ")}: ${partsOf(days[0]!).map((part) => dayPartLabels[part].hours[language]).join(", ")}`).join("; ");
}
