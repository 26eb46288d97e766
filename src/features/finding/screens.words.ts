/** The sentences of the one search. */
export const words = {
  title: { en: "Find or do", es: "Buscar o hacer" },
  look: { en: "Person, session or action", es: "Persona, sesión o acción" },
  results: { en: "Found", es: "Resultados" },
  families: { en: "Families", es: "Familias" },
  staff: { en: "Who works here", es: "Quién trabaja aquí" },
  sessions: { en: "Sessions", es: "Sesiones" },
  actions: { en: "Actions", es: "Acciones" },
  here: { en: "This family", es: "Esta familia" },
  nothing: { en: (text: string) => `Nothing with “${text}” that you may see.`, es: (text: string) => `Nada con «${text}» que usted pueda ver.` },
  nothingHint: { en: "A name, a birth date, a day such as “thu” or “12 nov”, or what you want to do.", es: "Un nombre, una fecha de nacimiento, un día como «jue» o «12 nov», o lo que quiere hacer." },
  more: { en: "All families that match", es: "Todas las familias que coinciden" },
  failed: { en: "The search did not get through.", es: "La búsqueda no llegó." },
  again: { en: "Try again", es: "Probar otra vez" },
  searching: { en: "Searching…", es: "Buscando…" },
  counted: { en: (count: number) => (count === 1 ? "1 result" : `${count} results`), es: (count: number) => (count === 1 ? "1 resultado" : `${count} resultados`) },
  born: { en: (on: string) => `born ${on}`, es: (on: string) => `nació el ${on}` },
  through: { en: (name: string, kind: string) => `with ${name}, ${kind}`, es: (name: string, kind: string) => `con ${name}, ${kind}` },
  until: { en: (on: string) => `until ${on}`, es: (on: string) => `hasta el ${on}` },
  closed: { en: "closed", es: "cerrada" },
  close: { en: "a similar name", es: "nombre parecido" },
  left: { en: (on: string) => `left on ${on}`, es: (on: string) => `se fue el ${on}` },
  next: { en: "Next", es: "Próxima" },
  last: { en: "Last", es: "Última" },
  inFamily: { en: (text: string) => `Look for “${text}” in this family's record`, es: (text: string) => `Buscar «${text}» en el expediente de esta familia` },
  thisFamily: { en: "this family", es: "esta familia" },
  move: { en: "move", es: "mover" },
  open: { en: "open", es: "abrir" },
  close_it: { en: "close", es: "cerrar" },
  keyFind: { en: "Find a person, a session or an action", es: "Buscar una persona, una sesión o una acción" },
} as const;

/** How a session came out, where that is not told by its time. */
export const statusNames: Record<string, { en: string; es: string }> = {
  cancelled: { en: "called off", es: "cancelada" },
  no_show: { en: "missed", es: "sin asistir" },
};
