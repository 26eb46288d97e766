import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { dateInZone } from "#kernel/dates.ts";
import { asFault } from "#server/errors.ts";
import { beginPasskeySignIn } from "#features/account/passkeys.handlers.ts";
import type { FormState } from "#features/site/fields.pages.tsx";
import { agencyOfSite } from "#features/site/routes.ts";
import { keyDoorAddress, keysAddress, portalAddresses } from "./addresses.rules.ts";
import { MOST_KEYS } from "./contract.ts";
import { fieldOf, type Outcome, type PortalFrame, type SignedIn } from "./frame.routes.ts";
import { comeInByKey } from "./keys.handlers.ts";
import { keysPage, makeKeyPage } from "./keys.pages.tsx";
import { keyWords as words } from "./keys.words.ts";

const MOST_LETTERS = 100;
const unseen: Omit<FormState, "language"> = { kept: {}, faults: [] };

/** An adult's own passkeys, and coming in by one. */
export function addKeyRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  const asked = { config: { rateLimit: { max: 30, timeWindow: "10 minutes" } } } as const;
  scope.get(keysAddress, frame.reads("privacy", (one) => drawKeys(one, unseen)));
  scope.post(keysAddress, asked, frame.acts("privacy", change));
  scope.post(`${keyDoorAddress}/begin`, asked, async (request, reply) => reply.send(await beginPasskeySignIn(await frame.parts.callFor(request, reply))));
  scope.post(keyDoorAddress, asked, (request, reply) => comeIn(frame, request, reply));
}

/** What a device said, as it was written by the script; null where it is nothing of the kind. */
function readSaid(text: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === "object" && said !== null && !Array.isArray(said) && hasResponse(said) ? { ...said } : null;
  } catch {
    return null;
  }
}
const hasResponse = (said: object): boolean => "response" in said && typeof said.response === "object" && said.response !== null;

async function comeIn(frame: PortalFrame, request: FastifyRequest, reply: FastifyReply) {
  const agency = await agencyOfSite(frame.services);
  const response = readSaid(fieldOf(request.body, "response"));
  const outcome = agency && response ? await comeInByKey(await frame.parts.callFor(request, reply), agency, { step: fieldOf(request.body, "step"), response }) : "refused";
  return outcome === "in" ? reply.redirect(portalAddresses.home, 303) : frame.door(request, reply, { status: 422, fault: "no_key" });
}

async function drawKeys(one: SignedIn, state: Omit<FormState, "language">): Promise<string> {
  const { passkeys, passkeysWork, hasPassword } = await one.api.ownAccess.get();
  const zone = one.call.actor?.timeZone ?? "UTC";
  const keys = passkeys.map((each) => ({ passkeyId: each.passkeyId, name: each.name, addedOn: dateInZone(each.addedAt, zone), usedOn: each.lastUsedAt === null ? null : dateInZone(each.lastUsedAt, zone) }));
  return keysPage({ ...one.props, keys, state, mayAdd: !passkeysWork || hasPassword ? "no" : keys.length >= MOST_KEYS ? "full" : "yes" });
}

/** One form or another: begins a passkey, adds what the device made, or removes one. */
async function change(one: SignedIn): Promise<Outcome> {
  if (one.field("remove") !== "") return remove(one, one.field("remove"));
  return one.field("step") === "" ? begin(one) : add(one);
}

/** Sent twice it is removed once. */
async function remove({ api }: SignedIn, passkeyId: string): Promise<Outcome> {
  try {
    await api.ownAccess.removePasskey({ passkeyId });
    return { to: keysAddress, said: "key_removed" };
  } catch (error) {
    if (asFault(error).status >= 500) throw error;
    return { to: keysAddress };
  }
}

async function begin(one: SignedIn): Promise<Outcome> {
  const name = one.field("name").trim();
  const again = async (faults: FormState["faults"]): Promise<Outcome> => ({ page: await drawKeys(one, { kept: { name: [one.field("name")] }, faults }), status: 422 });
  // The name is looked at first, so that no try is lost by it.
  if (name === "" || name.length > MOST_LETTERS) return again([{ path: "name", message: words.needName }]);
  if (one.field("code") === "") return again([{ path: "code", message: words.wrongCode }]);
  try {
    const { step, options } = await one.api.portal.beginKey({ code: one.field("code") });
    return { page: makeKeyPage({ ...one.props, name, step, options }), status: 200 };
  } catch (error) {
    const { code, fields } = asFault(error);
    if (code === "refused" && fields?.some((each) => each.path === "code")) return again([{ path: "code", message: words.wrongCode }]);
    if (code === "refused" || code === "not_found" || code === "malformed") return { to: keysAddress };
    throw error;
  }
}

async function add(one: SignedIn): Promise<Outcome> {
  const response = readSaid(one.field("response"));
  try {
    if (!response) return { to: keysAddress };
    await one.api.ownAccess.addPasskey({ step: one.field("step"), name: one.field("name"), response });
    return { to: keysAddress, said: "key_added" };
  } catch (error) {
    // Sent twice, or too late: the list says what stands.
    if (asFault(error).status >= 500) throw error;
    return { to: keysAddress };
  }
}
