import type { FastifyInstance, FastifyRequest } from "fastify";
import { promisify } from "node:util";
import zlib from "node:zlib";

const LEAST_BYTES = 1024;
const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Quick settings: an answer is made once for one person, and a phone waits for it. */
const ways = {
  br: (body: Buffer) => brotli(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: (body: Buffer) => gzip(body, { level: 6 }),
} as const;
type Way = keyof typeof ways;

/** The best of our ways that the browser takes, or null. `q=0` refuses one, `*` stands for those not named; ties go to Brotli. */
export function chooseEncoding(accepted: string | undefined): Way | null {
  const weights = new Map<string, number>();
  for (const part of (accepted ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const weight = parameters.map((one) => /^q\s*=\s*([\d.]+)$/.exec(one)?.[1]).find((one) => one !== undefined);
    if (name !== "") weights.set(name, weight === undefined ? 1 : Number(weight) || 0);
  }
  const weightOf = (way: Way) => weights.get(way) ?? weights.get("*") ?? 0;
  const [best] = (["br", "gzip"] as const).toSorted((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) > 0 ? best : null;
}

const isText = (contentType: unknown) => /^(text\/(html|css|javascript)|application\/((fhir|problem)\+)?json)\b/.test(String(contentType ?? ""));

/**
 * Whether an answer to this request may be compressed at all. Only what is read is, never the answer to something sent:
 * those repeat what was typed, and hand out addresses and secrets. Never the pages behind a link either: the size of a
 * compressed page would say which answer is marked on it (docs/decisions/0011).
 */
export const mayCompress = (request: Pick<FastifyRequest, "method" | "url">): boolean => request.method === "GET" && !/^\/(m|training\/application)(\/|\?|$)/.test(request.url);

/** Compresses HTML, styles, scripts and JSON of 1 kB and more that are answered to a GET; the rest goes as it is. */
export function addCompression(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (!mayCompress(request) || reply.getHeader("content-encoding") !== undefined || !isText(reply.getHeader("content-type"))) return payload;
    if (typeof payload !== "string" && !Buffer.isBuffer(payload)) return payload;
    const body = Buffer.from(payload as string);
    if (body.length < LEAST_BYTES) return payload;
    reply.header("vary", withAcceptEncoding(reply.getHeader("vary")));
    const way = chooseEncoding(String(request.headers["accept-encoding"] ?? ""));
    if (way === null) return payload;
    reply.header("content-encoding", way).removeHeader("content-length");
    return ways[way](body);
  });
}

/** A cache must not hand the compressed answer to who cannot read it. */
function withAcceptEncoding(known: unknown): string {
  const names = [known ?? []].flat().join(", ");
  return names === "" ? "Accept-Encoding" : /accept-encoding|\*/i.test(names) ? names : `${names}, Accept-Encoding`;
}
