import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { policyNamed } from "#features/eligibility/deciding.handlers.ts";
import { policiesOf, type PolicySettings, policySettings, shippedPolicies } from "#features/policy/agency.handlers.ts";
import type { Clause, Policy, PolicyVersion } from "#features/policy/contract.ts";
import { digestOf, installEdition, keepEdition, readEditions, uninstall } from "#features/policy/store.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import type { Change, rulebook } from "./contract.ts";
import { differencesOf } from "./difference.rules.ts";
import { confirmed, type Provision, readFile, refuseOverlap, withParameters } from "./editing.rules.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";

type Asking = Pick<Call, "services">;

const shippedVersion = (call: Asking, policy: string, version: string): PolicyVersion | null => shippedPolicies(call).find((one) => one.id === policy)?.versions.find((one) => one.version === version) ?? null;

function originOf(call: Asking, version: PolicyVersion): "shipped" | "changed" | "own" {
  const shipped = shippedVersion(call, version.id, version.version);
  if (shipped === null) return "own";
  return digestOf(shipped) === digestOf(version) ? "shipped" : "changed";
}

async function requireVersion(tx: Transaction, call: Asking, { policy, version }: { policy: string; version: string }): Promise<PolicyVersion> {
  const found = (await policiesOf(tx, call)).find((one) => one.id === policy)?.versions.find((one) => one.version === version);
  if (!found) throw new Fault("not_found", faultWords.noVersion);
  return found;
}
function requireProvision(version: PolicyVersion, kind: Provision["kind"], id: string): Provision {
  if (kind === "timer") {
    const timer = version.timers?.find((one) => one.id === id);
    if (timer) return { kind, of: timer };
    throw new Fault("not_found", faultWords.noTimer);
  }
  const clause = version.clauses.find((one) => one.id === id);
  if (clause) return { kind, of: clause };
  throw new Fault("not_found", faultWords.noClause);
}
async function requireChange(tx: Transaction, changeId: string): Promise<store.ChangeRow> {
  const found = await store.findChange(tx, changeId);
  if (!found) throw new Fault("not_found", faultWords.noChange);
  return found;
}
function shown({ digestBefore: _before, digestAfter: _after, ...one }: store.ChangeRow): Change {
  return one;
}
function writer(tx: Transaction): string {
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  return tx.actor.staffId;
}

async function list(tx: Transaction, _input: unknown, call: Call) {
  const policies = await policiesOf(tx, call);
  const inUse = policySettings(await store.findInUse(tx));
  const versions = policies.flatMap((policy) =>
    policy.versions.map((one) => ({
      policy: policy.id,
      version: one.version,
      title: one.title,
      ...one.effective,
      origin: originOf(call, one),
      clauses: one.clauses.length,
      drafts: one.clauses.filter((clause) => clause.status === "draft").length,
      isInForce: versionInForce(policy, tx.today)?.version === one.version,
    })),
  );
  return { today: tx.today, versions, inUse: { session: inUse.session, eligibility: inUse.eligibility, team: inUse.team }, changes: (await store.listChanges(tx, null)).map(shown) };
}

/** Keeps both editions, writes the proposal down, and lets its effects be counted. */
async function propose(tx: Transaction, call: Call, before: PolicyVersion | null, after: PolicyVersion | null, change: Pick<store.NewChange, "kind" | "clause" | "reason"> & Partial<store.NewChange>): Promise<{ changeId: string }> {
  const staffId = writer(tx);
  const { id: policy, version } = (after ?? before)!;
  if (before !== null && after !== null && digestOf(before) === digestOf(after)) throw new Fault("refused", faultWords.nothingChanges);
  if (await store.findWaiting(tx, policy, version)) throw new Fault("refused", faultWords.waiting);
  const digestBefore = before === null ? null : await keepEdition(tx, before);
  const digestAfter = after === null ? null : await keepEdition(tx, after);
  const changeId = await store.insertChange(tx, { registerWords: "", registerSource: "", registerOn: null, ...change, policy, version, digestBefore, digestAfter, staffId });
  await call.services.enqueue(tx, "count-policy-change", { agencyId: tx.actor.agencyId, id: changeId });
  return { changeId };
}

type InVersion = { policy: string; version: string };
async function confirm(tx: Transaction, input: InVersion & { registerWords: string; registerSource: string; registerOn: string }, call: Call, kind: Provision["kind"], id: string) {
  const words = input.registerWords.trim();
  const wrong = [
    ...(words.length < 10 ? [{ path: "registerWords", message: faultWords.pasteWords }] : []),
    ...(input.registerSource === "" ? [{ path: "registerSource", message: faultWords.nameSource }] : []),
    ...(input.registerOn > tx.today ? [{ path: "registerOn", message: faultWords.notInFuture }] : []),
  ];
  if (wrong.length > 0) throw new Fault("malformed", wrong[0]!.message, { fields: wrong });
  const before = await requireVersion(tx, call, input);
  const name = tx.actor.kind === "staff" ? tx.actor.name : "";
  const after = confirmed(before, requireProvision(before, kind, id), { name, on: input.registerOn, register: input.registerSource });
  return propose(tx, call, before, after, { kind: "confirm", clause: id, reason: "", registerWords: words, registerSource: input.registerSource, registerOn: input.registerOn });
}

async function change(tx: Transaction, input: InVersion & { parameters: Record<string, unknown>; severity: Clause["severity"]; reason: string }, call: Call, kind: Provision["kind"], id: string) {
  const before = await requireVersion(tx, call, input);
  const after = withParameters(before, requireProvision(before, kind, id), input.parameters, input.severity);
  return propose(tx, call, before, after, { kind: "change", clause: id, reason: input.reason });
}

async function importVersion(tx: Transaction, input: { file: string; reason: string }, call: Call) {
  const after = readFile(input.file);
  const policies = await policiesOf(tx, call);
  const present = policies.find((one) => one.id === after.id);
  const before = present?.versions.find((one) => one.version === after.version) ?? null;
  refuseOverlap(after, present?.versions ?? []);
  return propose(tx, call, before, after, { kind: "import", clause: null, reason: input.reason });
}

async function restore(tx: Transaction, input: { policy: string; version: string; reason: string }, call: Call) {
  const before = await requireVersion(tx, call, input);
  const shipped = shippedVersion(call, input.policy, input.version);
  if (shipped !== null && digestOf(shipped) === digestOf(before)) throw new Fault("refused", faultWords.shippedAlready);
  return propose(tx, call, before, shipped, { kind: "withdraw", clause: null, reason: input.reason });
}

async function getChange(tx: Transaction, { changeId }: { changeId: string }) {
  const found = await requireChange(tx, changeId);
  const editions = await readEditions(tx, [found.digestBefore, found.digestAfter].filter((one) => one !== null));
  const edition = (digest: string | null) => (digest === null ? null : editions.get(digest)!);
  return { change: shown(found), differences: differencesOf(edition(found.digestBefore), edition(found.digestAfter)) };
}

async function accept(tx: Transaction, { changeId }: { changeId: string }, call: Call) {
  const found = await requireChange(tx, changeId);
  if (found.status === "counting") throw new Fault("refused", faultWords.stillCounting);
  if (found.status !== "proposed") throw new Fault("refused", faultWords.settled);
  const policies = await policiesOf(tx, call);
  const present: Policy | undefined = policies.find((one) => one.id === found.policy);
  const now = present?.versions.find((one) => one.version === found.version) ?? null;
  if ((now === null ? null : digestOf(now)) !== found.digestBefore) throw new Fault("changed_meanwhile", faultWords.meanwhile);
  if (found.digestAfter !== null) refuseOverlap((await readEditions(tx, [found.digestAfter])).get(found.digestAfter)!, present?.versions ?? []);
  if (!(await store.settleChange(tx, changeId, "accepted", writer(tx)))) throw new Fault("changed_meanwhile", faultWords.settled);
  if (found.kind === "withdraw" || found.digestAfter === null) await uninstall(tx, found.policy, found.version);
  else await installEdition(tx, { policy: found.policy, version: found.version, digest: found.digestAfter });
  return { change: shown(await requireChange(tx, changeId)) };
}

async function withdraw(tx: Transaction, { changeId }: { changeId: string }) {
  await requireChange(tx, changeId);
  if (!(await store.settleChange(tx, changeId, "withdrawn", writer(tx)))) throw new Fault("refused", faultWords.settled);
  return { change: shown(await requireChange(tx, changeId)) };
}

async function use(tx: Transaction, input: PolicySettings, call: Call) {
  const policies = await policiesOf(tx, call);
  const lists = { eligibility: input.eligibility, team: input.team };
  const named = [{ id: input.session, question: "session" as const, path: "session" }, ...(["eligibility", "team"] as const).flatMap((question) => lists[question].map((id, index) => ({ id, question, path: `${question}.${index}` })))];
  for (const { id, question, path } of named) {
    const { versions } = policyNamed(policies, id);
    if (versions.some((version) => version.example)) throw fieldFault(path, faultWords.onlyExample);
    if (!versions.some((version) => version.clauses.some((clause) => clause.questions.includes(question)))) throw fieldFault(path, faultWords.answersNothing);
  }
  const inUse: PolicySettings = { session: input.session, eligibility: [...new Set(input.eligibility)], team: [...new Set(input.team)] };
  await store.setInUse(tx, inUse);
  return inUse;
}

export const rulebookHandlers: Handlers<typeof rulebook> = {
  list: handle(list),
  get: handle(async (tx, input, call) => {
    const version = await requireVersion(tx, call, input);
    return { version, origin: originOf(call, version), changes: (await store.listChanges(tx, input)).map(shown) };
  }),
  use: handle(use),
  confirm: handle((tx, input, call) => confirm(tx, input, call, "clause", input.clause)),
  changeClause: handle((tx, input, call) => change(tx, input, call, "clause", input.clause)),
  confirmTimer: handle((tx, input, call) => confirm(tx, input, call, "timer", input.timer)),
  changeTimer: handle((tx, input, call) => change(tx, input, call, "timer", input.timer)),
  importVersion: handle(importVersion),
  restore: handle(restore),
  getChange: handle(getChange),
  listEffects: handle(async (tx, { changeId, after }) => {
    await requireChange(tx, changeId);
    return store.listEffects(tx, changeId, after);
  }),
  accept: handle(accept),
  withdraw: handle(withdraw),
};
