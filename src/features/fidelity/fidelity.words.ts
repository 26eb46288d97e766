import type { Words } from "#kernel/language.ts";
import { objectiveStandings } from "#features/cases/chips.words.ts";
import type { PacketState } from "./contract.ts";
import type { Capacity, Challenge, LocalRules, PacketKind, RatingScale, Registration } from "./shapes.contract.ts";

/** What the packets are called. */
export const packetNames: Record<PacketKind, Words> = {
  foundational: { en: "First stage", es: "Primera etapa" },
  core: { en: "Working together", es: "Trabajo conjunto" },
  recapitulation: { en: "Ending", es: "Cierre" },
};

export const packetStateNames: Record<PacketState, Words> = {
  going_on: { en: "goes on", es: "en curso" },
  due: { en: "due", es: "toca confirmarlo" },
  late: { en: "late", es: "con retraso" },
  confirmed: { en: "confirmed, waits for the supervisor", es: "confirmado, espera la revisión" },
  returned: { en: "returned by the supervisor", es: "devuelto en supervisión" },
  agreed: { en: "agreed with the supervisor", es: "acordado en supervisión" },
  left_open: { en: "not confirmed before the clinician left", es: "sin confirmar al irse quien atendía" },
};

export const challengeNames: Record<Challenge, Words> = { none: { en: "none", es: "ninguna" }, low: { en: "low", es: "baja" }, moderate: { en: "moderate", es: "media" }, significant: { en: "significant", es: "alta" } };
export const capacityNames: Record<Capacity, Words> = { needs_development: { en: "needs development", es: "por desarrollar" }, emerging: { en: "emerging", es: "en desarrollo" }, acquired: { en: "acquired", es: "adquirida" } };
const focusNames = { "0": { en: "none", es: "ninguno" }, "1": { en: "some", es: "algo" }, "2": { en: "moderate", es: "bastante" }, "3": { en: "significant", es: "mucho" } } as const;
/** How an objective stands, as notes mark it. */
const standingNames: Readonly<Record<string, Words>> = Object.fromEntries(objectiveStandings.map((one) => [one.code, one.words]));

/** The values of each scale in words. */
export const valueNames: Record<RatingScale, Readonly<Record<string, Words>>> = {
  challenge: challengeNames,
  capacity: capacityNames,
  focus: focusNames,
  standing: standingNames,
  standing_at_referral: standingNames,
  fit: { under: { en: "less than it needs", es: "menos de lo que pide" }, right: { en: "fits", es: "adecuado" }, over: { en: "more than it needs", es: "más de lo que pide" } },
  course: { lower: { en: "lower", es: "menor" }, higher: { en: "higher", es: "mayor" } },
};
export const scaleNames: Record<RatingScale, Words> = {
  challenge: { en: "What made it hard", es: "Dificultad del trabajo" },
  capacity: { en: "How the work shows", es: "Cómo se ve el trabajo" },
  focus: { en: "Focus", es: "Atención" },
  standing: { en: "Stands now", es: "Cómo está" },
  standing_at_referral: { en: "At referral", es: "Al inicio" },
  fit: { en: "Fit", es: "Ajuste" },
  course: { en: "Challenge of this case", es: "Dificultad de este caso" },
};

export const trainingNames: Record<Registration["training"], Words> = { recorded: { en: "trained", es: "con formación" }, in_training: { en: "in training", es: "en formación" }, not_recorded: { en: "not recorded", es: "no consta" } };
export const interpreterNames: Record<Registration["interpreter"], Words> = { no: { en: "no", es: "no" }, sometimes: { en: "sometimes", es: "a veces" }, yes: { en: "yes", es: "sí" } };
export const involvedNames: Record<Registration["caregivers"][number]["involved"], Words> = { no: { en: "not involved", es: "no participa" }, partly: { en: "partly involved", es: "participa en parte" }, yes: { en: "involved", es: "participa" } };

/** What each time and threshold of the programme says. */
export const ruleNames: Record<keyof LocalRules, Words> = {
  coreMonths: { en: "Months of a packet of the second stage", es: "Meses de un paquete de la segunda etapa" },
  graceDays: { en: "Days after which a packet is late", es: "Días tras los que un paquete está con retraso" },
  leastSessions: { en: "Signed sessions before anything is suggested", es: "Sesiones firmadas antes de sugerir algo" },
  challengeLow: { en: "Low challenge from (% of sessions)", es: "Dificultad baja desde (% de sesiones)" },
  challengeModerate: { en: "Moderate challenge from (%)", es: "Dificultad media desde (%)" },
  challengeSignificant: { en: "Significant challenge from (%)", es: "Dificultad alta desde (%)" },
  capacityEmerging: { en: "Emerging from (% of sessions that show it)", es: "En desarrollo desde (% de sesiones donde se ve)" },
  capacityAcquired: { en: "Acquired from (%)", es: "Adquirida desde (%)" },
  focusModerate: { en: "Moderate focus from (hundredths of the mean touch)", es: "Atención media desde (centésimas de la media)" },
  focusSignificant: { en: "Significant focus from (hundredths)", es: "Mucha atención desde (centésimas)" },
  fitGap: { en: "Steps between focus and need that no longer fit", es: "Pasos entre atención y necesidad que ya no se ajustan" },
  higherFrom: { en: "Higher challenge of a case from (hundredths of the mean)", es: "Caso de mayor dificultad desde (centésimas de la media)" },
  involvedFrom: { en: "An adult counts as involved from (% of held sessions)", es: "Una persona adulta participa desde (% de sesiones)" },
};

/** What no threshold of ours can claim to be. */
export const localLabel: Words = { en: "Set by this programme; no published pass mark exists.", es: "Lo fija este programa; no existe una nota de corte publicada." };
