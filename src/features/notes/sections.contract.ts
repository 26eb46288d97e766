/** The sections of a session note (clinical.md section 4); the template by age orders and names them. */
export const noteSections = ["telehealth", "goals", "steps", "siblings", "safety", "regulation", "reciprocity", "feelings", "play", "triggers", "about_self", "ports_of_entry", "interventions", "targets", "content", "context", "plan", "reflection"] as const;
export type NoteSection = (typeof noteSections)[number];
