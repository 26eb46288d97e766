import http from "node:http";
import type { AddressInfo } from "node:net";

/** A reverse proxy before several servers: each request to the next one that answers, with whose it is. */
export type Proxy = { address: string; /** How many requests each server answered. */ answered: Map<string, number>; close(): Promise<void> };

/**
 * Spreads requests over servers in turn. One that does not take a connection is passed over; one that breaks off in the midst
 * of an answer is answered by 502, since nobody knows what it did.
 */
export async function startProxy(servers: () => readonly string[], forwarded: Record<string, string> = {}): Promise<Proxy> {
  let turn = 0;
  const answered = new Map<string, number>();
  const pass = (request: http.IncomingMessage, body: Buffer, reply: http.ServerResponse, left: number): void => {
    const among = servers();
    const address = among[turn++ % among.length]!;
    const { hostname, port } = new URL(address);
    let isConnected = false;
    const onward = http.request({ hostname, port, method: request.method, path: request.url, agent: false, headers: { ...request.headers, "x-forwarded-for": request.socket.remoteAddress ?? "", ...forwarded, "content-length": String(body.length) } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () => {
        if (!answer.complete) return;
        answered.set(address, (answered.get(address) ?? 0) + 1);
        reply.writeHead(answer.statusCode!, answer.headers).end(Buffer.concat(pieces));
      });
      answer.on("error", () => reply.headersSent || reply.writeHead(502).end());
      answer.on("aborted", () => reply.headersSent || reply.writeHead(502).end());
    });
    onward.on("socket", (socket) => socket.once("connect", () => (isConnected = true)));
    onward.on("error", () => {
      if (!isConnected && left > 0) return pass(request, body, reply, left - 1);
      if (!reply.headersSent) reply.writeHead(502).end();
    });
    onward.end(body);
  };
  const server = http.createServer((request, reply) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => pass(request, Buffer.concat(pieces), reply, servers().length));
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answered,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
