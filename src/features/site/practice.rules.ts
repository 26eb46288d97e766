import type { Words } from "#kernel/language.ts";

/** The practice as its public pages show it. Everything here is the agency's own setting. */
export type Practice = {
  /** A neutral name: it is on tabs and in the history. */
  name: string;
  /** The name and place at the foot, such as `Linden Street Family Center, Washington, DC`. */
  fullName: string;
  /** Ten digits. */
  phone: string;
  /** When somebody picks up, such as `Mon–Fri, 8:30 to 5:30`. */
  hours: Words;
  /** In which languages, such as `We speak English and Spanish.` */
  languages: Words;
  /** The last completed year of age that is served: 6 means before the seventh birthday. */
  throughAge: number;
  /** The answer time that is promised, in work days. */
  promiseWorkDays: number;
  timeZone: string;
  /** True where everything is made up: every page says so and asks not to be indexed. */
  isDemo: boolean;
  /** The address by which the site is reached, such as `https://linden.example.org`; empty where a page is not to be found by others. */
  origin: string;
};

/** What is known of an agency that bears on its public pages. */
export type AgencyOnSite = { name: string; public_name: string; time_zone: string; is_demo: boolean; settings: Record<string, unknown> };

/** The practice as its pages name it: the agency's public name, and what its settings hold under `practice`. */
export function practiceFrom(agency: AgencyOnSite): Practice {
  const given = (agency.settings.practice ?? {}) as Partial<Practice>;
  return { fullName: agency.name, phone: "", hours: { en: "", es: "" }, languages: { en: "", es: "" }, throughAge: 5, promiseWorkDays: 2, ...given, name: agency.public_name, timeZone: agency.time_zone, isDemo: agency.is_demo, origin: "" };
}

/** The pages of an installation that has no agency yet. */
export const nobodysPractice: Practice = practiceFrom({ name: "Dyad", public_name: "Dyad", time_zone: "UTC", is_demo: false, settings: {} });
