import nodemailer from "nodemailer";

/** One letter, as plain words: nothing in it can be traced back by being opened. */
export type Mail = { to: string; fromName: string; subject: string; text: string };

/** Whether letters leave: `sends`; `demo`, where they stay here and are shown instead; `not_set_up`, where they wait. */
export type MailState = "sends" | "demo" | "not_set_up";

export function mailState(services: { settings: { smtpUrl: string | null }; demo: "1" | "0" | "markers" }): MailState {
  if (services.settings.smtpUrl !== null) return "sends";
  return services.demo === "0" ? "not_set_up" : "demo";
}

/** Why a mail server did not take a letter. Its own words quote the address, so they go no further than here. */
export class MailError extends Error {
  /** `address_refused`: trying again does not help. */
  readonly failure: "address_refused" | "not_reachable";
  constructor(failure: "address_refused" | "not_reachable", machineCode: string) {
    super(`the mail server did not take a letter (${machineCode})`);
    this.name = "MailError";
    this.failure = failure;
  }
}

/** The address that letters come from: the account at the mail server where it is one, else no-reply at this installation. */
export function senderAddress(smtpUrl: string, baseUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return /^[^@\s]+@[^@\s]+$/.test(user) ? user : `no-reply@${new URL(baseUrl).hostname}`;
}

const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f"<>]+/g, " ").trim();
const SECONDS = 1000;

/** Sends one letter by the installation's mail server. Throws a `MailError`. Call it outside any transaction. */
export async function sendMail(smtpUrl: string, baseUrl: string, mail: Mail): Promise<void> {
  const transport = nodemailer.createTransport(smtpUrl, {
    from: { name: oneLine(mail.fromName), address: senderAddress(smtpUrl, baseUrl) },
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  });
  // Limits are options of the connection, which a URL carries as its query.
  Object.assign(transport.options, { connectionTimeout: 15 * SECONDS, greetingTimeout: 15 * SECONDS, socketTimeout: 30 * SECONDS, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({ to: mail.to, subject: oneLine(mail.subject), text: mail.text });
  } catch (error) {
    const { code = "unknown", responseCode = 0 } = error as { code?: string; responseCode?: number };
    throw new MailError(code === "EENVELOPE" && responseCode >= 500 ? "address_refused" : "not_reachable", String(responseCode || code));
  } finally {
    transport.close();
  }
}
