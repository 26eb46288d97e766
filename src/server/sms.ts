import { LeavingError, type Left, type LeavingState, type NotTaken } from "./leaving.ts";
import { fetchOutside } from "./outward.ts";

/** One text message. The id never changes for a message: the adapter sends each id once, however often it is posted. */
export type TextMessage = { id: string; to: string; text: string };

/** Whether text messages leave. */
export function textState(services: { settings: { smsUrl: string | null }; demo: "1" | "0" | "markers" }): LeavingState {
  if (services.settings.smsUrl !== null) return "sends";
  return services.demo === "0" ? "not_set_up" : "demo";
}

/** Why the adapter did not take a text message. */
export class TextError extends LeavingError {
  constructor(failure: Exclude<NotTaken, "address_refused">, machineCode: string, left: Left) {
    super(`the text message adapter did not take a message (${machineCode})`, failure, left);
    this.name = "TextError";
  }
}

const SECONDS = 1000;
/** Milliseconds that an adapter may take in all. */
const LONGEST = 30 * SECONDS;
/** Statuses that say that trying the same again never helps. */
const REFUSES = [400, 404, 410, 413, 422];

/** What an adapter answered: null where it took the message, now or at an earlier try. */
function judge(status: number, reason: unknown): TextError | null {
  if (status === 200 || status === 201 || status === 202 || status === 409) return null;
  if (!REFUSES.includes(status)) return new TextError("not_reachable", String(status), "no");
  return new TextError(reason === "stopped" ? "stopped" : "number_refused", String(status), "no");
}

function reasonIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { reason?: unknown } | null)?.reason;
  } catch {
    return undefined;
  }
}

/**
 * Hands one text message to the operator's adapter: docs/operating/messages.md says in which form. Where the address holds a
 * name and a password, they go as a header. It follows nothing that it is sent on to, and reads a bounded answer. Throws a
 * `TextError`, which says whether the message may have left all the same. Call it outside any transaction.
 */
export async function sendText(smsUrl: string, { id, to, text }: TextMessage, longest = LONGEST): Promise<void> {
  const address = new URL(smsUrl);
  const account = address.username === "" && address.password === "" ? null : `${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`;
  address.username = "";
  address.password = "";
  const headers = { "content-type": "application/json", "idempotency-key": id, ...(account === null ? {} : { authorization: `Basic ${Buffer.from(account).toString("base64")}` }) };
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), longest);
  try {
    // The address is the operator's own: an adapter on the same machine or network is as good as one outside.
    const answer = await fetchOutside("anywhere")(address.href, { method: "POST", headers, body: JSON.stringify({ id, to, text }), signal: limit.signal });
    const refused = judge(answer.status, reasonIn(await answer.text()));
    if (refused !== null) throw refused;
  } catch (error) {
    if (error instanceof TextError) throw error;
    const code = (error as { code?: string }).code ?? "no answer";
    throw new TextError("not_reachable", code, ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].includes(code) ? "no" : "perhaps");
  } finally {
    clearTimeout(timer);
  }
}
