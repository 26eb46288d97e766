import { bringFile, runList } from "#features/lists/handlers.ts";
import { workLists } from "#features/lists/working.handlers.ts";
import { operatorDoes, type Scene } from "./scene.ts";

let count = 0;
/** A file of one made-up family that waits, like no other. */
export const madeUpList = (): Buffer => Buffer.from(`Child given name,Child family name,Child birth date,Source\nListed,Family ${String.fromCodePoint(0x4e00 + ++count)},2021-0${1 + (count % 9)}-1${count % 10},professional\n`);

/** A list that was read; or one that was run, with what it made. */
export async function newList(scene: Scene, now: "read" | "done" = "read"): Promise<{ listId: string; revision: number; number: string }> {
  const bytes = madeUpList();
  const { run } = await bringFile(scene.server.services, scene.agency.agencyId, bytes);
  const { listId, revision } = await operatorDoes(scene, run);
  if (now === "read") return { listId, revision, number: "2" };
  await operatorDoes(scene, (tx) => runList(tx, { listId, revision }));
  await workLists(scene.server.services);
  return { listId, revision: revision + 2, number: "2" };
}
