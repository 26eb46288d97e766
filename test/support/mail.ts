import net, { type AddressInfo } from "node:net";

/**
 * How the mail server behaves: whether it takes letters, of whom it hangs up on a line that names them, and how long it thinks
 * about a letter, in milliseconds. "takes and closes" has the letter and says nothing, "closes in the midst" has a part of it.
 */
export type MailManners = { manner: "takes" | "refuses" | "hangs up" | "never greets" | "takes and closes" | "takes and is silent" | "closes in the midst" | "refuses the letter" | "answers twice"; hangUpOn: string | null; slowness: number };
/** A small mail server on this machine: what it took, how it behaves, its address as the setting has it, and how to end it. */
export type MailServer = { letters: string[]; manners: MailManners; url: string; close(): void };

/** A mail server that takes letters as they come over the line, until it is told to behave otherwise. */
export async function startMailServer(): Promise<MailServer> {
  const letters: string[] = [];
  const manners: MailManners = { manner: "takes", hangUpOn: null, slowness: 0 };
  const server = net.createServer((socket) => {
    if (manners.manner === "hangs up") return void socket.destroy();
    let letter: string | null = null;
    let buffer = "";
    socket.on("error", () => {});
    if (manners.manner !== "never greets") socket.write("220 test ESMTP\r\n");
    socket.on("data", (chunk) => {
      buffer += chunk.toString();
      for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (letter !== null && line !== ".") {
          letter += `${line}\n`;
          if (manners.manner === "closes in the midst") return void socket.destroy();
        } else if (letter !== null) {
          if (manners.manner !== "refuses the letter") letters.push(letter);
          letter = null;
          if (manners.manner === "takes and closes") return void socket.destroy();
          if (manners.manner === "takes and is silent") return;
          const said = manners.manner === "refuses the letter" ? "554 not wanted\r\n" : manners.manner === "answers twice" ? "250 taken\r\n250 taken\r\n" : "250 taken\r\n";
          setTimeout(() => socket.write(said), manners.slowness);
        } else if (line === "DATA") {
          letter = "";
          socket.write("354 go on\r\n");
        } else if (manners.hangUpOn !== null && line.includes(manners.hangUpOn)) socket.destroy();
        else if (line.startsWith("RCPT") && manners.manner === "refuses") socket.write("550 ana@example.org is nobody here\r\n");
        else if (line === "QUIT") socket.end("221 bye\r\n");
        else socket.write("250 fine\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { letters, manners, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() };
}
