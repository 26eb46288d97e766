import type { SafetyPlanContent } from "#features/safety/plans.contract.ts";
import { emptyPlan } from "#features/safety/plans.rules.ts";

/** What two made-up adults wrote with their clinician. */
export const demoPlans: readonly { language: "en" | "es"; content: SafetyPlanContent }[] = [
  {
    language: "en",
    content: { ...emptyPlan, warningSigns: "I stop answering the phone. I check the window again and again.", helps: "The blue blanket, cold water, the playlist.", peoplePlaces: "My sister on the third floor. The library until eight.", contacts: "My sister: call, do not text. Ms. Birch at the office, mornings.", childWords: "My sister takes the child and the bag by the door.", papers: "In the flour tin at my sister's.", codeWord: "lemon cake" },
  },
  {
    language: "es",
    content: { ...emptyPlan, warningSigns: "Dejo de dormir. Reviso la puerta varias veces.", helps: "Caminar hasta la esquina. Rezar con mi tía.", peoplePlaces: "La casa de mi tía. La parroquia por la tarde.", contacts: "Mi tía: llamar, no escribir.", childWords: "Mi tía se queda con la niña y la lleva a la parroquia.", papers: "En casa de mi tía, con las actas.", codeWord: "pan dulce" },
  },
];
