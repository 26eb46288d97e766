import type { Words } from "#kernel/language.ts";

/** One thing that may be picked in a note. `mark` stands softly beside it: the modality letters of an intervention. */
export type ChipWords = { code: string; words: Words; mark?: string };
/** Chips under one legend; `first` is how many stand there at once, `own` is the code of what the writer adds in words of her own. */
export type ChipList = { legend: Words | null; choice: "one" | "many"; chips: readonly ChipWords[]; first?: number; own?: string };

const chip = (code: string, en: string, es: string, mark?: string): ChipWords => ({ code, words: { en, es }, mark });

/** States of body and feeling, for a child or an adult, at the start, in the middle and at the end. */
export const regulationStates: readonly ChipWords[] = [
  chip("settled", "settled", "en calma"),
  chip("playful", "playful", "con ganas de jugar"),
  chip("watchful", "watchful", "en alerta"),
  chip("tense", "tense", "en tensión"),
  chip("flooded", "flooded", "en desborde"),
  chip("shut_down", "shut down", "en apagamiento"),
  chip("tired", "tired", "con cansancio"),
];
export const regulationMoments: readonly ChipWords[] = [chip("start", "start", "inicio"), chip("middle", "middle", "mitad"), chip("end", "end", "final")];

/** Feelings shown or named; each may be the child's or the adult's. */
export const feelings: readonly ChipWords[] = [
  chip("fear", "fear", "miedo"),
  chip("anger", "anger", "enojo"),
  chip("sadness", "sadness", "tristeza"),
  chip("missing_someone", "missing someone", "echar de menos"),
  chip("tenderness", "tenderness", "ternura"),
  chip("joy", "joy", "alegría"),
  chip("shame", "shame", "vergüenza"),
  chip("worry", "worry", "preocupación"),
  chip("guilt", "guilt", "culpa"),
  chip("jealousy", "jealousy", "celos"),
  chip("pride", "pride", "orgullo"),
  chip("surprise", "surprise", "sorpresa"),
  chip("disgust", "disgust", "asco"),
  chip("relief", "relief", "alivio"),
];

/** Objectives of the content grid, own grouping (clinical.md section 7); each is touched 0 to 3. */
export const objectives: readonly ChipWords[] = [
  chip("safety_physical", "Safety: physical", "Seguridad: física"),
  chip("safety_surroundings", "Safety: surroundings", "Seguridad: entorno"),
  chip("safety_stabilisation", "Safety: stabilisation", "Seguridad: estabilización"),
  chip("safety_predictability", "Safety: predictability of the hour", "Seguridad: una hora previsible"),
  chip("safety_sense_of_danger", "Safety: sense of danger", "Seguridad: sentido del peligro"),
  chip("safety_inside_bond", "Safety: inside the bond", "Seguridad: dentro del vínculo"),
  chip("alliance_hope", "Alliance: hope", "Alianza: esperanza"),
  chip("alliance_empathy", "Alliance: empathy", "Alianza: empatía"),
  chip("alliance_coordination", "Alliance: coordination", "Alianza: coordinación"),
  chip("alliance_other_caregivers", "Alliance: other caregivers", "Alianza: otras personas cuidadoras"),
  chip("regulation_together", "Regulation: together", "Regulación: en compañía"),
  chip("regulation_body", "Regulation: body", "Regulación: cuerpo"),
  chip("relationship_reciprocity", "Relationship: reciprocity", "Relación: reciprocidad"),
  chip("relationship_meaning", "Relationship: meaning of behaviour", "Relación: sentido de la conducta"),
  chip("development_back_on_track", "Development: back on track", "Desarrollo: de vuelta a su curso"),
  chip("trauma_normal_response", "Trauma: normal response", "Trauma: respuesta normal"),
  chip("trauma_impact_reminders", "Trauma: impact and reminders", "Trauma: efectos y recordatorios"),
  chip("trauma_then_and_now", "Trauma: then and now", "Trauma: entonces y ahora"),
  chip("trauma_story", "Trauma: story", "Trauma: relato"),
  chip("trauma_play", "Trauma: play", "Trauma: juego"),
  chip("trauma_perspective", "Trauma: perspective", "Trauma: perspectiva"),
];

/** How an objective of the grid stands, from what is urgent (0) to what is established (3) (clinical.md section 7, own words). */
export const objectiveStandings: readonly ChipWords[] = [chip("0", "urgent", "urgente"), chip("1", "beginning", "empieza"), chip("2", "not steady yet", "aún no es firme"), chip("3", "established", "ya es firme")];
/** What asks for it beside an objective that was touched. */
export const standingAsked: Words = { en: "where it stands", es: "cómo está" };

/** What the chip of an objective says: how far it was touched (0 to 3) and, where it was marked, how it stands. "2" is touched alone, "2/1" both. */
export function readTouch(detail: string | undefined): { touched: number; standing: number | null } {
  const found = /^([0-3])(?:\/([0-3]))?$/.exec(detail ?? "");
  return { touched: Number(found?.[1] ?? 0), standing: found?.[2] === undefined ? null : Number(found[2]) };
}
/** The same the other way round. */
export const writeTouch = (touched: number, standing: number | null): string => (standing === null ? String(touched) : `${touched}/${standing}`);

/** How far an objective or a target came in the hour, from one's own seat; the review of the plan decides. */
export const progressMarks: readonly ChipWords[] = [chip("back", "further away", "más lejos"), chip("same", "as before", "como antes"), chip("some", "closer", "más cerca"), chip("reached", "reached", "logrado")];

/** What is asked where somebody is at a distance: each a chip with its words in the detail. */
export const telehealthQuestions: readonly ChipWords[] = [
  chip("where_now", "Where they are now", "Dónde están ahora"),
  chip("call_back", "Number to call back", "Número para devolver la llamada"),
  chip("emergency_number", "Emergency number there", "Número de emergencias allí"),
];

/** The lists of chips by section. Ports of entry and interventions follow clinical.md section 4; all are the programme's to change. */
export const chipLists = {
  regulation: [
    {
      legend: { en: "What upset", es: "Qué alteró" },
      choice: "many",
      first: 4,
      own: "own_upset",
      chips: [chip("loud_noise", "loud noise", "ruido fuerte"), chip("separation", "separation", "separación"), chip("transition", "change of activity", "cambio de actividad"), chip("limit_set", "a limit", "un límite"), chip("other_person", "another person", "otra persona"), chip("body_need", "hunger, sleep, pain", "hambre, sueño, dolor"), chip("reminder", "a reminder", "un recordatorio")],
    },
    {
      legend: { en: "What helped", es: "Qué ayudó" },
      choice: "many",
      first: 5,
      own: "own_help",
      chips: [chip("lap_and_holding", "lap, holding", "brazos, regazo"), chip("humming", "humming, singing", "tararear, cantar"), chip("slow_breathing", "breathing together", "respirar juntos"), chip("naming_it", "naming it", "ponerle palabras"), chip("movement", "movement", "movimiento"), chip("quiet_corner", "a quiet corner", "un rincón tranquilo"), chip("comfort_object", "toy, blanket", "juguete, manta"), chip("adult_first", "the adult settled first", "primero se calmó la persona adulta"), chip("child_settled", "child settled again", "el niño volvió a la calma")],
    },
  ],
  reciprocity: [
    { legend: { en: "Led by", es: "Guió" }, choice: "one", chips: [chip("led_by_child", "child", "niño"), chip("led_by_adult", "adult", "persona adulta"), chip("led_by_both", "both", "ambos")] },
    { legend: { en: "Bids answered", es: "Respuesta a los intentos" }, choice: "one", chips: [chip("bids_often", "often", "a menudo"), chip("bids_sometimes", "sometimes", "a veces"), chip("bids_seldom", "seldom", "pocas veces")] },
    { legend: { en: "Repair", es: "Reparación" }, choice: "one", chips: [chip("repair_soon", "within 2 min", "en 2 min"), chip("repair_later", "later", "más tarde"), chip("repair_not_yet", "not yet", "todavía no"), chip("repair_not_needed", "not needed", "no hizo falta")] },
    { legend: { en: "Seen", es: "Se vio" }, choice: "many", chips: [chip("shared_pleasure", "shared pleasure", "placer compartido"), chip("turn_taking", "taking turns", "turnos"), chip("comfort_sought", "comfort sought", "buscó consuelo"), chip("comfort_given", "comfort given", "dio consuelo")] },
  ],
  feelings: [{ legend: { en: "Shown in", es: "Se mostró en" }, choice: "many", chips: [chip("in_words", "words", "palabras"), chip("in_play", "play", "juego"), chip("in_body", "body", "cuerpo")] }],
  play: [
    {
      legend: { en: "Themes", es: "Temas" },
      choice: "many",
      first: 5,
      own: "own_theme",
      chips: [chip("hiding_and_found", "hiding, being found", "esconderse, ser hallado"), chip("feeding_and_care", "feeding, care", "dar de comer, cuidar"), chip("danger_and_rescue", "danger, rescue", "peligro, rescate"), chip("leaving_and_return", "leaving, coming back", "irse, volver"), chip("building_and_breaking", "building, breaking", "construir, romper"), chip("fighting", "fighting", "pelea"), chip("monsters", "monsters", "monstruos"), chip("sleep_and_night", "sleep, night", "sueño, noche"), chip("doctor", "doctor, hospital", "médico, hospital"), chip("family_home", "family, home", "familia, casa"), chip("re_enactment", "re-enactment", "repetición de lo vivido")],
    },
    { legend: { en: "Part of the story", es: "Parte del relato" }, choice: "many", own: "own_story", chips: [chip("story_what_happened", "what happened", "lo que pasó"), chip("story_before", "before it", "lo de antes"), chip("story_after", "after it", "lo de después"), chip("story_protection", "who protected", "quién protegió")] },
    { legend: { en: "Told in", es: "Contado con" }, choice: "many", chips: [chip("story_told_in_play", "play", "juego"), chip("story_told_in_words", "words", "palabras"), chip("story_told_in_pictures", "pictures", "dibujos")] },
    { legend: { en: "Told by", es: "Lo cuenta" }, choice: "one", chips: [chip("story_by_child", "child", "niño"), chip("story_by_adult", "adult", "persona adulta"), chip("story_by_both", "both", "ambos")] },
  ],
  triggers: [
    {
      legend: { en: "Cue", es: "Señal" },
      choice: "many",
      first: 5,
      own: "own_trigger",
      chips: [chip("loud_noise", "loud noise", "ruido fuerte"), chip("bedtime", "bedtime", "hora de dormir"), chip("separation", "separation", "separación"), chip("raised_voices", "raised voices", "gritos"), chip("sirens_uniforms", "sirens, uniforms", "sirenas, uniformes"), chip("a_place", "a place", "un lugar"), chip("a_person", "a person", "una persona"), chip("smell", "a smell", "un olor"), chip("touch", "touch", "contacto físico"), chip("dark", "the dark", "la oscuridad"), chip("visit_handover", "visit, handover", "visita, entrega"), chip("medical", "medical setting", "entorno médico"), chip("anniversary", "a date", "una fecha")],
    },
    { legend: { en: "Today", es: "Hoy" }, choice: "many", chips: [chip("trigger_seen", "seen", "se vio"), chip("trigger_new", "new", "nueva"), chip("trigger_helped", "what we planned helped", "lo planeado ayudó")] },
  ],
  about_self: [{ legend: null, choice: "many", chips: [chip("past_came_back", "something from the past", "algo del pasado"), chip("loving_memory", "a loving memory", "un recuerdo de cariño"), chip("own_reminder", "own reminder", "recordatorio propio"), chip("own_health", "own health", "su salud"), chip("own_strength", "own strength", "su fortaleza")] }],
  ports_of_entry: [
    {
      legend: null,
      choice: "many",
      first: 5,
      chips: [chip("child_behaviour", "child's behaviour", "conducta del niño"), chip("caregiver_behaviour", "caregiver's behaviour", "conducta de quien cuida"), chip("exchange_between_them", "exchange between them", "intercambio entre ambos"), chip("body_state", "body state", "estado del cuerpo"), chip("separation_reunion", "separation, reunion", "separación, reencuentro"), chip("caregiver_picture", "caregiver's picture of child or self", "imagen que quien cuida tiene del niño o de sí"), chip("child_picture", "child's picture of caregiver or self", "imagen que el niño tiene de quien cuida o de sí"), chip("relation_to_clinician", "relation to the clinician", "relación con la terapeuta"), chip("outside_event", "outside event", "suceso externo")],
    },
  ],
  interventions: [
    {
      legend: null,
      choice: "many",
      first: 6,
      chips: [
        chip("meaning_through_play", "meaning through play, touch, language", "dar sentido con juego, contacto, lenguaje", "D P"),
        chip("say_for_the_other", "say one's feeling for the other", "decir a uno lo que siente el otro", "A P"),
        chip("co_regulation", "body regulation together", "regular el cuerpo en compañía", "T D"),
        chip("name_event_build_story", "name the event, build the story", "nombrar lo ocurrido, armar el relato", "T P"),
        chip("link_then_and_now", "link then and now", "unir entonces y ahora", "P"),
        chip("model_protection", "model protection, strengthen bids", "mostrar protección, reforzar los intentos", "S A"),
        chip("developmental_guidance", "developmental guidance", "orientación sobre el desarrollo", "D A"),
        chip("emotional_support", "emotional support", "apoyo emocional", "A"),
        chip("benevolent_memories", "recover loving memories", "recuperar recuerdos de cariño", "P A"),
        chip("past_danger_present_safety", "reminders: danger then, safety now", "recordatorios: peligro antes, seguridad ahora", "T C"),
        chip("routines", "routines, predictability", "rutinas, lo previsible", "S D"),
        chip("test_rigid_belief", "test a rigid belief", "poner a prueba una creencia rígida", "C"),
        chip("goodbye_and_loss", "goodbye, loss", "despedida, pérdida", "A P"),
        chip("concrete_help", "crisis work, concrete help", "crisis, ayuda concreta"),
      ],
    },
  ],
  goals: [],
  steps: [],
  siblings: [],
  telehealth: [],
  targets: [],
  content: [],
  safety: [{ legend: null, choice: "many", chips: [chip("nothing_new", "nothing new", "nada nuevo"), chip("new_event", "new event", "suceso nuevo"), chip("unsafe_contact", "contact with an unsafe person", "contacto con una persona insegura"), chip("care_arranged", "who is with the child is clear", "está claro quién está con el niño"), chip("safety_plan_reviewed", "safety plan reviewed", "plan de seguridad revisado")] }],
  context: [{ legend: null, choice: "many", chips: [chip("culture", "culture, faith", "cultura, fe"), chip("means", "money, work", "dinero, trabajo"), chip("housing", "housing", "vivienda"), chip("immigration", "immigration", "migración"), chip("family_far", "family far away", "familia lejos"), chip("discrimination", "discrimination", "discriminación")] }],
  plan: [{ legend: null, choice: "many", own: "own_plan", chips: [chip("same_hour", "same hour next week", "misma hora la próxima semana"), chip("adult_alone", "meet the adult alone", "ver a solas a la persona adulta"), chip("something_at_home", "something at home", "algo para casa"), chip("a_call", "a call", "una llamada"), chip("a_referral", "a referral", "una derivación")] }],
  reflection: [],
} as const satisfies Record<string, readonly ChipList[]>;

const sections: Readonly<Record<string, readonly ChipList[]>> = chipLists;
const known: readonly ChipWords[] = [...Object.values(sections).flatMap((lists) => lists.flatMap((list) => list.chips)), ...objectives];

/** Whose the chips are, and what they name in the record by id: an objective, a target, a trigger. */
export type ChipNaming = { child: string; adult: string; named?: ReadonlyMap<string, string> };

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** A chip in words: its label and what was added to it. States and feelings name whose they are; a code of another version stands as it is. */
export function sayChip({ code, detail }: { code: string; detail?: string }, language: "en" | "es", { child, adult, named }: ChipNaming): string {
  const found = known.find((one) => one.code === code);
  if (found && objectives.includes(found)) {
    const { touched, standing } = readTouch(detail);
    return [found.words[language], touchedOf[language](touched), objectiveStandings[standing ?? -1]?.words[language]].filter(Boolean).join(" · ");
  }
  if (found) return [found.words[language], detail].filter(Boolean).join(" · ");
  if (named?.has(code) || uuid.test(code)) return [named?.get(code) ?? ofPlan[language], progressMarks.find((one) => one.code === detail)?.words[language] ?? (/^\d$/.test(detail ?? "") ? detail : undefined)].filter(Boolean).join(" · ");
  const asked = telehealthQuestions.find((one) => one.code === code);
  if (asked) return [asked.words[language], detail].filter(Boolean).join(": ");
  if (code.startsWith("own_")) return detail ?? "";
  const [who, ...rest] = code.split("_");
  const name = who === "child" ? child : who === "adult" ? adult : null;
  const moment = regulationMoments.find((one) => one.code === rest[0]);
  const state = regulationStates.find((one) => one.code === rest.slice(1).join("_"));
  if (name !== null && moment && state) return `${name}, ${moment.words[language]}: ${state.words[language]}`;
  const feeling = feelings.find((one) => one.code === rest.join("_"));
  if (name !== null && feeling) return `${name}: ${feeling.words[language]}`;
  return [code.replaceAll("_", " "), detail !== undefined && uuid.test(detail) ? undefined : detail].filter(Boolean).join(" · ");
}
const touchedOf = { en: (touched: number) => `touched ${touched} of 3`, es: (touched: number) => `tocado ${touched} de 3` };
const ofPlan: Words = { en: "one of the plan or the formulation", es: "una del plan o de la formulación" };

/** Under which legend a chip stands in its section; null where it needs none to be understood. */
export const legendOf = (section: string, code: string): Words | null => (sections[section] ?? []).find((list) => list.own === code || list.chips.some((one) => one.code === code))?.legend ?? null;
