import { createHash } from "node:crypto";
import { type Actor, newId, type Transaction } from "#database/actor.ts";
import { makeFileKey, wrapFileKey } from "#server/files.ts";
import type { Call } from "#server/procedure.ts";
import type { KeptMediaType } from "./contract.ts";
import { insertFile } from "./store.ts";

/**
 * Seals what the server itself wrote, such as data beside a paper, before any transaction; within one its row is written
 * and the file put in its place. Nothing of it is told by its bytes or cleaned: nobody sent it.
 */
export async function keepWritten({ services, actor }: Pick<Call, "services"> & { actor: Actor }, content: Uint8Array, mediaType: KeptMediaType): Promise<{ run(tx: Transaction): Promise<{ fileId: string }>; undo(): Promise<void> }> {
  const fileId = newId({ now: services.clock.now() });
  const key = makeFileKey();
  const incoming = await services.files.take(
    fileId,
    key,
    (async function* () {
      yield content;
    })(),
  );
  return {
    run: async (tx) => {
      await insertFile(tx, { fileId, mediaType, bytes: content.length, sha256: createHash("sha256").update(content).digest(), wrappedKey: wrapFileKey(services.keys, { agencyId: actor.agencyId, fileId }, key), cleaned: false });
      await incoming.keep();
      return { fileId };
    },
    undo: () => incoming.drop(),
  };
}
