import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { type Asked, readAsked } from "./asked.rules.ts";
import type { finding, Found, FoundSession, FoundStaff } from "./contract.ts";
import { bornOn, exactly, listMeant, nearly } from "./names.handlers.ts";
import { type Belonging, rankFamilies, rankSessions, type RankedFamily, rankStaff, type Sought } from "./rules.ts";
import * as store from "./store.ts";

/** Families, people who work here and sessions of one answer. */
const FAMILIES = 8;
/** Where so many are typed right, nobody mistyped; of a whole name, in so many words, one is enough. */
const ENOUGH = 3;
const WHOLE_NAME = 3;
const isEnough = (found: number, names: readonly string[]) => found >= (names.length >= WHOLE_NAME ? 1 : ENOUGH);
const STAFF = 4;
const SESSIONS = 8;
/** Persons who are looked at where a word means many: the last who were written down. */
const MOST_PERSONS = 150;
/** Families whose sessions of a day are looked for. */
const MOST_OF_DAY = 40;

/** The families that are meant, the best first. Close names are only asked for where what is typed right does not fill the answer. */
type Families = (sought: readonly Sought[]) => Promise<RankedFamily[]>;

/** For whoever sees some families: all names of these, looked through here. */
async function amongOwn(tx: Transaction): Promise<Families> {
  const own = await store.listOwnBelongings(tx);
  return async (sought) => rankFamilies(own, sought);
}

/** Roles with families of their own, which come first also where somebody sees all others. */
const withOwn: readonly string[] = ["clinician", "trainee", "supervisor"];

const amongAll = (tx: Transaction): Families => async (sought) => {
  const own = tx.actor.kind === "staff" && tx.actor.roles.some((role) => withOwn.includes(role)) ? await store.listOwnBelongings(tx) : [];
  const known = new Map<string, Belonging[]>([["", own]]);
  const take = async (ids: readonly string[]) => {
    const fresh = ids.filter((id) => !known.has(id));
    for (const id of fresh) known.set(id, []);
    if (fresh.length > 0) for (const { personId, ...one } of await store.listBelongings(tx, fresh)) known.get(personId)!.push(one);
  };
  const ranked = () => rankFamilies([...known.values()].flat(), sought);
  for (const { names, born } of sought) {
    if (born !== null) await take(await bornOn(tx, { names, born }));
    else if (names.length > 0) await take(await listMeant(tx, exactly(names), MOST_PERSONS));
  }
  for (const { names, born } of sought) {
    if (born !== null || names.length === 0 || isEnough(ranked().length, names)) continue;
    const close = await nearly(tx, names);
    if (close !== null) await take(await listMeant(tx, close, MOST_PERSONS));
  }
  return ranked();
};

/** Sessions of the day that was asked for, of the families that are named beside it or of all that one sees. */
async function sessionsOf(tx: Transaction, { day }: Asked, families: Families, sees: "all" | "some"): Promise<FoundSession[]> {
  if (day === null) return [];
  const { spans, beside } = day;
  if (beside.length > 0) {
    const ranked = await families([{ names: beside, born: null }]);
    const exact = ranked.filter((one) => one.match === "exact");
    const named = (exact.length > 0 ? exact : ranked).slice(0, MOST_OF_DAY).map((one) => one.caseId);
    return named.length === 0 ? [] : store.listSessionsOf(tx, named, spans, SESSIONS);
  }
  if (sees === "some") return store.listSessionsOf(tx, null, spans, SESSIONS);
  // A month of everybody is a calendar and no answer.
  return spans.every((one) => one.from === one.to) ? store.listSessionsOn(tx, spans, SESSIONS) : [];
}

async function staffOf(tx: Transaction, names: readonly string[]): Promise<FoundStaff[]> {
  if (names.length === 0) return [];
  const staff = (await store.listStaffNames(tx)).map(({ validTo, ...one }) => ({ ...one, leftOn: validTo !== null && validTo < tx.today ? validTo : null }));
  const ranked = rankStaff(staff, names).slice(0, STAFF);
  const roles = ranked.length === 0 ? null : await store.listRoles(tx, ranked.map((one) => one.staffId));
  return ranked.map((one) => ({ ...one, roles: roles?.get(one.staffId) ?? [] }));
}

async function find(tx: Transaction, asked: Asked): Promise<Found> {
  const sees = (await store.seesEverybody(tx)) ? ("all" as const) : ("some" as const);
  const families = sees === "all" ? amongAll(tx) : await amongOwn(tx);
  const { names, day } = asked;
  const ranked = await families([{ names, born: null }, ...(day !== null && day.born !== null ? [{ names: day.beside, born: day.born }] : [])]);
  const exact = ranked.filter((one) => one.match === "exact");
  const meant = isEnough(exact.length, names) ? exact : ranked;
  const shown = meant.slice(0, FAMILIES);
  const around = shown.length === 0 ? null : await store.listNextAndLast(tx, shown.map((one) => one.caseId));
  const sessions = await sessionsOf(tx, asked, families, sees);
  return {
    families: shown.map((one) => ({ ...one, ...around!.get(one.caseId)! })),
    more: meant.length > FAMILIES ? "yes" : "no",
    staff: await staffOf(tx, names),
    sessions: rankSessions(sessions, tx.actor.kind === "staff" ? tx.actor.staffId : null, tx.now).slice(0, SESSIONS),
  };
}

export const findingHandlers: Handlers<typeof finding> = { find: handle((tx, { q }, call) => find(tx, readAsked(q, call.language, tx.today))) };
