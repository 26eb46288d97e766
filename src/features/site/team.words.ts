import type { Words } from "#kernel/language.ts";
import type { ListedRole, TeamMember } from "#features/about/team.contract.ts";

/** The page of the team. What it says of somebody's training comes from the record; nobody types it. */
export const teamWords = {
  lead: { en: "The people you may meet. Each of them said yes to being on this page.", es: "Aquí ve a quién puede conocer. Cada quien dijo que sí a estar en esta lista." },
  aboutTitle: { en: "About us", es: "Quiénes somos" },
  listTitle: { en: "Who works here", es: "Quiénes trabajan aquí" },
  nobody: { en: "Nobody is on this list yet. Ask us, and we tell you who you would meet.", es: "Aún no hay nadie en esta lista. Llámenos y le decimos a quién va a ver." },
  trained: { en: "Has finished the training for this care", es: "Ya hizo el curso para dar esta ayuda" },
  fit: { en: "You can ask who you would meet. If it does not feel right with someone, you can tell us.", es: "Puede preguntar a quién va a ver. Si no se siente bien con alguien, nos lo puede decir." },
  speaks: (languages: string): Words => ({ en: `Speaks ${languages}`, es: `Habla ${languages}` }),
} as const;

export const roleWords: Record<ListedRole, Words> = {
  supervisor: { en: "Lead therapist", es: "Terapeuta principal" },
  clinician: { en: "Therapist", es: "Terapeuta" },
  trainee: { en: "Therapist, works with a lead", es: "Terapeuta, con guía" },
  administrator: { en: "Runs the program", es: "Dirige el programa" },
  front_desk: { en: "Front desk", es: "Recepción" },
  biller: { en: "Helps with bills", es: "Ayuda con las cuentas" },
  privacy_officer: { en: "Looks after privacy", es: "Cuida la privacidad" },
  senior_leader: { en: "Leads the agency", es: "Dirige la agencia" },
};

export const takesWords: Record<Exclude<TeamMember["takes"], "unsaid">, Words> = {
  now: { en: "Takes new families now", es: "Recibe familias nuevas ahora" },
  wait: { en: "New families can wait for a place", es: "Hay lista de espera" },
  not_now: { en: "Takes no new families now", es: "No recibe familias nuevas ahora" },
};
