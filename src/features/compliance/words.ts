import type { Words } from "#kernel/language.ts";
import type { MilestoneKind } from "./contract.ts";

/** What each recorded date is called, and what to do where it is missing. */
export const milestoneWords: Record<MilestoneKind, { name: Words; fix: Words }> = {
  enrolled: { name: { en: "Enrolment in this service", es: "Inscripción en este servicio" }, fix: { en: "Record the day of enrolment.", es: "Anote el día de la inscripción." } },
  csa_enrolled: { name: { en: "Enrolment with a core services agency", es: "Inscripción en una agencia de servicios básicos (CSA)" }, fix: { en: "Record with which agency the child is enrolled, and since when.", es: "Anote en qué agencia está inscrito el niño o la niña, y desde cuándo." } },
  intake_contact: { name: { en: "Attempt to make contact", es: "Intento de contacto" }, fix: { en: "Record the attempt.", es: "Anote el intento." } },
  intake: { name: { en: "Intake, face to face", es: "Entrevista inicial en persona" }, fix: { en: "Hold the intake face to face, or record the day on which it took place.", es: "Haga la entrevista inicial en persona o anote el día en que se hizo." } },
  diagnostic_assessment: { name: { en: "Diagnostic assessment", es: "Evaluación diagnóstica" }, fix: { en: "Record the day of the assessment, who did it and how long it took.", es: "Anote el día de la evaluación, quién la hizo y cuánto duró." } },
  plan_approved: { name: { en: "Plan of care approved", es: "Plan de atención aprobado" }, fix: { en: "Ask the coordinating agency for the approved plan, and record its day.", es: "Pida el plan aprobado a la agencia coordinadora y anote su fecha." } },
  plan_reviewed: { name: { en: "Plan of care reviewed", es: "Plan de atención revisado" }, fix: { en: "Review the plan, or record the day on which it was reviewed.", es: "Revise el plan o anote el día en que se revisó." } },
  plan_left_unsigned: { name: { en: "Plan left unsigned", es: "Plan sin firmar" }, fix: { en: "Record since when the plan stays unsigned.", es: "Anote desde cuándo está el plan sin firmar." } },
  plan_signature_attempted: { name: { en: "Attempt to have the plan signed", es: "Intento de obtener la firma del plan" }, fix: { en: "Record each attempt with its day and the reason.", es: "Anote cada intento con su fecha y el motivo." } },
  significant_change: { name: { en: "Significant change", es: "Cambio importante" }, fix: { en: "Record the day of the change.", es: "Anote el día del cambio." } },
  telehealth_consented: { name: { en: "Consent to telehealth", es: "Consentimiento para la teleconsulta" }, fix: { en: "Ask for consent to telehealth, or record the day on which it was given.", es: "Pida el consentimiento para la teleconsulta o anote el día en que se dio." } },
  medical_necessity_evidenced: { name: { en: "Medical necessity evidenced", es: "Necesidad médica documentada" }, fix: { en: "Record since when medical necessity stands in the record.", es: "Anote desde cuándo consta la necesidad médica." } },
  planned_end: { name: { en: "Planned end of treatment", es: "Fin previsto del tratamiento" }, fix: { en: "Record the planned end.", es: "Anote el fin previsto." } },
  discharged: { name: { en: "Discharge", es: "Alta" }, fix: { en: "Record the day of discharge.", es: "Anote el día del alta." } },
  legal_hold: { name: { en: "Legal hold", es: "Conservación por orden legal" }, fix: { en: "Record the hold.", es: "Anote la orden de conservación." } },
  legal_hold_released: { name: { en: "Legal hold released", es: "Fin de la conservación legal" }, fix: { en: "Record its end.", es: "Anote su final." } },
  records_destroyed: { name: { en: "Records destroyed", es: "Expediente destruido" }, fix: { en: "Record the day.", es: "Anote el día." } },
  claim_submitted: { name: { en: "Claim filed", es: "Reclamación presentada" }, fix: { en: "File the claim, or record the day on which it was filed.", es: "Presente la reclamación o anote el día en que se presentó." } },
  claim_received: { name: { en: "Claim received by the payer", es: "Reclamación recibida por el pagador" }, fix: { en: "File the claim, or record the day on which the payer received it.", es: "Presente la reclamación o anote el día en que el pagador la recibió." } },
  incident: { name: { en: "Major unusual incident", es: "Incidente grave inusual" }, fix: { en: "Record the day of the incident.", es: "Anote el día del incidente." } },
  incident_reported: { name: { en: "Incident reported", es: "Incidente notificado" }, fix: { en: "Report the incident, and record the day.", es: "Notifique el incidente y anote el día." } },
};

/** What to do where a rule was missed and no date mends it. */
export const afterwards: Words = { en: "It was done, but not as the rule asks. The dates stay as they are; if one is wrong, set it right.", es: "Se hizo, pero no como pide la norma. Las fechas quedan como están; si alguna es errónea, corríjala." };
