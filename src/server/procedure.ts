import { type AnyContractRouter, type ContractProcedure, type InferSchemaInput, type InferSchemaOutput, isContractProcedure } from "@orpc/contract";
import { type AnyRouter, implement } from "@orpc/server";
import type { Access } from "#kernel/access.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { sql } from "kysely";
import { type Actor, asActor, type Clock, type Database, row, type Transaction } from "#database/actor.ts";
import { runAfterCommit } from "./afterCommit.ts";
import { appendAudit, auditRefusal, CASES_A_ROW, notedCases, notedDetails } from "./audit.ts";
import { asFault } from "./errors.ts";
import type { FileStore } from "./files.ts";
import type { OpenKeyRing } from "./keyRing.ts";
import type { Enqueue } from "./queue.ts";
import type { Settings } from "./settings.ts";
import { serverWords } from "./words.ts";

/** What a server process has, handed in by `main`. */
export type Services = {
  database: Database;
  clock: Clock;
  settings: Settings;
  demo: "1" | "0" | "markers";
  /** What signs links and forms; it follows from the installation's secret key. */
  signingKey: string;
  keys: OpenKeyRing;
  dataDirectory: string;
  projectRoot: string;
  baseUrl: string;
  enqueue: Enqueue;
  files: FileStore;
  /** Loads who is looking, within the transaction, and takes out of an answer what they may not see. */
  projectAnswer<T>(tx: Transaction, answer: T): Promise<{ answer: T; withheld: number }>;
  log: { warn(details: object, message: string): void; error(details: object, message: string): void };
};

/** One call: who calls, in which language, from where. */
export type Call = {
  services: Services;
  requestId: string;
  actor: Actor | null;
  language: Language;
  /** Which kind of device asks, in coarse words of a machine, such as `chrome windows`; empty where nothing is known. */
  device: string;
  /** Set where somebody's role needs a second factor and they have none: until then only what sets one up is answered. */
  owes: "nothing" | "second_factor";
  /** The token of the sign-in that came with the request, and the way to set another or, with null, to forget it. */
  signInToken: string | null;
  setSignInToken(token: string | null): void;
  /** What this browser keeps, for some minutes, of a sign-in that was begun elsewhere, and the way to keep another or, with null, to forget it. */
  stepToken: string | null;
  setStepToken(token: string | null): void;
};

type Handler<I, O> =
  | { open: false; run: (tx: Transaction, input: I, call: Call) => Promise<O>; prepare?: Prepare<I> }
  | { open: true; run: (call: Call, input: I) => Promise<O> };
/** What must not be done inside a transaction, done before it: it answers how to go on within, and how to take it back where nothing comes of it. */
type Prepare<I> = (call: Call & { actor: Actor }, input: I) => Promise<{ run: (tx: Transaction) => Promise<unknown>; undo: () => Promise<void> }>;

/** A handler that works in the caller's own transaction: load, judge, save, enqueue. */
export const handle = <I, O>(run: (tx: Transaction, input: I, call: Call) => Promise<O>): Handler<I, O> => ({ open: false, run });
/** A handler that first does something long, such as taking in a file, and then works in the caller's transaction. The permission is asked before either. */
export const handleLong = <I, O>(prepare: (call: Call & { actor: Actor }, input: I) => Promise<{ run: (tx: Transaction) => Promise<O>; undo: () => Promise<void> }>): Handler<I, O> => ({
  open: false,
  prepare,
  run: () => Promise.reject(new Error("what is long is prepared first")),
});
/** A handler for `who: "anyone"`, who is nobody yet and opens what it needs by itself. */
export const handleOpen = <I, O>(run: (call: Call, input: I) => Promise<O>): Handler<I, O> => ({ open: true, run });

/** One handler for each procedure of a contract, by the same name. */
export type Handlers<C> = C extends ContractProcedure<infer I, infer O, infer _E, infer _M> ? Handler<InferSchemaOutput<I>, InferSchemaInput<O>> : { [K in keyof C]: Handlers<C[K]> };

/** The access that a contract states. Throws where one states none: such a procedure does not start. */
export function accessOf(contract: unknown, name: string): Access {
  const access = (contract as { "~orpc": { meta?: { access?: Access | null } } })["~orpc"].meta?.access;
  if (!access) throw new Error(`The procedure ${name} does not state who may call it, what is audited and what it shows.`);
  return access;
}

/** Every procedure of a contract with its dotted name. */
export function listProcedures(contract: AnyContractRouter, prefix = ""): { name: string; contract: AnyContractRouter; access: Access; method: string; path: string }[] {
  return Object.entries(contract).flatMap(([key, inner]) => {
    const name = prefix ? `${prefix}.${key}` : key;
    if (!isContractProcedure(inner)) return listProcedures(inner as AnyContractRouter, name);
    const { method, path } = inner["~orpc"].route;
    if (!method || !path) throw new Error(`The procedure ${name} has no route.`);
    return [{ name, contract: inner, access: accessOf(inner, name), method, path }];
  });
}

/** The router for a contract. Every procedure passes the same way: permission, transaction, handler, projection, audit. */
export function makeRouter(contract: AnyContractRouter, handlers: unknown, prefix = ""): AnyRouter {
  return Object.fromEntries(
    Object.entries(contract).map(([key, inner]) => {
      const name = prefix ? `${prefix}.${key}` : key;
      const handler = (handlers as Record<string, unknown> | undefined)?.[key];
      if (!handler) throw new Error(`The procedure ${name} has no handler.`);
      if (!isContractProcedure(inner)) return [key, makeRouter(inner as AnyContractRouter, handler, name)];
      const access = accessOf(inner, name);
      if ((access.who === "anyone") !== (handler as Handler<unknown, unknown>).open) throw new Error(`The procedure ${name} and its handler do not agree on whether anyone may call it.`);
      const built = implement(inner)
        .$context<Call>()
        .handler(({ input, context }) => perform(name, access, handler as Handler<unknown, unknown>, input, context) as never);
      return [key, built];
    }),
  ) as AnyRouter;
}

async function perform(name: string, access: Access, handler: Handler<unknown, unknown>, input: unknown, call: Call): Promise<unknown> {
  if (handler.open) return handler.run(call, input);
  const { actor, services } = call;
  if (!actor) throw new Fault("not_signed_in", serverWords.signIn);
  let undo = async () => {};
  try {
    if (call.owes === "second_factor" && access.whileOwed !== "yes") throw new Fault("second_factor_owed", serverWords.secondFactorOwed);
    if (!mayCall(access, actor)) throw new Fault("not_allowed", serverWords.roleDoesNotOpen);
    const prepared = await handler.prepare?.({ ...call, actor }, input);
    if (prepared) undo = prepared.undo;
    const { answer, tx } = await asActor(services.database, services.clock, actor, async (tx) => {
      await requireSight(tx, access, input);
      const made = await (prepared ? prepared.run(tx) : handler.run(tx, input, call));
      const { answer, withheld } = await services.projectAnswer(tx, made);
      if (withheld > 0) services.log.error({ procedure: name, withheld, requestId: call.requestId }, "the two walls disagree: the projection withheld what row-level security let through");
      const { details, ...subjects } = subjectsOf(input, answer, notedCases(tx));
      await appendAudit(tx, { action: access.action, procedure: name, outcome: "done", requestId: call.requestId, ...subjects, details: { ...details, ...notedDetails(tx) } });
      return { answer, tx };
    });
    // What fails here is committed all the same, and is done again by its job.
    for (const error of await runAfterCommit(tx)) services.log.error({ procedure: name, type: (error as Error).name, requestId: call.requestId }, "what follows a commit failed; it is tried again");
    return answer;
  } catch (error) {
    await undo();
    const fault = asFault(error);
    if (fault.code === "not_allowed" || fault.code === "not_found") await auditRefusal(services.database, services.clock, actor, { procedure: name, outcome: fault.code, requestId: call.requestId, ...subjectsOf(input, null) });
    throw fault;
  }
}

function mayCall(access: Access, actor: Actor): boolean {
  if (access.who === "anyone") return true;
  if (actor.kind === "staff") return actor.roles.some((role) => (access.who as readonly string[]).includes(role));
  return actor.kind === "caregiver" && access.who.includes("caregiver");
}

/** Throws `not_found` where the input names a case of which the actor does not see the class that the contract states, and `changed_meanwhile` where something is to be written to one that was joined with another. What is named otherwise is found, or not, by the handler through the same walls. */
async function requireSight(tx: Transaction, { of, action, takesJoined }: Access, input: unknown): Promise<void> {
  if (of?.by !== "caseId") return;
  const { caseId } = input as { caseId?: string };
  const seen = await row<{ sees: boolean; merged: boolean }>(tx, sql`select sees_all(${of.class}) or ${caseId}::uuid = any (cases_for(${of.class})) or (actor_kind() = 'caregiver' and ${caseId}::uuid = any (own_families())) as sees, is_merged(${caseId}::uuid) as merged`);
  if (!seen?.sees) throw new Fault("not_found", serverWords.noCase);
  if (seen.merged && action === "write" && takesJoined !== "yes") throw new Fault("changed_meanwhile", serverWords.recordJoined);
}

const isId = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f-]{36}$/i.test(value);

/** Whose record it was: the ids that the input names, all that the answer shows, and what the handler noted. */
function subjectsOf(input: unknown, answer: unknown, noted: readonly string[] = []): { caseId: string | null; personId: string | null; subjectId: string | null; details: Record<string, unknown> } {
  const given = (input ?? {}) as Record<string, unknown>;
  const shown = { caseId: new Set<string>(), personId: new Set<string>() };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (value === null || typeof value !== "object") return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === "caseId" || key === "personId") && isId(inner)) shown[key].add(inner);
      else visit(inner);
    }
  };
  visit(answer);
  const first = (key: "caseId" | "personId") => (isId(given[key]) ? (given[key] as string) : shown[key].size === 1 ? [...shown[key]][0]! : null);
  const subject = Object.entries(given).find(([key, value]) => key.endsWith("Id") && key !== "caseId" && key !== "personId" && isId(value));
  const details: Record<string, unknown> = {};
  if (shown.personId.size > 1) details.personIds = [...shown.personId].slice(0, CASES_A_ROW);
  const cases = new Set([...shown.caseId, ...noted]);
  if (cases.size > 1) details.caseIds = [...cases].slice(0, CASES_A_ROW);
  return { caseId: first("caseId") ?? (shown.caseId.size === 0 ? (noted[0] ?? null) : null), personId: first("personId"), subjectId: subject ? (subject[1] as string) : null, details };
}
