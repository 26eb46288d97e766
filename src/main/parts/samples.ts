import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { addDays } from "#kernel/dates.ts";
import type { AxisEvent, AxisSeries, AxisSession, AxisStage } from "#ui/axis/series.ts";

const finding = (rule: string, clause: string, result: Finding["result"], status: Finding["status"], message: string, fix: string | null, severity: Finding["severity"] = "block"): Finding => ({
  rule,
  clause,
  result,
  severity,
  status,
  message,
  fix,
});

/** Made-up findings, one in each state. */
export const findings: Record<Language, Finding[]> = {
  en: [
    finding("caregiver", "§ 3427.5", "met", "confirmed", "Ms. R. took part, 59 min.", null),
    finding("caregiver", "§ 3427.5", "not_met", "confirmed", "Child alone.", "Book as another service"),
    finding("length", "§ 3427.2", "not_met", "confirmed", "Longer than 60 min in month 8.", "Give the reason", "warn"),
    finding("diagnosis", "§ 3427.4", "unknown", "confirmed", "No diagnosis on file.", "Add it"),
    finding("same-day", "§ 3427.13", "unknown", "draft", "Counseling the same day.", "See the source"),
    finding("authorization", "§ 3427.12", "not_applicable", "confirmed", "No prior authorization needed.", null),
    finding("age", "§ 3427.4", "overridden", "confirmed", "Birthday inside the course.", null),
  ],
  es: [
    finding("caregiver", "§ 3427.5", "met", "confirmed", "Participó la Sra. R., 59 min.", null),
    finding("caregiver", "§ 3427.5", "not_met", "confirmed", "El niño estuvo solo.", "Registrar como otro servicio"),
    finding("length", "§ 3427.2", "not_met", "confirmed", "Más de 60 min en el mes 8.", "Dar el motivo", "warn"),
    finding("diagnosis", "§ 3427.4", "unknown", "confirmed", "No hay diagnóstico en el expediente.", "Añadirlo"),
    finding("same-day", "§ 3427.13", "unknown", "draft", "Otra consejería el mismo día.", "Ver la fuente"),
    finding("authorization", "§ 3427.12", "not_applicable", "confirmed", "No hace falta autorización previa.", null),
    finding("age", "§ 3427.4", "overridden", "confirmed", "Cumple años durante el tratamiento.", null),
  ],
};

const words = {
  en: { one: "One, getting to know", two: "Two", again: "One again", together: "Two, together", twoPlanned: "Two, planned", three: "Three, planned", removal: "Removal", moves: "Moves to Ms. R.", court: "Court: kin care", hearing: "Hearing", anniversary: "Anniversary", total: "YCPC total", justAbove: "just above the cut", cut: (value: number | string) => `cut ${value}`, newSeries: "told by Ms. R., a new series: no change counted across the break", pair: "River and Ms. R.", level: "clinician-coded, 1 to 4", another: "with Ms. R.: another relationship", own: "Ms. R.'s own", reliable: "−17, reliable (15 or more)", source: "Marx 2022, veterans", notKnown: "no published value of reliable change", next: "next window", was: "was 3 in August" },
  es: { one: "Una, conocernos", two: "Dos", again: "Una otra vez", together: "Dos, juntos", twoPlanned: "Dos, prevista", three: "Tres, prevista", removal: "Separación", moves: "A casa de la Sra. R.", court: "Juzgado: familia", hearing: "Audiencia", anniversary: "Aniversario", total: "YCPC, total", justAbove: "apenas sobre el corte", cut: (value: number | string) => `corte ${value}`, newSeries: "lo cuenta la Sra. R., una serie nueva: no se calcula cambio a través del corte", pair: "River y la Sra. R.", level: "según la clínica, de 1 a 4", another: "con la Sra. R.: otra relación", own: "Solo de la Sra. R.", reliable: "−17, fiable (15 o más)", source: "Marx 2022, veteranos", notKnown: "sin valor publicado de cambio fiable", next: "próxima ventana", was: "era 3 en agosto" },
} as const;

const kinds: Record<string, AxisSession["kind"]> = { t: "together", c: "caregiver_alone", m: "missed" };

/** A made-up year: a move in July breaks two series. */
export function sampleYear(language: Language): { stages: AxisStage[]; sessions: AxisSession[]; events: AxisEvent[]; series: AxisSeries[] } {
  const say = words[language];
  const past = [..."cccctcmttctttmmctcctt" + "mttctttcmtt"].map((kind, index): AxisSession => ({ date: addDays("2026-04-07", index * 7), kind: kinds[kind] ?? "together" }));
  const ahead = Array.from({ length: 20 }, (_, index): AxisSession => ({ date: addDays("2026-11-24", index * 7), kind: "planned" }));
  return {
    stages: [
      { label: say.one, from: "2026-04-07", to: "2026-06-15", planned: "no" },
      { label: say.two, from: "2026-06-15", to: "2026-07-08", planned: "no" },
      { label: say.again, from: "2026-07-08", to: "2026-08-18", planned: "no" },
      { label: say.together, from: "2026-08-18", to: "2026-11-17", planned: "no" },
      { label: say.twoPlanned, from: "2026-11-17", to: "2027-02-15", planned: "yes" },
      { label: say.three, from: "2027-02-15", to: "2027-04-20", planned: "yes" },
    ],
    sessions: [...past, ...ahead],
    events: [
      { date: "2026-03-19", label: say.removal, future: "no" },
      { date: "2026-07-08", label: say.moves, future: "no" },
      { date: "2026-09-14", label: say.court, future: "no" },
      { date: "2026-12-15", label: say.hearing, future: "yes" },
      { date: "2027-03-19", label: say.anniversary, future: "yes" },
    ],
    series: [
      {
        id: "ycpc", label: "River", domain: "child", informant: "Ms. K.", restricted: null, unit: say.total, lowerIsBetter: "yes", min: 20, max: 46, cut: { value: 26, label: say.cut(26) },
        points: [{ date: "2026-04-21", value: 38, label: null }, { date: "2026-06-16", value: 33, label: null }, { date: "2026-07-28", value: 41, label: null }, { date: "2026-09-08", value: 35, label: null }, { date: "2026-10-13", value: 27, label: say.justAbove }],
        breaks: [{ date: "2026-07-08", label: say.newSeries }], changeNote: say.notKnown, windows: [{ from: "2026-12-29", to: "2027-01-28", label: say.next }],
      },
      {
        id: "pir", label: say.pair, domain: "relationship", informant: null, restricted: null, unit: say.level, lowerIsBetter: "yes", min: 1, max: 4,
        points: [{ date: "2026-05-26", value: 2, label: null }, { date: "2026-08-18", value: 3, label: null }, { date: "2026-10-20", value: 2, label: say.was }],
        breaks: [{ date: "2026-07-08", label: say.another }],
      },
      {
        id: "pcl5", label: "Ms. R.", domain: "caregiver", informant: null, restricted: say.own, unit: "PCL-5", lowerIsBetter: "yes", min: 20, max: 50, cut: { value: 32, label: say.cut("31–33") },
        points: [{ date: "2026-07-28", value: 46, label: null }, { date: "2026-09-08", value: 38, label: null }, { date: "2026-10-13", value: 29, label: null }],
        breaks: [], change: { from: "2026-07-28", to: "2026-10-13", label: say.reliable, source: say.source }, windows: [{ from: "2026-12-29", to: "2027-01-28", label: say.next }],
      },
    ],
  };
}
