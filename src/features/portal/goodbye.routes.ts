import type { FastifyInstance } from "fastify";
import { goodbyeAddress } from "./addresses.rules.ts";
import type { PortalFrame } from "./frame.routes.ts";
import { goodbyePage } from "./goodbye.pages.tsx";
import { listGoodbyes, readGoodbye } from "./goodbye.reading.handlers.ts";
import { storiesPage } from "./story.pages.tsx";
import { readStories } from "./story.reading.handlers.ts";

/** The page for the goodbye. What is not there for this adult is not said: the list of stories stands in its place. */
export function addGoodbyeRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(`${goodbyeAddress}/:caseId`, frame.reads("story", async (one, request) => {
    const goodbye = await readGoodbye(one, (request.params as { caseId: string }).caseId);
    return goodbye === null ? storiesPage({ ...one.props, ...(await readStories(one)), goodbyes: await listGoodbyes(one) }) : goodbyePage({ ...one.props, goodbye });
  }));
}
