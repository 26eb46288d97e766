import type { Language, Words } from "#kernel/language.ts";
import type { LineKind } from "./agenda.contract.ts";
import type { LedgerLine } from "./meetings.contract.ts";
import type { RatingKind, RatingQuestion, ratingLevels } from "./ratings.contract.ts";
import type { LocalRules, MeetingKind } from "./settings.contract.ts";

export const kindNames: Record<MeetingKind, Words> = {
  individual: { en: "Individual", es: "Individual" },
  group: { en: "Group", es: "En grupo" },
  peer: { en: "Peer", es: "Entre pares" },
  reflective: { en: "Reflective", es: "Reflexiva" },
  consultation: { en: "Consultation", es: "Consulta" },
};
export const sideNames: Record<LedgerLine["side"], Words> = { received: { en: "received", es: "recibida" }, given: { en: "given", es: "impartida" } };
export const fileHeadings: Record<Language, string[]> = {
  en: ["month", "person", "kind", "side", "meetings", "minutes", "clinical minutes"],
  es: ["mes", "persona", "tipo", "lado", "reuniones", "minutos", "minutos clínicos"],
};

export const ruleFaults = { notMoreThanAll: { en: "Not more than of how many visits.", es: "No más que el total de visitas." } } satisfies Record<string, Words>;
export const ruleNames: Record<keyof LocalRules, Words> = {
  untouchedSessions: { en: "A strand counts as untouched after so many signed sessions without a passage", es: "Un eje cuenta como no tocado tras tantas sesiones firmadas sin un pasaje" },
  absentOf: { en: "Absences are read in the last so many visits", es: "Las ausencias se leen en las últimas visitas, tantas" },
  absentFrom: { en: "Missed visits among these that bring up an absence", es: "Visitas perdidas entre estas a partir de las cuales se trae una ausencia" },
  leftEarlyOf: { en: "Leaving early is read in the last so many held visits", es: "Las salidas antes de tiempo se leen en las últimas visitas celebradas, tantas" },
  leftEarlyFrom: { en: "Times among these that bring up leaving early", es: "Veces entre estas a partir de las cuales se trae una salida antes de tiempo" },
  noShowsInARow: { en: "Visits in a row to which nobody came", es: "Visitas seguidas a las que nadie vino" },
  movedDays: { en: "A measure that moved is brought up for so many days", es: "Una medida que cambió se trae durante tantos días" },
  momentDays: { en: "A hard moment is brought up for so many days", es: "Un momento difícil se trae durante tantos días" },
  noteDays: { en: "A note is owed in supervision after so many days", es: "Una nota se debe en supervisión tras tantos días" },
  credentialDays: { en: "A credential is brought up so many days before it ends", es: "Una credencial se trae tantos días antes de terminar" },
  endingDays: { en: "A planned goodbye is brought up so many days before", es: "Una despedida prevista se trae tantos días antes" },
  cadenceMeetings: { en: "Meetings this program asks for each month; 0 asks nothing", es: "Reuniones que este programa pide cada mes; 0 no pide nada" },
  cadenceMinutes: { en: "Minutes this program asks for each month; 0 asks nothing", es: "Minutos que este programa pide cada mes; 0 no pide nada" },
  packetMonths: { en: "Months between two ratings of a supervisor", es: "Meses entre dos valoraciones de quien supervisa" },
  globalMonths: { en: "Months between two ratings as a whole", es: "Meses entre dos valoraciones en conjunto" },
};

export const lineNames: Record<LineKind, Words> = {
  alert: { en: "Alert", es: "Alerta" },
  moment: { en: "Hard moment", es: "Momento difícil" },
  rupture: { en: "Rupture", es: "Ruptura" },
  absence: { en: "Absence", es: "Ausencia" },
  moved: { en: "Score", es: "Medida" },
  strand: { en: "Strand", es: "Hebra" },
  notes: { en: "Notes", es: "Notas" },
  signing: { en: "Sign", es: "Firma" },
  packet: { en: "Fidelity", es: "Fidelidad" },
  credential: { en: "License", es: "Licencia" },
  ending: { en: "Ending", es: "Cierre" },
};

export const ratingKindNames: Record<RatingKind, Words> = { packet: { en: "Supervision packet", es: "Valoración de la supervisión" }, global: { en: "As a whole", es: "En conjunto" } };
/** Our own words: what official forms ask is not known to us. */
export const questionWords: Record<RatingQuestion, Words> = {
  room: { en: "There is room for what the work does to me.", es: "Hay lugar para lo que el trabajo me hace a mí." },
  both_histories: { en: "We keep the child's and the adult's history in mind together.", es: "Tenemos presentes juntas la historia del niño o la niña y la de la persona adulta." },
  own_reactions: { en: "I can say what I find hard without being judged.", es: "Puedo decir lo que me cuesta sin que se me juzgue." },
  strengths: { en: "What I do well is seen and named.", es: "Se ve y se nombra lo que hago bien." },
  clear: { en: "I leave with something clear for the next session.", es: "Salgo con algo claro para la próxima sesión." },
  safety: { en: "Questions of safety come first and are not left to me alone.", es: "Las cuestiones de seguridad van primero y no quedan solo en mis manos." },
  whole: { en: "Taken as a whole, supervision helps me in this work.", es: "En conjunto, la supervisión me ayuda en este trabajo." },
};
export const levelNames: Record<(typeof ratingLevels)[number], Words> = { needs_development: { en: "needs development", es: "por desarrollar" }, emerging: { en: "emerging", es: "en camino" }, acquired: { en: "acquired", es: "adquirido" } };
