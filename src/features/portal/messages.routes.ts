import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Words } from "#kernel/language.ts";
import { asFault } from "#server/errors.ts";
import { messageLimit } from "#features/correspondence/contract.ts";
import { plainText } from "#features/correspondence/rules.ts";
import { portalAddresses } from "./addresses.rules.ts";
import { fieldOf, type Outcome, type PortalFrame, type SignedIn } from "./frame.routes.ts";
import { messagesPage, type NotSent } from "./messages.pages.tsx";
import { noteRead, readThreads } from "./messages.reading.handlers.ts";
import { closedToFamily, messageWords as words } from "./messages.words.ts";

const isKey = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);

/** Where an adult and the team write to each other. */
export function addMessageRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(portalAddresses.messages, frame.reads("messages", (one, request) => {
    const [caseId, before] = [fieldOf(request.query, "child"), fieldOf(request.query, "before")];
    return draw(one, isKey(caseId) && before !== "" && before.length <= 200 ? { caseId, before } : null, null);
  }));
  scope.post(portalAddresses.messages, frame.acts("messages", send));
}

async function draw(one: SignedIn, place: { caseId: string; before: string } | null, notSent: NotSent | null): Promise<string> {
  const threads = await readThreads(one, place);
  await noteRead(one, threads);
  const sentKey = isKey(one.field("key")) ? one.field("key") : randomUUID();
  return messagesPage({ ...one.props, threads, now: one.now, sentKey, isEarlier: place === null ? "no" : "yes", notSent });
}

async function send(one: SignedIn): Promise<Outcome> {
  const [caseId, typed, sentKey] = [one.field("child"), plainText(one.field("words")), one.field("key")];
  const again = async (fault: Words, status: 409 | 422): Promise<Outcome> => ({ status, page: await draw(one, null, { caseId, words: typed, fault }) });
  if (!isKey(caseId) || !isKey(sentKey)) return { to: portalAddresses.messages };
  if (typed === "") return again(words.empty, 422);
  if (typed.length > messageLimit) return again(words.tooLong(typed.length, messageLimit), 422);
  try {
    await one.api.correspondence.write({ caseId, words: typed, sentKey });
    return { to: portalAddresses.messages, said: "messageSent" };
  } catch (error) {
    const { code } = asFault(error);
    if (code === "too_many") return again(words.tooMany, 409);
    // The case was closed, or the way in narrowed, while this was written.
    if (code === "refused") return again(closedToFamily.closed, 409);
    if (code === "not_found") return { to: portalAddresses.messages };
    throw error;
  }
}
