import type { Language } from "#kernel/language.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { settingNames } from "#server/settings.ts";
import { judgeSafety, type Judged } from "./check.rules.ts";
import type { Check, operating } from "./contract.ts";
import { gatherFacts, settingsAsTheyStand } from "./gathering.handlers.ts";
import { listAgency, listInstallation } from "./settings.rules.ts";
import * as store from "./store.ts";

/** What was judged, said to one reader. */
export const sayChecks = (judged: readonly Judged[], language: Language): Check[] => judged.map(({ key, state, title, means, mend }) => ({ key, state, title: title[language], means: means[language], mend: mend[language] }));

export const operatingHandlers: Handlers<typeof operating> = {
  check: handle(async (tx, _input, { services, language }) => ({ checks: sayChecks(judgeSafety(await gatherFacts(tx, services, "by the page")), language) })),
  settings: handle(async (tx, _input, { services, language }) => ({
    installation: listInstallation(settingNames, settingsAsTheyStand(services), language),
    agency: listAgency((await store.findAgencySettings(tx))!, language),
  })),
};
