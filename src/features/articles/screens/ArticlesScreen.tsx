import { IconArticle, IconPencilPlus } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { shownNames, statusNames, words } from "../screens.words.ts";
import { ArticleForm } from "./ArticleForm.tsx";

/** Every article: drafts, what waits for a second reader, what readers see. */
export default function ArticlesScreen() {
  const { say, day, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const found = useAnswer(["articles.list"], (api) => api.articles.list());
  const list = found.data?.articles ?? [];
  return (
    <div className="page">
      <PageHeader title={say(words.title)}>{hasRole(me, "administrator") ? <Link href="/app/newsletter">{say(words.newsletter)}</Link> : null}</PageHeader>
      <FormPanel verb={say(words.begin)} glyph={IconPencilPlus}>{(close) => <ArticleForm article={null} close={close} />}</FormPanel>
      <div className="part">
        {found.isPending ? <Loading rows={4} /> : null}
        {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
        {found.data !== undefined && list.length === 0 ? <EmptyState sentence={say(words.none)} /> : null}
        {list.length === 0 ? null : (
          <RowList label={say(words.title)}>
            {list.map((one) => (
              <RowWithVerb
                key={one.articleId}
                state={one.status === "in_review" && !one.isOwn ? "today" : "later"}
                kind={say(statusNames[one.status])}
                glyph={IconArticle}
                who={(language === "es" ? (one.titleEs ?? one.titleEn) : (one.titleEn ?? one.titleEs)) ?? ""}
                href={`/app/articles/${one.articleId}`}
                why={[one.authorName, say(shownNames[one.shown]), [one.titleEn === null ? null : "English", one.titleEs === null ? null : "Español"].filter((name) => name !== null).join(", ")].join(" · ")}
                aside={day(dateInZone(one.changedAt, me.agency.timeZone), "weekday")}
                verb={{ label: say(one.status === "in_review" && !one.isOwn ? words.readIt : words.open), href: `/app/articles/${one.articleId}` }}
              />
            ))}
          </RowList>
        )}
        {found.data?.more ? <p className="soft">{say(words.more)}</p> : null}
      </div>
    </div>
  );
}
