import path from "node:path";
import { openKeyRing } from "#server/keyRing.ts";
import { openRecordings } from "#server/recordingFolder.ts";

// A process that is killed while a recording comes in: it takes bytes that follow from their place, slowly, from where it is told.

const [root, recordingId, bytes, from] = process.argv.slice(2) as [string, string, string, string];
const folder = openRecordings({ folder: path.join(root, "recordings"), keyFolder: path.join(root, "keys"), keys: openKeyRing(path.join(root, "ring"), { kind: "given", key: "a key of tests, of which it is enough that it is long", before: null }) });
async function* film(): AsyncGenerator<Buffer> {
  process.stdout.write("begun\n");
  for (let at = Number(from); at < Number(bytes); at += 100_000) {
    yield Buffer.from(Array.from({ length: Math.min(100_000, Number(bytes) - at) }, (_, place) => (at + place) % 251));
    await new Promise((done) => setTimeout(done, 3));
  }
}
await folder.append({ agencyId: "one", recordingId, bytes: Number(bytes) }, Number(from), film(), () => {});
