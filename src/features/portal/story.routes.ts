import type { FastifyInstance, FastifyRequest } from "fastify";
import { asFault } from "#server/errors.ts";
import { MOST_WISH } from "#features/stories/family.contract.ts";
import { portalAddresses } from "./addresses.rules.ts";
import { fieldOf, type Outcome, type PortalFrame, type SignedIn } from "./frame.routes.ts";
import { listGoodbyes } from "./goodbye.reading.handlers.ts";
import { findStory, readStories } from "./story.reading.handlers.ts";
import { type Leaf, storiesPage, storyPage, type WishState } from "./story.pages.tsx";

type Place = { caseId: string; versionId: string };
const place = `${portalAddresses.story}/:caseId/:versionId`;
const placeOf = (request: FastifyRequest): Place => request.params as Place;

/** The family's own story: read page by page, and the adult's own yes to it. */
export function addStoryRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(portalAddresses.story, frame.reads("story", list));
  scope.get(place, frame.reads("story", async (one, request) => {
    const { caseId, versionId } = placeOf(request);
    const story = await findStory(one, caseId, versionId);
    // What is not there for this adult is not said: the list shows what is.
    return story === null ? list(one) : storyPage({ ...one.props, caseId, story, leaf: leafOf(fieldOf(request.query, "page"), story.pages.length), wish: nothingTyped });
  }));
  // A form that was answered by a page may be loaded anew at its own address: it leads back to where it is asked.
  for (const step of ["yes", "change"]) scope.get(`${place}/${step}`, (request, reply) => reply.redirect(`${portalAddresses.story}/${encodeURIComponent(placeOf(request).caseId)}/${encodeURIComponent(placeOf(request).versionId)}?page=end`, 303));
  scope.post(`${place}/yes`, frame.acts("story", (one, request) => approve(one, placeOf(request))));
  scope.post(`${place}/change`, frame.acts("story", (one, request) => wish(one, placeOf(request))));
}

const nothingTyped: WishState = { typed: "", fault: "none" };
const list = async (one: SignedIn) => storiesPage({ ...one.props, ...(await readStories(one)), goodbyes: await listGoodbyes(one) });

/** The page that an address names; whatever else stands there is the first. */
function leafOf(asked: string, last: number): Leaf {
  if (asked === "end" || asked === "all") return asked;
  const number = /^\d{1,2}$/.test(asked) ? Number(asked) : 1;
  return Math.min(Math.max(number, 1), last);
}

async function approve(one: SignedIn, { caseId, versionId }: Place): Promise<Outcome> {
  const story = await findStory(one, caseId, versionId);
  if (story === null) return { to: portalAddresses.story };
  try {
    await one.api.stories.approveOwn({ caseId, storyId: story.storyId, versionId });
  } catch (error) {
    // Another version took its place meanwhile: the list says what waits now.
    if (asFault(error).status >= 500) throw error;
    return { to: portalAddresses.story };
  }
  return { to: portalAddresses.story, said: "storyApproved" };
}

async function wish(one: SignedIn, { caseId, versionId }: Place): Promise<Outcome> {
  const story = await findStory(one, caseId, versionId);
  if (story === null || story.state !== "asks") return { to: portalAddresses.story };
  const typed = one.field("words");
  const again = (fault: WishState["fault"]): Outcome => ({ status: 422, page: storyPage({ ...one.props, caseId, story, leaf: "end", wish: { typed, fault } }) });
  if (typed.trim() === "") return again("empty");
  if (typed.length > MOST_WISH) return again("long");
  try {
    await one.api.stories.wish({ caseId, storyId: story.storyId, versionId, words: typed });
  } catch (error) {
    if (asFault(error).status >= 500) throw error;
    return again("many");
  }
  return { to: portalAddresses.story, said: "storyWished" };
}
