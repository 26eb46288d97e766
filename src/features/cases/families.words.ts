import type { Order } from "#kernel/listing.ts";
import type { Words } from "#kernel/language.ts";
import type { places } from "#features/policy/contract.ts";
import type { FamilySort } from "./families.contract.ts";

/** The orders of the list of families, each as what stands first. */
export const sortNames: Record<FamilySort, Record<Order, Words>> = {
  child: { up: { en: "Child's name, A to Z", es: "Nombre del niño o niña, de la A a la Z" }, down: { en: "Child's name, Z to A", es: "Nombre del niño o niña, de la Z a la A" } },
  age: { up: { en: "Age, the youngest first", es: "Edad, primero los más pequeños" }, down: { en: "Age, the oldest first", es: "Edad, primero los mayores" } },
  stage: { up: { en: "Stage, the first first", es: "Etapa, primero la primera" }, down: { en: "Stage, the last first", es: "Etapa, primero la última" } },
  last: { up: { en: "Last session, the longest ago first", es: "Última sesión, primero la más lejana" }, down: { en: "Last session, the latest first", es: "Última sesión, primero la más reciente" } },
  next: { up: { en: "Next session, the soonest first", es: "Próxima sesión, primero la más cercana" }, down: { en: "Next session, the furthest off first", es: "Próxima sesión, primero la más lejana" } },
  opened: { up: { en: "Opened, the longest ago first", es: "Apertura, primero la más antigua" }, down: { en: "Opened, the latest first", es: "Apertura, primero la más reciente" } },
};

/** Where families are seen. */
export const settingNames: Record<(typeof places)[number], Words> = {
  service_site: { en: "Clinic", es: "Clínica" },
  home: { en: "Home", es: "Casa" },
  community: { en: "Community", es: "Comunidad" },
  telehealth_home: { en: "Video, family at home", es: "Video, la familia en casa" },
  telehealth_elsewhere: { en: "Video, family elsewhere", es: "Video, la familia en otro lugar" },
  residential: { en: "Residence", es: "Residencia" },
  school: { en: "School, childcare", es: "Escuela, guardería" },
  other: { en: "Elsewhere", es: "Otro lugar" },
};

/** What the list of families is narrowed by. */
export const filterWords = {
  stage: { en: "Stage", es: "Etapa" },
  clinician: { en: "Clinician", es: "Terapeuta" },
  own: { en: "My own families", es: "Mis propias familias" },
  nobody: { en: "Nobody assigned", es: "Sin terapeuta" },
  team: { en: "Team", es: "Equipo" },
  language: { en: "Language of the adults", es: "Idioma de las personas adultas" },
  setting: { en: "Where they are seen", es: "Dónde se les atiende" },
  booked: { en: "Next session", es: "Próxima sesión" },
  notBooked: { en: "None is booked", es: "No hay ninguna reservada" },
  opened: { en: "Opened", es: "Apertura" },
  count: { en: (shown: string, count: number) => `${shown} ${count === 1 ? "family" : "families"}`, es: (shown: string, count: number) => `${shown} ${count === 1 ? "familia" : "familias"}` },
  noMatch: { en: "No family matches these filters.", es: "Ninguna familia coincide con estos filtros." },
};
