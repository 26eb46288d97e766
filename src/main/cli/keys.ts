import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { resealAll } from "#server/resealing.ts";
import { acceptRing, claimRing } from "#server/ringGuard.ts";
import { openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import { asOwner, noteForEveryAgency } from "./backup.ts";
import type { Invocation } from "./commands.ts";
import { keysWords } from "./keys.words.ts";

const actions = ["show", "renew", "retire", "accept"] as const;

/**
 * `bin/dyad keys [--json]`: what stands of the key ring, without any key. `renew` makes a new generation of keys and seals
 * everything anew by it; `retire` takes the former ones out, and with them every backup that they open; `accept` goes on with
 * the keys of this process where those that sealed the database are lost. Exit 1 where the
 * secret key is one from which a destroyed key could be worked out.
 */
export async function keysCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const [asked = "show", ...more] = argv.filter((word) => word !== "--json");
  const action = actions.find((one) => one === asked);
  if (action === undefined || more.length > 0) throw fieldFault("arguments", inEachLanguage((one) => keysWords[one].usage));
  const say = keysWords[language];
  const opened = await openFor(environment, { otherRing: action === "accept" ? "let_be" : "refused" });
  try {
    const { keys, clock, database } = opened.services;
    const did: { line: string; done: Record<string, number | boolean> } = { line: "", done: {} };
    if (action === "renew") {
      const generation = await keys.addGeneration(clock.now());
      const resealed = await asOwner(opened.open, (owner) => resealAll(owner, keys));
      await claimRing(database, keys, clock.now());
      Object.assign(did, { line: `${say.renewed(generation, resealed)}\n`, done: { generation, resealed } });
    }
    if (action === "retire") {
      const resealed = await asOwner(opened.open, (owner) => resealAll(owner, keys));
      const retired = resealed > 0 ? 0 : await keys.retireGenerations();
      Object.assign(did, { line: `${resealed > 0 ? say.notAllNew(resealed) : retired > 0 ? say.retired(retired) : say.nothingToRetire}\n`, done: { resealed, retired } });
    }
    if (action === "accept") {
      const lost = await asOwner(opened.open, (owner) => acceptRing(owner, keys, clock.now()));
      Object.assign(did, { line: `${lost === null ? say.nothingToAccept : say.accepted(lost)}\n`, done: { accepted: lost !== null } });
    }
    if (action !== "show") await noteForEveryAgency(opened.services, `keys.${action}`, did.done);
    const { id, isWritten, file, generations, destroyed, secretMustChange } = keys.state();
    const lines = [isWritten ? say.stands(id, file) : say.follows(id), say.counts(generations.length, destroyed), ...(secretMustChange ? [say.mustChange] : [])];
    const stdout = argv.includes("--json") ? asJson({ ok: !secretMustChange, ring: id, isWritten, generations: generations.length, destroyed, secretMustChange, ...did.done }) : `${did.line}${lines.join("\n")}\n`;
    return { exit: secretMustChange ? 1 : 0, stdout, stderr: "" };
  } finally {
    await opened.close();
  }
}
