import net, { type AddressInfo } from "node:net";

/** The harmless file that every scanner calls a virus, put together here so that no file of the project is one. */
export const testVirus = Buffer.from(["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*"].join(""));

/** How it behaves; "finds" calls everything bad, "looks" finds the test virus, "drops" closes in the middle of a file. */
export type ClamdManner = "looks" | "finds" | "silent" | "drops" | "nonsense" | "endless" | "too large";
/** A small clamd on this machine: INSTREAM and PING, as clamd(8) says. `heard` holds the files that it was given. */
export type Clamd = { heard: Buffer[]; manner: ClamdManner; url: string; close(): Promise<void> };

export async function startClamd(): Promise<Clamd> {
  const clamd: Clamd = { heard: [], manner: "looks", url: "", close: async () => {} };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
    let came = Buffer.alloc(0);
    socket.on("data", (bytes) => {
      came = Buffer.concat([came, bytes]);
      const command = came.subarray(0, came.indexOf(0) + 1).toString();
      if (command === "zPING\0") return void (clamd.manner === "silent" ? null : socket.end("PONG\0"));
      if (command !== "zINSTREAM\0") return;
      if (clamd.manner === "drops") return void socket.destroy();
      const file = fileIn(came.subarray(command.length));
      if (file === null) return;
      clamd.heard.push(file);
      if (clamd.manner === "silent") return;
      if (clamd.manner === "nonsense") return void socket.end("<html>\0");
      if (clamd.manner === "too large") return void socket.end("INSTREAM size limit exceeded. ERROR\0");
      if (clamd.manner === "endless") return void socket.write("stream: ".repeat(10_000));
      socket.end(clamd.manner === "finds" || file.includes(testVirus) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  clamd.url = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  clamd.close = () =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return clamd;
}

/** The file that pieces with their lengths make; null while some of it is still to come. */
function fileIn(bytes: Buffer): Buffer | null {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (at + 4 + length > bytes.length) return null;
    pieces.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
