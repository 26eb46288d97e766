import type { Language, Words } from "#kernel/language.ts";
import type { Setting } from "./contract.ts";
import { acceptsInSpanish, agencySettings, presentWords, secretSettings, settingWords } from "./settings.words.ts";

/** Every setting of the environment as it stands: the value of a secret, and of an address that may hold one, is never told. */
export function listInstallation(names: Readonly<Record<string, string>>, environment: Readonly<Record<string, string | null>>, language: Language): Setting[] {
  return Object.entries(names).map(([name, accepts]) => {
    const value = environment[name] ?? null;
    const present = value === null ? presentWords.notSet[language] : secretSettings.includes(name) ? presentWords.set[language] : value;
    return { name, about: settingWords[name]?.[language] ?? "", accepts: language === "en" ? accepts : (acceptsInSpanish[name] ?? accepts), present, href: null };
  });
}

export type AgencyState = { name: string; publicName: string; timeZone: string; practice: string | null; session: string | null; timings: boolean; hours: boolean; onCall: boolean; reminders: boolean; schedule: boolean; fidelity: boolean; supervision: boolean; threshold: number | null };
/** Every setting of the agency as it stands, with the page on which it is changed. */
export function listAgency(state: AgencyState, language: Language): Setting[] {
  const say = (words: Words) => words[language];
  const own = (is: boolean) => say(is ? presentWords.own : presentWords.shipped);
  const present: Record<keyof typeof agencySettings, string> = {
    name: state.name,
    publicName: state.publicName,
    timeZone: state.timeZone,
    practice: state.practice ?? say(presentWords.notSet),
    policies: state.session ?? say(presentWords.shipped),
    timings: own(state.timings),
    hours: own(state.hours),
    onCall: say(state.onCall ? presentWords.somebody : presentWords.nobody),
    reminders: own(state.reminders),
    schedule: own(state.schedule),
    fidelity: own(state.fidelity),
    supervision: own(state.supervision),
    threshold: state.threshold === null ? say(presentWords.shipped) : String(state.threshold),
  };
  return (Object.keys(agencySettings) as (keyof typeof agencySettings)[]).map((key) => ({ name: say(agencySettings[key].title), about: say(agencySettings[key].about), accepts: say(agencySettings[key].accepts), present: present[key], href: agencySettings[key].href }));
}

/** The page of the settings, as it stands in `docs/operating/settings.md`. */
export function writeSettingsPage(names: Readonly<Record<string, string>>): string {
  const ofInstallation = Object.entries(names).map(([name, accepts]) => `| \`${name}\` | ${settingWords[name]?.en ?? ""} | ${accepts} |`);
  const ofAgency = Object.values(agencySettings).map(({ title, about, accepts, href }) => `| ${title.en} | ${about.en} | ${accepts.en} | ${href === null ? "" : `\`${href}\``} |`);
  return `${["# Settings", "", "This page is made from the program (`src/features/operating/settings.words.ts`); `UPDATE=1 npx vitest run --project unit test/unit/settings-explained.test.ts` makes it anew.", "", "## Of the installation", "", "All are read from the environment at the start, and all are optional. A secret is shown nowhere; Settings in the program says whether it is set.", "", "| setting | what it does | accepted |", "|---|---|---|", ...ofInstallation, "", "## Of the agency", "", "Set in the program, by an administrator.", "", "| setting | what it does | accepted | where |", "|---|---|---|---|", ...ofAgency].join("\n")}\n`;
}
