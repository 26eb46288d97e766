import type { FastifyInstance } from "fastify";
import { spokenTo } from "#server/http.ts";
import { type FeedServices, readFeed } from "./feed.handlers.ts";
import { feedWords } from "./feed.words.ts";

/** The calendar of one's busy times, behind an address of its own. It is in no cache, no index and no log. */
export function addFeedRoutes(app: FastifyInstance, services: FeedServices): void {
  app.get("/feed/:token/calendar.ics", async (request, reply) => {
    reply.header("cache-control", "no-store").header("referrer-policy", "no-referrer").header("x-robots-tag", "noindex, nofollow");
    const { token } = request.params as { token: string };
    const language = spokenTo(request);
    const calendar = await readFeed(services, token, language, request.id);
    if (calendar === null) return reply.status(410).type("text/plain; charset=utf-8").send(`${feedWords.over[language]}\n`);
    return reply.type("text/calendar; charset=utf-8").header("content-disposition", 'attachment; filename="calendar.ics"').send(calendar);
  });
}
