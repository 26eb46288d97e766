import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import type { NoteTemplate, noteTemplates } from "./templates.contract.ts";
import * as store from "./templates.store.ts";

type Content = Pick<NoteTemplate, "name" | "kinds" | "bands" | "sections">;

async function list(tx: Transaction) {
  return { templates: await store.listTemplates(tx), mayChange: tx.actor.kind === "staff" && tx.actor.roles.some((role) => role === "administrator" || role === "supervisor") };
}

/** Makes a template; also for the made-up programme. */
export const addTemplate = async (tx: Transaction, content: Content) => ({ templateId: await store.insertTemplate(tx, content) });

async function change(tx: Transaction, { templateId, revision, ...content }: Content & { templateId: string; revision: number }) {
  const changed = await store.updateTemplate(tx, templateId, revision, content);
  if (!changed) throw (await store.isTemplate(tx, templateId)) ? new Fault("changed_meanwhile", faultWords.templateChanged) : new Fault("not_found", faultWords.noTemplate);
  return changed;
}

async function retire(tx: Transaction, { templateId }: { templateId: string }) {
  if (!(await store.retireTemplate(tx, templateId))) throw new Fault("not_found", faultWords.noTemplate);
  return { retired: true as const };
}

export const noteTemplatesHandlers: Handlers<typeof noteTemplates> = { list: handle(list), add: handle(addTemplate), change: handle(change), retire: handle(retire) };
