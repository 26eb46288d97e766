import http from "node:http";
import { SIGN_IN_COOKIE } from "#server/http.ts";

/** An answer over loopback. */
export type Answer = { status: number; body: unknown };

/** Asks one server over kept connections, as many at once as there are workers. */
export type Asker = { ask(token: string, method: string, address: string, body?: unknown): Promise<Answer>; close(): void };

export function openAsker(base: string, connections: number): Asker {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(base);
  const ask = (token: string, method: string, address: string, body?: unknown) =>
    new Promise<Answer>((resolve, reject) => {
      const text = body === undefined ? null : JSON.stringify(body);
      const headers = { cookie: `${SIGN_IN_COOKIE}=${token}`, ...(text === null ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }) };
      const request = http.request({ hostname, port, method, path: address, agent, headers }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on("data", (piece: Buffer) => pieces.push(piece));
        answer.on("error", reject);
        answer.on("end", () => {
          const read = Buffer.concat(pieces).toString("utf8");
          resolve({ status: answer.statusCode!, body: read.startsWith("{") ? JSON.parse(read) : read });
        });
      });
      request.on("error", reject);
      request.end(text);
    });
  return { ask, close: () => agent.destroy() };
}

/** One piece of work of a worker: null where the answer was right, else what was wrong with it. `over` ends the worker: there is nothing left to do. */
export type Step = (worker: number) => Promise<{ wrong: string | null; over?: true }>;

export type Load = { concurrency: number; warmUpSeconds: number; seconds: number; step: Step };

/** Works in a closed loop, as many at once as asked, first to warm up, then measured. Only right answers are counted. */
export async function runLoad(load: Load): Promise<{ durations: number[]; seconds: number; errors: Map<string, number> }> {
  const errors = new Map<string, number>();
  const durations: number[] = [];
  const over = new Set<number>();
  const phase = async (seconds: number, isMeasured: boolean) => {
    const began = performance.now();
    const until = began + seconds * 1000;
    const work = async (worker: number) => {
      while (performance.now() < until && !over.has(worker)) {
        const from = performance.now();
        const { wrong, over: isOver } = await load.step(worker).catch((error: Error) => ({ wrong: error.message, over: undefined }));
        const took = performance.now() - from;
        if (isOver) over.add(worker);
        else if (wrong !== null) errors.set(wrong, (errors.get(wrong) ?? 0) + 1);
        else if (isMeasured) durations.push(took);
      }
    };
    await Promise.all(Array.from({ length: load.concurrency }, (_, worker) => work(worker)));
    return (performance.now() - began) / 1000;
  };
  await phase(load.warmUpSeconds, false);
  const seconds = await phase(load.seconds, true);
  return { durations, seconds, errors };
}

/** Keys at random, the same at every run. */
export function makeChance(seed: number): { upTo(limit: number): number; of<T>(list: readonly T[]): T } {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const upTo = (limit: number) => Math.floor(next() * limit);
  return { upTo, of: (list) => list[upTo(list.length)]! };
}
