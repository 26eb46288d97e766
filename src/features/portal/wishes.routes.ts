import type { FastifyInstance, FastifyRequest } from "fastify";
import { asFault } from "#server/errors.ts";
import { wishWordsLimit } from "#features/calendar/wishes.contract.ts";
import { hoursFrom } from "#features/calendar/wishes.rules.ts";
import { portalAddresses } from "./addresses.rules.ts";
import type { Outcome, PortalFrame, SignedIn } from "./frame.routes.ts";
import { readVisits } from "./reading.handlers.ts";
import { readWish, visitAddress, type WishFault, wishPage } from "./wishes.pages.tsx";
import { wishWords as words } from "./wishes.words.ts";

const sessionOf = (request: FastifyRequest) => (request.params as { sessionId: string }).sessionId;
const isId = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);
/** Every value of a field of what was sent, such as of boxes that were ticked. */
const valuesOf = (fields: unknown, name: string): string[] => [(fields as Record<string, string | string[] | undefined> | null)?.[name] ?? []].flat();

/** Where an adult says what she wishes of a visit. */
export function addWishRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(visitAddress(":sessionId"), frame.reads("visits", (one, request) => draw(one, sessionOf(request), {}, [])));
  scope.post(visitAddress(":sessionId"), frame.acts("visits", send));
  scope.post(`${visitAddress(":sessionId")}/back`, frame.acts("visits", takeBack));
}

async function draw(one: SignedIn, sessionId: string, kept: Record<string, string[]>, faults: WishFault[]): Promise<string> {
  const visit = (await readVisits(one)).coming.find((each) => each.sessionId === sessionId && each.came === "expected") ?? null;
  return wishPage({ ...one.props, visit, kept, faults });
}

async function send(one: SignedIn, request: FastifyRequest): Promise<Outcome> {
  const sessionId = sessionOf(request);
  const [wish, text] = [readWish(one.field("wish")), one.field("words").replace(/[\p{Cc}\p{Surrogate}]+/gu, " ").trim()];
  const [days, parts] = [valuesOf(request.body, "day"), valuesOf(request.body, "part")];
  const again = async (fault: WishFault, status: 409 | 422): Promise<Outcome> => ({ status, page: await draw(one, sessionId, { wish: [one.field("wish")], day: days, part: parts, words: [text] }, [fault]) });
  if (wish === null) return again({ path: "wish", message: words.pick }, 422);
  const isMore = wish !== "coming";
  if (isMore && text.length > wishWordsLimit) return again({ path: "words", message: words.long(wishWordsLimit) }, 422);
  try {
    await one.api.visitWishes.say({ sessionId, wish, hours: wish === "another_time" ? hoursFrom(days, parts) : [], words: isMore ? text : "" });
    return { to: portalAddresses.visits, said: wish === "coming" ? "willCome" : "wishSent" };
  } catch (error) {
    const { code } = asFault(error);
    if (code === "too_many") return again({ path: "wish", message: words.tooMany }, 409);
    // It was moved or cancelled while the page lay open: what stands is on the page of all visits.
    if (code === "refused" || code === "not_found" || code === "malformed") return { to: portalAddresses.visits, said: "visitChanged" };
    throw error;
  }
}

async function takeBack(one: SignedIn): Promise<Outcome> {
  const wishId = one.field("wish");
  if (!isId(wishId)) return { to: portalAddresses.visits };
  try {
    await one.api.visitWishes.takeBack({ wishId });
    return { to: portalAddresses.visits, said: "wishBack" };
  } catch (error) {
    if (asFault(error).status >= 500) throw error;
    return { to: portalAddresses.visits, said: "visitChanged" };
  }
}
