import type { Words } from "#kernel/language.ts";
import type { Place } from "#features/about/contract.ts";

/** Where the practice is and what it costs. No rate stands here: what the practice wants said of money it says itself. */
export const visitWords = {
  lead: { en: "How to find us, and what to know about money before you come.", es: "Cómo encontrarnos, y qué saber del dinero antes de venir." },
  placesTitle: { en: "Where we are", es: "Dónde estamos" },
  noPlaces: { en: "Call us, and we tell you where and when we can meet.", es: "Llámenos y le decimos dónde y cuándo nos podemos ver." },
  noPlacesNoPhone: { en: "Write to us, and we tell you where and when we can meet.", es: "Escríbanos y le decimos dónde y cuándo nos podemos ver." },
  address: { en: "Address", es: "Dirección" },
  hours: { en: "Hours", es: "Horario" },
  access: { en: "Getting in", es: "Cómo se entra" },
  way: { en: "How to get here", es: "Cómo llegar" },
  costTitle: { en: "What it costs", es: "Cuánto cuesta" },
  costFirst: { en: "It costs nothing to ask. We go over any cost with you before you decide to start.", es: "Preguntar no cuesta nada. Vemos con usted cualquier costo antes de que decida empezar." },
  insurancesTitle: { en: "Insurance we take", es: "Seguros que aceptamos" },
  askPlan: { en: "Is yours not here? Ask us.", es: "¿El suyo no está aquí? Pregúntenos." },
  noInsurances: { en: "Ask us about your insurance. We look at it with you.", es: "Pregúntenos por su seguro. Lo vemos con usted." },
  selfPayTitle: { en: "If you pay yourself", es: "Si usted paga" },
  helpTitle: { en: "If money is a worry", es: "Si le preocupa el dinero" },
  rightTitle: { en: "Your right to know first", es: "Su derecho a saber antes" },
  right: [
    { en: "No insurance, or you do not use it? You have the right to know in writing what care will cost.", es: "¿No tiene seguro, o no lo usa? Tiene derecho a saber por escrito cuánto va a costar." },
    { en: "The law calls it a **good-faith estimate**. Ask for it at any time, also before you set a first visit.", es: "La ley lo llama **estimado de buena fe**. Pídalo cuando quiera, también antes de hacer una cita." },
    { en: "Keep it. If a bill is $400 or more above it, you can dispute the bill.", es: "Guárdelo. Si la cuenta lo pasa por $400 o más, puede disputarla." },
  ],
  rightMore: { en: "More about this right:", es: "Más sobre este derecho:" },
} as const;

/** Where the right to an estimate is explained by who keeps it. */
export const estimateSource = { link: "https://www.cms.gov/nosurprises", text: "cms.gov/nosurprises", phone: "1-800-985-3059", dial: "tel:+18009853059" } as const;

export const stepFreeWords: Record<Exclude<Place["stepFree"], "unsaid">, Words> = {
  yes: { en: "No stairs: you can come in with wheels.", es: "Sin escaleras: se entra con ruedas." },
  partly: { en: "Some of it has no stairs. Tell us, and we meet there.", es: "Una parte no tiene escaleras. Díganos y nos vemos ahí." },
  no: { en: "There are stairs. Tell us, and we find another way.", es: "Hay escaleras. Díganos y buscamos otra forma." },
};
