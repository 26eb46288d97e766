import http from "node:http";
import type { AddressInfo } from "node:net";

/** How the adapter behaves. "takes and closes" has the message and says nothing; "late" answers after `slowness` milliseconds. */
export type SmsManner = "takes" | "refuses" | "stopped" | "later" | "redirects" | "closes" | "takes and closes" | "takes and is silent" | "late" | "endless" | "nonsense";
/** A small adapter for text messages on this machine, of the form that docs/operating/messages.md describes: each id is sent once. */
export type SmsAdapter = { sent: { id: string; to: string; text: string }[]; posts: { id: string; key: string; authorization: string | undefined }[]; manners: { manner: SmsManner; slowness: number }; url: string; close(): void };

export async function startSmsAdapter(): Promise<SmsAdapter> {
  const sent: SmsAdapter["sent"] = [];
  const posts: SmsAdapter["posts"] = [];
  const manners: SmsAdapter["manners"] = { manner: "takes", slowness: 0 };
  const server = http.createServer((request, reply) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      const { id, to, text } = JSON.parse(body) as { id: string; to: string; text: string };
      const { manner } = manners;
      posts.push({ id, key: String(request.headers["idempotency-key"]), authorization: request.headers.authorization });
      if (["takes", "takes and closes", "takes and is silent", "late", "endless", "nonsense"].includes(manner) && !sent.some((one) => one.id === id)) sent.push({ id, to, text });
      if (manner === "closes" || manner === "takes and closes") return void request.socket.destroy();
      if (manner === "takes and is silent") return;
      if (manner === "refuses") return void reply.writeHead(422, { "content-type": "application/json" }).end('{"reason":"bad_number"}');
      if (manner === "stopped") return void reply.writeHead(422, { "content-type": "application/json" }).end('{"reason":"stopped"}');
      if (manner === "later") return void reply.writeHead(503).end();
      if (manner === "redirects") return void reply.writeHead(307, { location: `${address}/elsewhere` }).end();
      if (manner === "endless") {
        reply.writeHead(202);
        const more = setInterval(() => void reply.write("x".repeat(200_000)), 1);
        return void reply.on("close", () => clearInterval(more));
      }
      setTimeout(() => reply.writeHead(202, { "content-type": "application/json" }).end(manner === "nonsense" ? "<html>" : "{}"), manner === "late" ? manners.slowness : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { sent, posts, manners, url: `${address}/send`, close: () => (server.closeAllConnections(), void server.close()) };
}
