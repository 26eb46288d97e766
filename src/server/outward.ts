import dns from "node:dns";
import http from "node:http";
import https from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

// What this process asks of addresses that somebody typed in, such as an organisation's own sign-in: never of its own network.

/** An address that leads into a network of one's own, or cannot be asked for safely. */
export class OwnNetworkError extends Error {}

const SECONDS = 1000;
const LONGEST_ANSWER = 10 * SECONDS;
const MOST_BYTES = 1_000_000;

const own = new BlockList();
for (const [network, length] of [["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.168.0.0", 16], ["198.18.0.0", 15], ["224.0.0.0", 4], ["240.0.0.0", 4]] as const) own.addSubnet(network, length, "ipv4");
// The last three carry an address of version 4 within: what they lead to is not told by their own.
for (const [network, length] of [["::", 128], ["::1", 128], ["fc00::", 7], ["fe80::", 10], ["fec0::", 10], ["ff00::", 8], ["64:ff9b::", 96], ["64:ff9b:1::", 48], ["2002::", 16]] as const) own.addSubnet(network, length, "ipv6");

/** Whether an address is private, of this machine or its link, or for many at once. */
export function isOwnNetwork(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, "").split("%")[0]!;
  const kind = isIP(plain);
  return kind === 0 || own.check(plain, kind === 4 ? "ipv4" : "ipv6");
}

/** What may be asked: `anywhere` includes one's own network and connections without TLS. */
export type Reach = "outside" | "anywhere";

/** Finds a name's addresses as always, and refuses where one of them is of one's own network. The connection is made to what was judged. */
const lookupOutside: LookupFunction = (name, options, done) =>
  dns.lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    if (found.length === 0 || found.some(({ address }) => isOwnNetwork(address))) return done(new OwnNetworkError(`${name} is in a network of one's own`), []);
    return options.all === true ? done(null, found) : done(null, found[0]!.address, found[0]!.family);
  });

function judge(address: URL, reach: Reach): void {
  if (reach === "anywhere") return;
  if (address.protocol !== "https:") throw new OwnNetworkError("the address does not begin with https");
  const name = address.hostname.replace(/^\[|\]$/g, "");
  if (isIP(name) !== 0 && isOwnNetwork(name)) throw new OwnNetworkError("the address is in a network of one's own");
}

/** Throws unless an address begins with https and leads out of one's own network now. */
export async function requireOutside(address: string, reach: Reach): Promise<void> {
  const url = new URL(address);
  judge(url, reach);
  const name = url.hostname.replace(/^\[|\]$/g, "");
  if (reach === "anywhere" || isIP(name) !== 0) return;
  await new Promise<void>((done, fail) => lookupOutside(name, { all: true }, (error) => (error ? fail(error) : done())));
}

type Asked = { method?: string; headers?: Record<string, string>; body?: unknown; signal?: AbortSignal | null };

/** Asks an address as `fetch` does, follows nothing that it is sent on to, and judges where each connection leads. */
export function fetchOutside(reach: Reach): (address: string, asked?: Asked) => Promise<Response> {
  return async (address, { method = "GET", headers = {}, body, signal } = {}) => {
    const url = new URL(address);
    judge(url, reach);
    const text = body === undefined || body === null ? null : String(body);
    return new Promise((done, fail) => {
      const options = { method, headers: { ...headers, ...(text === null ? {} : { "content-length": String(Buffer.byteLength(text)) }) }, signal: signal ?? undefined, timeout: LONGEST_ANSWER, agent: false as const, ...(reach === "outside" ? { lookup: lookupOutside } : {}) };
      const request = (url.protocol === "http:" ? http : https).request(url, options, (answer) => {
        const parts: Buffer[] = [];
        let size = 0;
        answer.on("data", (part: Buffer) => {
          size += part.length;
          parts.push(part);
          if (size > MOST_BYTES) request.destroy(new Error("the answer is too long"));
        });
        answer.on("error", fail);
        answer.on("end", () => {
          const status = answer.statusCode ?? 502;
          const said = Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
          done(new Response([204, 205, 304].includes(status) ? null : Buffer.concat(parts), { status, headers: said }));
        });
      });
      request.setTimeout(LONGEST_ANSWER, () => request.destroy(new Error("the answer took too long")));
      request.on("error", fail);
      request.end(text ?? undefined);
    });
  };
}
