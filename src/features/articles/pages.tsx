import type { Instant } from "#kernel/dates.ts";
import { dateInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { descriptionWords } from "#features/site/found.words.ts";
import { sayDay } from "#features/site/moments.rules.ts";
import { type PageProps, renderPage, Rich } from "#features/site/shell.pages.tsx";
import { shellWords } from "#features/site/shell.words.ts";
import { type ArticleContent, type ArticleTag, articleTags } from "./contract.ts";
import { Prose } from "#features/about/prose.drawings.tsx";
import { inXml, minutesOf, textIn } from "./rules.ts";
import { pageWords as words, tagNames } from "./words.ts";

/** An article as readers see it. An empty byline is the team's. */
export type Shown = { slug: string; byline: string; publishedAt: Instant; changedAt: Instant; content: ArticleContent };
/** How the list is narrowed. */
export type Narrowed = { tag: ArticleTag | null; byline: string | null };

const base = (language: Language) => siteAddresses.articles[language];
export const articleAddress = (slug: string, language: Language): string => `${base(language)}/${slug}`;
export const feedAddress = (language: Language): string => `${base(language)}/feed.xml`;
const listAddress = (language: Language, { tag, byline }: Partial<Narrowed>): string => {
  const query = new URLSearchParams({ ...(tag ? { tag } : {}), ...(byline ? { by: byline } : {}) }).toString();
  return `${base(language)}${query === "" ? "" : `?${query}`}`;
};

function Byline(props: { byline: string; language: Language }) {
  const { byline, language } = props;
  if (byline === "") return <>{words.byTeam[language]}</>;
  return <>{words.by[language]} <a className="link" href={listAddress(language, { byline })}>{byline}</a></>;
}

function Tags(props: { tags: readonly ArticleTag[]; language: Language }) {
  return <>{props.tags.map((tag) => <a className="link tag-link" key={tag} href={listAddress(props.language, { tag })}>{tagNames[tag][props.language]}</a>)}</>;
}

/** `/articles` and `/es/articulos` (D11): what is there, the newest first; of one tag, or by one author. */
export function articlesPage(props: PageProps & Narrowed & { articles: readonly Shown[]; /** Tags under which there is something to read. */ tags: readonly ArticleTag[] }): string {
  const { practice, language, tag, byline, articles } = props;
  const tags = articleTags.filter((one) => one === tag || props.tags.includes(one));
  return renderPage({
    ...props,
    title: practice.name,
    links: { en: listAddress("en", props), es: listAddress("es", props) },
    kind: "public",
    description: descriptionWords.articles,
    children: (
      <div className="wrap narrow reading">
        <h1>{words.title[language]}</h1>
        <p className="lead">{byline !== null ? `${words.by[language]} ${byline}` : words.lead[language]}</p>
        <nav aria-label={words.tags[language]}>
          <ul className="tag-row">
            <li><a href={base(language)} aria-current={tag === null && byline === null ? "true" : undefined}>{words.all[language]}</a></li>
            {tags.map((one) => <li key={one}><a href={listAddress(language, { tag: one })} aria-current={tag === one ? "true" : undefined}>{tagNames[one][language]}</a></li>)}
          </ul>
        </nav>
        {articles.length === 0 && <p>{words.none[language]}</p>}
        <ul className="article-list">{articles.map((one) => <ListedArticle key={one.slug} article={one} language={language} />)}</ul>
        <p><a className="link" href={siteAddresses.news[language]}>{words.news[language]}</a></p>
        <p className="small"><a className="link" href={feedAddress(language)}>{words.feed[language]}</a></p>
      </div>
    ),
  });
}

function ListedArticle(props: { article: Shown; language: Language }) {
  const { article, language } = props;
  const found = textIn(article.content, language);
  const isOther = found.language !== language;
  return (
    <li className="card">
      <h2 lang={isOther ? found.language : undefined}><a className="link" href={articleAddress(article.slug, found.language)}>{found.text.title}</a></h2>
      <p lang={isOther ? found.language : undefined}>{found.text.lead}</p>
      <p className="small"><Byline byline={article.byline} language={language} /> · {words.minutes(minutesOf(found.text))[language]}{isOther && <> · {(found.language === "es" ? words.onlySpanish : words.onlyEnglish)[language]}</>}</p>
      <p className="small"><Tags tags={article.content.tags} language={language} /></p>
    </li>
  );
}

/** One article, whole in this language; where it is not there in it, the page says so and leads to the other. */
export function articlePage(props: PageProps & { article: Shown }): string {
  const { practice, language, article } = props;
  const text = article.content[language];
  const other = language === "en" ? "es" : "en";
  return renderPage({
    ...props,
    title: practice.name,
    links: { en: articleAddress(article.slug, "en"), es: articleAddress(article.slug, "es") },
    kind: "public",
    description: descriptionWords.article,
    // There is nothing here to find in this language.
    ...(text === null ? { isLost: true } : {}),
    children: (
      <div className="wrap narrow reading">
        {text === null ? (
          <>
            <h1>{words.notYet[language]}</h1>
            <p><a className="button main" href={articleAddress(article.slug, other)} hrefLang={other}>{words.readOther[language]}</a></p>
          </>
        ) : (
          <article>
            <h1>{text.title}</h1>
            <p className="lead">{text.lead}</p>
            <p className="small"><Byline byline={article.byline} language={language} /> · {sayDay(dateInZone(article.publishedAt, practice.timeZone), language)} · {words.minutes(minutesOf(text))[language]}</p>
            <Prose text={text.words} />
            <p className="small"><Tags tags={article.content.tags} language={language} /></p>
          </article>
        )}
        <div className="box good">
          <p>{words.limits[language]} <a className="link" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a></p>
          <p>{words.question[language]} <a className="link" href={siteAddresses.question[language]}>{shellWords.question[language]}</a></p>
        </div>
        <p className="small"><Rich text={shellWords.danger[language]} /> <Rich text={shellWords.talk[language]} /></p>
        <p><a className="link" href={base(language)}>{words.back[language]}</a></p>
      </div>
    ),
  });
}

/** The feed of a language, as Atom: titles and leads alone, and addresses without anything that could tell who follows them. */
export function articlesFeed(props: { name: string; origin: string; language: Language; articles: readonly Shown[]; now: Instant }): string {
  const { origin, language } = props;
  const there = props.articles.flatMap((article) => (article.content[language] === null ? [] : [{ article, text: article.content[language] }]));
  const newest = there.map(({ article }) => article.changedAt).toSorted().at(-1) ?? props.now;
  const entries = there.map(({ article, text }) => {
    const address = inXml(`${origin}${articleAddress(article.slug, language)}`);
    const author = inXml(article.byline === "" ? words.team[language] : article.byline);
    return `<entry><id>${address}</id><title>${inXml(text.title)}</title><link href="${address}"/><published>${article.publishedAt}</published><updated>${article.changedAt > article.publishedAt ? article.changedAt : article.publishedAt}</updated><author><name>${author}</name></author><summary>${inXml(text.lead)}</summary></entry>`;
  });
  const self = inXml(`${origin}${feedAddress(language)}`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${self}</id><title>${inXml(props.name)}</title><link rel="self" href="${self}"/><link href="${inXml(`${origin}${base(language)}`)}"/><updated>${newest}</updated>${entries.join("")}</feed>\n`;
}
