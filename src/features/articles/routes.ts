import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Language, languages } from "#kernel/language.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import type { Findable } from "#features/site/found.rules.ts";
import { notFoundPage } from "#features/site/privacy.pages.tsx";
import { agencyOfSite, faultsOf, html, knownPractice } from "#features/site/routes.ts";
import { articleAddress, articlePage, articlesFeed, articlesPage, feedAddress } from "./pages.tsx";
import { isSlug, tagFrom } from "./rules.ts";
import * as store from "./store.ts";

/** Articles of one page of the list, and of the feed. */
const MOST_LISTED = 200;
const MOST_IN_FEED = 30;

/** What a reader may see, read as a visitor; nothing as long as there is no agency. */
async function asVisitor<T>({ database, clock }: Pick<Services, "database" | "clock">, nothing: T, read: (tx: Transaction) => Promise<T>): Promise<T> {
  const agency = await agencyOfSite({ database });
  return agency === null ? nothing : asActor(database, clock, { kind: "visitor", agencyId: agency.agency_id, timeZone: agency.time_zone }, read);
}

const asked = (request: FastifyRequest, name: string): string | undefined => {
  const value = (request.query as Record<string, unknown>)[name];
  return typeof value === "string" && value.length <= 200 && !value.includes("\u0000") ? value : undefined;
};

/** Articles that are shown, for a search: each in the languages in which it is there. */
export async function listFindable(services: Pick<Services, "database" | "clock">): Promise<Findable[]> {
  const articles = await asVisitor(services, [], (tx) => store.listShown(tx, { tag: null, byline: null, most: MOST_LISTED }));
  return articles.map(({ slug, content }) => ({ at: Object.fromEntries(languages.filter((language) => content[language] !== null).map((language) => [language, articleAddress(slug, language)])) }));
}

/** The pages of articles (D11): rendered here, without script, cookie or anything that follows who reads. */
export function addArticleRoutes(app: FastifyInstance, services: Pick<Services, "database" | "clock" | "baseUrl">): void {
  const known = knownPractice(services);
  const errorHandler = faultsOf(known);
  const kept = (reply: FastifyReply) => reply.header("cache-control", "no-cache");
  const list = async (language: Language, request: FastifyRequest, reply: FastifyReply) => {
    const narrowed = { tag: tagFrom(asked(request, "tag")), byline: asked(request, "by") ?? null };
    const { articles, tags } = await asVisitor(services, { articles: [], tags: [] }, async (tx) => ({ articles: await store.listShown(tx, { ...narrowed, most: MOST_LISTED }), tags: await store.listTags(tx) }));
    // A name that wrote nothing here is not said back.
    const byline = articles.length === 0 ? null : narrowed.byline;
    return kept(html(reply, 200, articlesPage({ practice: await known.now(), language, tag: narrowed.tag, byline, articles, tags })));
  };
  const one = async (language: Language, request: FastifyRequest, reply: FastifyReply) => {
    const { slug } = request.params as { slug: string };
    const article = isSlug(slug) ? await asVisitor(services, null, (tx) => store.findShown(tx, slug)) : null;
    const practice = await known.now();
    return kept(html(reply, article === null ? 404 : 200, article === null ? notFoundPage({ practice, language }) : articlePage({ practice, language, article })));
  };
  for (const language of languages) {
    app.get(siteAddresses.articles[language], { errorHandler }, (request, reply) => list(language, request, reply));
    app.get(feedAddress(language), { errorHandler }, async (_request, reply) => {
      const articles = await asVisitor(services, [], (tx) => store.listShown(tx, { tag: null, byline: null, most: MOST_IN_FEED }));
      const { name } = await known.now();
      return kept(reply.type("application/atom+xml; charset=utf-8").send(articlesFeed({ name, origin: services.baseUrl, language, articles, now: services.clock.now() })));
    });
    app.get(`${siteAddresses.articles[language]}/:slug`, { errorHandler }, (request, reply) => one(language, request, reply));
  }
}
