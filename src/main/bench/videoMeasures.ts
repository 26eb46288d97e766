import { createHash, randomBytes } from "node:crypto";
import { SIGN_IN_COOKIE } from "#server/http.ts";
import { addDays, type CivilDate } from "#kernel/dates.ts";
import { figureOf, type Measured } from "./figures.ts";
import { makeChance, openAsker, runLoad } from "./load.ts";
import type { Lengths } from "./measures.ts";
import type { BenchPlace } from "./place.ts";
import { peakMemoryOf } from "./process.ts";
import { tokenOf } from "./programme.ts";

/** Bytes of the recording that is sent in, and of each request. Its middle is the same piece again and again, so that it need not be held. */
const SIZE = 512_000_000;
const PIECE = 8_388_608;
/** Bytes of a seek: what a player asks for first where it goes to another place. */
const SEEK = 262_144;
const CLINICIAN = 0;

type Offered = { sessionId: string; caseId: string; purposes: string[]; whyNot: string | null };
type Ask = (method: string, address: string, body?: unknown) => Promise<Record<string, unknown>>;

/** Has a family agree to video by the API, adult by adult, and answers a session of theirs that may be recorded. */
async function agree(ask: Ask, today: CivilDate): Promise<string> {
  const { sessions } = (await ask("GET", "/recordings/sessions")) as { sessions: Offered[] };
  const validTo = addDays(today, 30);
  for (const caseId of new Set(sessions.map((one) => one.caseId))) {
    const { people } = (await ask("GET", `/cases/${caseId}`)) as { people: { personId: string; part: string; givenName: string }[] };
    for (const { personId, givenName } of people.filter((one) => one.part === "caregiver")) {
      const { authorityId } = (await ask("POST", `/cases/${caseId}/authorities`, { holderId: personId, holderOrganization: null, kind: "kin", document: "Made up", scopes: ["video"], validFrom: addDays(today, -5), validTo: null })) as { authorityId: string };
      const { textHash } = (await ask("GET", `/cases/${caseId}/consent-text?kind=video&language=en&validTo=${validTo}&purposes[0]=supervision`)) as { textHash: string };
      await ask("POST", `/cases/${caseId}/consents`, { kind: "video", answer: "yes", authorityId, signerId: personId, signedName: givenName, language: "en", validTo, purposes: ["supervision"], textHash });
    }
    const again = (await ask("GET", "/recordings/sessions")) as { sessions: Offered[] };
    const found = again.sessions.find((one) => one.whyNot === null);
    if (found) return found.sessionId;
  }
  throw new Error("no session of the seeded programme may be recorded");
}

/** A recording sent in by pieces, one after the other, and found again whole; then seeks to places at random, as many at once as asked. */
export async function measureVideo(place: BenchPlace, lengths: Lengths): Promise<Measured[]> {
  const server = await place.server();
  const asker = openAsker(server.address, lengths.concurrency);
  const token = tokenOf(CLINICIAN);
  const cookie = `${SIGN_IN_COOKIE}=${token}`;
  const ask: Ask = async (method, address, body) => {
    const answer = await asker.ask(token, method, `/api${address}`, body);
    if (answer.status !== 200) throw new Error(`${method} ${address}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
    return answer.body as Record<string, unknown>;
  };
  const figure = (name: string, durations: readonly number[], seconds: number, concurrency: number) => figureOf({ name, scale: place.programme.people, concurrency, durations, seconds, peakMemoryMB: peakMemoryOf(server.pid) });
  try {
    const sessionId = await agree(ask, place.programme.today);
    const piece = randomBytes(PIECE);
    Buffer.from([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d]).copy(piece);
    const { recordingId } = (await ask("POST", "/recordings", { sessionId, name: "made-up.mp4", bytes: String(SIZE), fingerprint: "0".repeat(64), purposes: ["supervision"] })) as { recordingId: string };
    const address = `${server.address}/api/recordings/${recordingId}`;
    const hash = createHash("sha256");
    const durations: number[] = [];
    const errors = new Map<string, number>();
    const began = performance.now();
    for (let at = 0; at < SIZE; ) {
      const body = new Uint8Array(piece.subarray(0, Math.min(PIECE, SIZE - at)));
      const from = performance.now();
      const answer = await fetch(`${address}/upload`, { method: "PATCH", headers: { cookie, "content-type": "application/offset+octet-stream", "upload-offset": String(at) }, body });
      if (answer.status !== 204) throw new Error(`a piece was answered ${answer.status}`);
      durations.push(performance.now() - from);
      hash.update(body);
      at += body.length;
    }
    const seconds = (performance.now() - began) / 1000;
    // A wrong digest refuses it, and ends the measurement with its words.
    await ask("POST", `/recordings/${recordingId}/finish`, { sha256: hash.digest("hex") });
    const sent = figure("video, a piece of 8 MB sent in", durations, seconds, 1);
    const { upTo } = makeChance(7);
    const seeks = await runLoad({ ...lengths, step: async () => {
      const from = upTo(SIZE - SEEK);
      const answer = await fetch(`${address}/video`, { headers: { cookie, range: `bytes=${from}-${from + SEEK - 1}` } });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { wrong: answer.status === 206 && bytes.length === SEEK && bytes[0] === piece[from % PIECE] && bytes[SEEK - 1] === piece[(from + SEEK - 1) % PIECE] ? null : `a seek was answered ${answer.status}` };
    } }); // prettier-ignore
    return [{ figure: sent, errors, beside: null }, { figure: figure("video, a seek", seeks.durations, seeks.seconds, lengths.concurrency), errors: seeks.errors, beside: null }];
  } finally {
    asker.close();
  }
}
