import { Readable } from "node:stream";
import nodemailer from "nodemailer";
import { LeavingError, type Left, type LeavingState } from "./leaving.ts";

/** One letter, as plain words: nothing in it can be traced back by being opened. The same `id` gives the same Message-ID, so that a mailbox knows a letter that came twice. */
export type Mail = { id?: string; to: string; fromName: string; subject: string; text: string; headers?: Record<string, string> };

/** Whether letters leave. */
export type MailState = LeavingState;

export function mailState(services: { settings: { smtpUrl: string | null }; demo: "1" | "0" | "markers" }): MailState {
  if (services.settings.smtpUrl !== null) return "sends";
  return services.demo === "0" ? "not_set_up" : "demo";
}

/** Why a mail server did not take a letter. */
export class MailError extends LeavingError {
  constructor(failure: "address_refused" | "not_reachable", machineCode: string, left: Left = "no") {
    super(`the mail server did not take a letter (${machineCode})`, failure, left);
    this.name = "MailError";
  }
}

/** The address that letters come from: the account at the mail server where it is one, else no-reply at this installation. */
export function senderAddress(smtpUrl: string, baseUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return /^[^@\s]+@[^@\s]+$/.test(user) ? user : `no-reply@${new URL(baseUrl).hostname}`;
}

const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f"<>]+/g, " ").trim();
const SECONDS = 1000;
/** Milliseconds that a letter may take in all; a message is taken by its worker for longer. */
const LONGEST = 75 * SECONDS;

/**
 * Sends one letter by the installation's mail server. Throws a `MailError`, which says whether the letter may have left all
 * the same. Call it outside any transaction.
 */
export async function sendMail(smtpUrl: string, baseUrl: string, mail: Mail, longest = LONGEST): Promise<void> {
  const transport = nodemailer.createTransport(smtpUrl, {
    from: { name: oneLine(mail.fromName), address: senderAddress(smtpUrl, baseUrl) },
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  });
  // Limits are options of the connection, which a URL carries as its query.
  Object.assign(transport.options, { connectionTimeout: 15 * SECONDS, greetingTimeout: 15 * SECONDS, socketTimeout: 30 * SECONDS, disableFileAccess: true, disableUrlAccess: true });
  let left: Left = "no";
  // The server asks for the letter only once it took the address: from the first byte on, what broke off may have been taken.
  transport.use("stream", ({ message }, done) => {
    message.build((error, bytes) => {
      if (error) return done(error);
      message.createReadStream = () =>
        new Readable({
          read() {
            left = "perhaps";
            this.push(bytes);
            this.push(null);
          },
        });
      return done();
    });
  });
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), longest);
  try {
    await transport.sendMail({ ...(mail.id === undefined ? {} : { messageId: `<${mail.id}@${new URL(baseUrl).hostname}>` }), to: mail.to, subject: oneLine(mail.subject), text: mail.text, ...(mail.headers === undefined ? {} : { headers: mail.headers }), signal: limit.signal });
  } catch (error) {
    const { code = "unknown", responseCode = 0 } = error as { code?: string; responseCode?: number };
    // A server that answered said what it did; one that did not may have taken what it was sent.
    throw new MailError(code === "EENVELOPE" && responseCode >= 500 ? "address_refused" : "not_reachable", String(responseCode || code), responseCode > 0 ? "no" : left);
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}
