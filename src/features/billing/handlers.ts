import type { Language } from "#kernel/language.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { type Cell, type Table, tableFile } from "#features/documents/tables.handlers.ts";
import type { billing, Service } from "./contract.ts";
import { fileWords, words } from "./screens.words.ts";
import * as store from "./store.ts";

const PAGE = 50;

/** The columns of the list as a file: what the screen shows. */
function tableOf(language: Language): Table<Service> {
  const columns: [string, (one: Service) => Cell][] = [
    [words.date[language], (one) => one.serviceDate],
    [words.child[language], (one) => one.childName],
    [words.clinician[language], (one) => one.clinicianName],
    [words.units[language], (one) => one.units],
    [fileWords.status[language], (one) => fileWords[one.status][language]],
    [words.verdict[language], (one) => fileWords[one.verdict][language]],
  ];
  return { name: fileWords.name[language], heads: columns.map(([head]) => head), cells: (one) => columns.map(([, cell]) => cell(one)), familyOf: ({ caseId }) => ({ caseId }) };
}

export const billingHandlers: Handlers<typeof billing> = {
  list: handle(async (tx, { sessionId, after, ...asked }) => ({
    ...(await store.listServices(tx, asked, sessionId, { after, size: PAGE })),
    ...(await store.countServices(tx)),
    count: after === null && sessionId === null ? await store.countMatching(tx, asked) : null,
  })),
  file: handle(async (tx, { format, says, ...asked }, call) =>
    tableFile(tx, call, "billing.file", tableOf(says), { format, language: says }, async (after, size) => {
      const { services: rows, next } = await store.listServices(tx, asked, null, { after, size });
      return { rows, next };
    }),
  ),
};
