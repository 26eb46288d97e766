import type { Words } from "#kernel/language.ts";
import type { Scale, scales, StepCode } from "./steps.contract.ts";

/** The steps by name, as somebody reads them in a list. */
export const stepNames: Record<StepCode, Words> = {
  confidentiality_explained: { en: "Confidentiality, its limits and the duty to report explained", es: "Explicar la confidencialidad, sus límites y el deber de informar" },
  need_and_hope: { en: "How this adult sees the need, and what they hope for", es: "Cómo ve esta persona la necesidad y qué espera" },
  circumstances: { en: "Circumstances, strengths and urgent needs", es: "Circunstancias, fortalezas y necesidades urgentes" },
  child_history: { en: "What the child has lived through, asked of the adult alone", es: "Lo que ha vivido el niño o la niña, en conversación a solas" },
  adult_history: { en: "The adult's own history and symptoms", es: "La historia y los síntomas propios" },
  response_to_events: { en: "What the adult makes of the events", es: "Cómo entiende y lleva lo sucedido" },
  child_measures: { en: "Child's symptoms and development measured", es: "Medidas de síntomas y desarrollo del niño o la niña" },
  symptoms_and_history_linked: { en: "Symptoms and history linked, reminders named", es: "Vincular síntomas e historia; nombrar los recordatorios" },
  child_risk: { en: "Could trauma work put the child at risk?", es: "¿Podría el trabajo sobre el trauma poner en riesgo al niño o a la niña?" },
  observed_together: { en: "Adult and child seen together and at play", es: "Observación de la relación y del juego" },
  effect_on_adult: { en: "What trauma work may stir up in the adult: risks and benefits", es: "Lo que este trabajo puede remover en la persona adulta: riesgos y beneficios" },
  discussed_in_supervision: { en: "Discussed in supervision", es: "Comentado en supervisión" },
  formulation_written: { en: "Formulation written", es: "Formulación escrita" },
  triangle_drafted: { en: "What the child will be told, drafted", es: "Borrador de lo que se le dirá al niño o a la niña" },
  feedback_given: { en: "Feedback session held", es: "Sesión de devolución" },
  go_or_not: { en: "Safe to include the child?", es: "¿Es seguro incluir al niño o a la niña?" },
  plan_signed: { en: "Plan of care signed", es: "Plan de atención firmado" },
  child_introduced: { en: "The child told why we come and what we will do", es: "Decirle por qué viene y qué haremos" },
  family_story: { en: "The family story begun", es: "Empezar el relato de la familia" },
  reminders_worked_on: { en: "Reminders worked on", es: "Trabajar los recordatorios" },
  ending_considered: { en: "The right time, and earlier losses, thought over with the supervisor", es: "Pensar con supervisión el momento y las pérdidas anteriores" },
  ending_planned: { en: "The ending planned with the adult alone", es: "Planear el cierre a solas con la persona adulta" },
  child_told: { en: "The child told about the ending", es: "Decirle al niño o a la niña que nos despediremos" },
  closing_measures: { en: "Closing measures answered", es: "Medidas de cierre contestadas" },
  closing_feedback: { en: "What they show, talked over with the adult alone", es: "Comentar los resultados a solas" },
  story_reviewed: { en: "The family story looked at again", es: "Volver al relato de la familia" },
  goodbye: { en: "Goodbye, as something other than the losses before", es: "Una despedida distinta de las pérdidas anteriores" },
  changes_named: { en: "What has changed, and how the family did it", es: "Lo que ha cambiado y cómo lo logró la familia" },
  what_comes_next: { en: "Open goals, help elsewhere, when to come back", es: "Metas pendientes, otros apoyos, cuándo volver" },
  aftercare_written: { en: "After-care plan written", es: "Plan para después, escrito" },
  last_session: { en: "Last session held", es: "Última sesión realizada" },
};

/** What each coded answer asks. */
export const scaleNames: Record<Scale, Words> = {
  discussed: { en: "How it was talked about", es: "Cómo se habló de ello" },
  accepts: { en: "What the adult holds to be so", es: "Lo que da por cierto" },
  bears: { en: "How it was to speak of it", es: "Cómo fue hablar de ello" },
  risk: { en: "Risk for the child", es: "Riesgo para el niño o la niña" },
  addresses_trauma: { en: "Agrees to speak of what happened", es: "Acepta hablar de lo sucedido" },
  understands_joint_work: { en: "Understands why we work together with the child", es: "Entiende por qué trabajamos junto con el niño o la niña" },
  include_child: { en: "Safe to include the child", es: "Es seguro incluir al niño o a la niña" },
  instead: { en: "If not: what we do instead", es: "Si no: qué haremos en su lugar" },
  child_response: { en: "The child", es: "El niño o la niña" },
  adult_response: { en: "The adult", es: "La persona adulta" },
};

/** The words of each coded answer. */
export const answerNames: { [S in Scale]: Record<(typeof scales)[S][number], Words> } = {
  discussed: {
    none_known: { en: "asked, no hard event known", es: "se preguntó; no se conoce ninguno" },
    screened: { en: "asked through, event by event", es: "se preguntó uno por uno" },
    adult_unaware: { en: "there are events that this adult does not know of", es: "hay hechos que esta persona desconoce" },
    told_without_form: { en: "did not want the questions, told in own words", es: "no quiso el cuestionario, pero lo contó" },
    refused: { en: "did not want to speak of it", es: "no quiso hablar de ello" },
  },
  accepts: {
    event_and_effect: { en: "it happened, and it affects the child", es: "sucedió y afecta al niño o a la niña" },
    unsure_of_effect: { en: "it happened; unsure whether it affects the child", es: "sucedió; duda de que afecte" },
    denies_effect: { en: "it happened, but does not affect the child", es: "sucedió, pero no afecta" },
    denies_event: { en: "it did not happen", es: "no sucedió" },
    not_applicable: { en: "does not apply", es: "no corresponde" },
  },
  bears: {
    integrated: { en: "can feel and think of it at once", es: "puede sentirlo y pensarlo a la vez" },
    triggered: { en: "overwhelmed by it", es: "le desborda" },
    avoidant: { en: "keeps away from it", es: "lo evita" },
    mixed: { en: "now one, now the other", es: "a veces una cosa, a veces otra" },
    not_applicable: { en: "does not apply", es: "no corresponde" },
  },
  risk: {
    none: { en: "none seen", es: "no se ve ninguno" },
    contact_unaware: { en: "contact with a violent adult who does not know of the treatment", es: "contacto con una persona violenta que no sabe del tratamiento" },
    contact_denies: { en: "contact with a violent adult who denies what happened", es: "contacto con una persona violenta que niega lo sucedido" },
    other: { en: "another", es: "otro" },
  },
  addresses_trauma: { no: { en: "no", es: "no" }, in_part: { en: "in part", es: "en parte" }, yes: { en: "yes", es: "sí" } },
  understands_joint_work: { no: { en: "no", es: "no" }, in_part: { en: "in part", es: "en parte" }, yes: { en: "yes", es: "sí" } },
  include_child: { yes: { en: "yes", es: "sí" }, no: { en: "not now", es: "por ahora no" } },
  instead: {
    adult_safety: { en: "sessions with the adult, for safety and coordination", es: "sesiones con la persona adulta, para la seguridad y la coordinación" },
    adult_acknowledge: { en: "sessions with the adult, to come to acknowledge what happened", es: "sesiones con la persona adulta, para llegar a reconocer lo sucedido" },
    adult_regulation: { en: "sessions with the adult, to steady strong feelings", es: "sesiones con la persona adulta, para regular lo que siente" },
    relationship_only: { en: "work on the relationship, without what happened at its centre", es: "trabajo sobre la relación, sin poner en el centro lo sucedido" },
    other_plan: { en: "another plan", es: "otro plan" },
  },
  child_response: {
    took_part: { en: "took part, in play or words", es: "participó, con juego o palabras" },
    listened: { en: "listened", es: "escuchó" },
    watchful: { en: "grew watchful", es: "se puso en alerta" },
    turned_away: { en: "turned away", es: "se apartó" },
    upset: { en: "was upset", es: "se alteró" },
  },
  adult_response: {
    spoke_along: { en: "told it along with us", es: "lo contó junto con nosotros" },
    supported: { en: "stayed close to the child", es: "acompañó al niño o a la niña" },
    unsure: { en: "was unsure", es: "dudó" },
    held_back: { en: "held back", es: "se contuvo" },
    upset: { en: "was upset", es: "se alteró" },
  },
};

/** The words of an answer by scale and code; the code itself where it is of an older list. */
export function sayAnswer(scale: Scale, code: string): Words {
  const names: Record<string, Words> = answerNames[scale];
  return names[code] ?? { en: code, es: code };
}
