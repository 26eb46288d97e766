import { dateInZone, timeInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { type Handlers, handle } from "#server/procedure.ts";
import { type Table, tableFile } from "#features/documents/tables.handlers.ts";
import { askChildren } from "#features/finding/names.handlers.ts";
import type { CaseSummary, cases } from "./contract.ts";
import * as store from "./families.store.ts";
import { fileWords, listWords, stageNames } from "./screens.words.ts";

const PAGE = 50;

/** The columns of the list as a file: what the screen shows, and nothing beside it. */
function tableOf(language: Language, timeZone: string): Table<CaseSummary> {
  const stageOf = (one: CaseSummary) => (one.status === "closed" ? listWords.isClosed[language] : (stageNames[one.stage]?.[language] ?? String(one.stage)));
  const columns: [string, (one: CaseSummary) => string | null][] = [
    [fileWords.givenName[language], (one) => one.childGivenName],
    [fileWords.familyName[language], (one) => one.childFamilyName],
    [fileWords.birthDate[language], (one) => one.childBirthDate],
    [listWords.stage[language], stageOf],
    [fileWords.opened[language], (one) => one.openedOn],
    [listWords.clinician[language], (one) => one.clinicians.join("; ")],
    [listWords.last[language], (one) => one.lastSessionOn],
    [listWords.next[language], (one) => (one.nextSessionAt === null ? null : `${dateInZone(one.nextSessionAt, timeZone)} ${timeInZone(one.nextSessionAt, timeZone)}`)],
  ];
  return { name: fileWords.name[language], heads: columns.map(([head]) => head), cells: (one) => columns.map(([, cell]) => cell(one)), familyOf: ({ caseId }) => ({ caseId }) };
}

export const familiesHandlers: Pick<Handlers<typeof cases>, "list" | "choices" | "file"> = {
  list: handle(async (tx, { search, after, ...asked }, call) => {
    const children = await askChildren(tx, search, call.language);
    return { ...(await store.listFamilies(tx, children, asked, { after, size: PAGE })), count: after === null ? await store.countFamilies(tx, children, asked) : null };
  }),
  choices: handle(async (tx) => ({ clinicians: await store.listClinicians(tx), teams: await store.listTeams(tx) })),
  file: handle(async (tx, { search, format, says, ...asked }, call) => {
    const children = await askChildren(tx, search, says);
    return tableFile(tx, call, "cases.file", tableOf(says, tx.actor.timeZone), { format, language: says }, async (after, size) => {
      const { cases: rows, next } = await store.listFamilies(tx, children, asked, { after, size });
      return { rows, next };
    });
  }),
};
