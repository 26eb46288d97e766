import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Handlers, handle } from "#server/procedure.ts";
import { MOST_VIEWS, type SavedView, type ViewedList, type views } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { keepable, namedBy, openView } from "./rules.ts";
import * as store from "./store.ts";

const isAdministrator = (tx: Transaction) => tx.actor.kind === "staff" && tx.actor.roles.includes("administrator");

async function listViews(tx: Transaction, list: ViewedList): Promise<SavedView[]> {
  const found = await store.listViews(tx, list);
  const named = found.map((one) => namedBy(one.asked));
  const here = await store.listHere(tx, { staff: named.flatMap((one) => one.staff), teams: named.flatMap((one) => one.teams) });
  return found.map((one) => ({ ...one, ...openView(list, one.asked, here) }));
}

type AddInput = { list: ViewedList; name: string; asked: Record<string, string>; isShared: boolean };
async function add(tx: Transaction, { list, name, asked, isShared }: AddInput): Promise<{ viewId: string }> {
  if (isShared && !isAdministrator(tx)) throw new Fault("refused", faultWords.onlyAdministrator);
  const { kept, unknown } = keepable(list, asked);
  if (unknown.length > 0) throw new Fault("malformed", unknown.includes("search") ? faultWords.noSearch : faultWords.unknownPart, { fields: unknown.map((key) => ({ path: `asked.${key}`, message: key === "search" ? faultWords.noSearch : faultWords.unknownPart })) });
  const { leftOut } = openView(list, kept, await store.listHere(tx, namedBy(kept)));
  if (leftOut.length > 0) throw new Fault("malformed", faultWords.notHere, { fields: leftOut.map((key) => ({ path: `asked.${key}`, message: faultWords.notHere })) });
  if ((await store.countOwn(tx, list)) >= MOST_VIEWS) throw new Fault("refused", faultWords.tooMany);
  const viewId = await store.insertView(tx, { list, name, asked: kept, isShared });
  if (viewId === null) throw new Fault("malformed", faultWords.sameName, { fields: [{ path: "name", message: faultWords.expectOther }] });
  return { viewId };
}

/** The view where the actor may change it: the own one, or a shared one as an administrator. */
async function requireView(tx: Transaction, viewId: string): Promise<void> {
  const found = await store.findView(tx, viewId);
  if (!found) throw new Fault("not_found", faultWords.noView);
  if (found.isShared && !isAdministrator(tx)) throw new Fault("refused", faultWords.onlyAdministrator);
}

export const viewsHandlers: Handlers<typeof views> = {
  list: handle(async (tx, { list }) => ({ views: await listViews(tx, list) })),
  add: handle(add),
  change: handle(async (tx, { viewId, name, revision }) => {
    await requireView(tx, viewId);
    if (await store.hasName(tx, viewId, name)) throw new Fault("malformed", faultWords.sameName, { fields: [{ path: "name", message: faultWords.expectOther }] });
    const changed = await store.renameView(tx, viewId, name, revision);
    if (!changed) throw new Fault("changed_meanwhile", faultWords.changed);
    return changed;
  }),
  remove: handle(async (tx, { viewId, revision }) => {
    await requireView(tx, viewId);
    if (!(await store.deleteView(tx, viewId, revision))) throw new Fault("changed_meanwhile", faultWords.changed);
    return { removed: true as const };
  }),
};
