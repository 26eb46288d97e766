import type { Practice } from "./shell.pages.tsx";

/** What is known of an agency that bears on its public pages. */
export type AgencyOnSite = { name: string; public_name: string; time_zone: string; is_demo: boolean; settings: Record<string, unknown> };

/** The practice as its pages name it: the agency's public name, and what its settings hold under `practice`. */
export function practiceFrom(agency: AgencyOnSite): Practice {
  const given = (agency.settings.practice ?? {}) as Partial<Practice>;
  return { fullName: agency.name, phone: "", hours: { en: "", es: "" }, languages: { en: "", es: "" }, throughAge: 5, promiseWorkDays: 2, ...given, name: agency.public_name, timeZone: agency.time_zone, isDemo: agency.is_demo };
}

/** The pages of an installation that has no agency yet. */
export const nobodysPractice: Practice = practiceFrom({ name: "Dyad", public_name: "Dyad", time_zone: "UTC", is_demo: false, settings: {} });
