/** The list as a file: its name, which says nothing of a family, and what stands in its cells. */
export const fileWords = {
  name: { en: "services", es: "servicios" },
  status: { en: "State", es: "Estado" },
  ready: { en: "Ready to bill", es: "Listo para facturar" },
  held: { en: "Held", es: "Retenido" },
  yes: { en: "Yes", es: "Sí" },
  no: { en: "No", es: "No" },
  unknown: { en: "Unknown", es: "No se sabe" },
};

/** The orders of the list of services. */
export const sortNames = { down: { en: "The newest first", es: "Primero los más nuevos" }, up: { en: "The oldest first", es: "Primero los más antiguos" } };

/** The sentences of the services. */
export const words = {
  title: { en: "Services", es: "Servicios" },
  tabs: { en: "Services by state", es: "Servicios por estado" },
  held: { en: (count: string) => `Held · ${count}`, es: (count: string) => `Retenidos · ${count}` },
  ready: { en: (count: string) => `Ready to bill · ${count}`, es: (count: string) => `Listos para facturar · ${count}` },
  heldCaption: { en: "Held services, by date", es: "Servicios retenidos, por fecha" },
  readyCaption: { en: "Services ready to bill, by date", es: "Servicios listos para facturar, por fecha" },
  own: { en: "My own sessions", es: "Mis propias sesiones" },
  from: { en: "From", es: "Desde" },
  to: { en: "Up to", es: "Hasta" },
  count: { en: (shown: string, count: number) => `${shown} ${count === 1 ? "service" : "services"}`, es: (shown: string, count: number) => `${shown} ${count === 1 ? "servicio" : "servicios"}` },
  noMatch: { en: "No service matches these filters.", es: "Ningún servicio coincide con estos filtros." },
  showAll: { en: "Show all of this state", es: "Mostrar todos los de este estado" },
  date: { en: "Date", es: "Fecha" },
  child: { en: "Child", es: "Niño o niña" },
  clinician: { en: "Clinician", es: "Profesional" },
  units: { en: "Units", es: "Unidades" },
  verdict: { en: "Does it count?", es: "¿Cuenta?" },
  noUnits: { en: "not known", es: "no se sabe" },
  open: { en: (date: string) => `${date}: why`, es: (date: string) => `${date}: por qué` },
  noneHeld: { en: "No service is held.", es: "No hay servicios retenidos." },
  noneReady: { en: "No service is ready to bill yet.", es: "Todavía no hay servicios listos para facturar." },
  nextHeld: { en: "A signed session that does not count as it stands comes here, with what would mend it.", es: "Aquí llega una sesión firmada que, tal como está, no cuenta, con lo que lo arreglaría." },
  nextReady: { en: "A session comes here once its note is signed and it counts.", es: "Una sesión llega aquí cuando su nota está firmada y cuenta." },
  failed: { en: "The services could not be fetched.", es: "No se pudieron traer los servicios." },
  notThere: { en: "There is no such service, or it is not yours.", es: "Ese servicio no existe, o no le corresponde." },
  back: { en: "Services", es: "Servicios" },
  service: { en: (date: string) => `Service of ${date}`, es: (date: string) => `Servicio del ${date}` },
  kept: { en: "The decision as it was kept", es: "La decisión tal como quedó guardada" },
  keptWhen: { en: (moment: string) => `Decided when the note was signed, ${moment}. It is evidence and is not changed.`, es: (moment: string) => `Decidido al firmar la nota, ${moment}. Es prueba y no se cambia.` },
  policy: { en: "Policy", es: "Norma" },
  version: { en: (version: string) => `as of ${version}`, es: (version: string) => `según ${version}` },
  state: { en: "State", es: "Estado" },
  stateHeld: { en: "Held", es: "Retenido" },
  stateReady: { en: "Ready to bill", es: "Listo para facturar" },
  waitsForCosignature: { en: "It counts, and waits for the second signature.", es: "Cuenta, y espera la segunda firma." },
  family: { en: "Open the family", es: "Abrir la familia" },
  sameWords: { en: "Its wording stays in the language in which it was kept.", es: "Su texto queda en el idioma en que se guardó." },
} as const;
