import { IconCheck, IconCornerUpLeft, IconEye, IconEyeOff, IconPencil, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useMoment } from "#features/intake/screens/PromiseMark.tsx";
import { Button } from "#ui/Button.tsx";
import { type Api, useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { ArticleView } from "../contract.ts";
import { shownNames, statusNames, words } from "../screens.words.ts";
import { ArticleForm } from "./ArticleForm.tsx";
import { Shown } from "./Shown.tsx";
import "./articles.css";

/** One article: as readers would see it, who wrote and read it, and what happens now. */
export default function ArticleScreen({ articleId }: { articleId: string }) {
  const { say, language } = useLanguage();
  usePageTitle(words.one);
  const found = useAnswer(["articles.get", articleId], (api) => api.articles.get({ articleId }));
  const back = { href: "/app/articles", label: say(words.title) };
  if (found.isPending || found.isError)
    return (
      <div className="page">
        <PageHeader title={say(words.one)} back={back} />
        {found.isPending ? <Loading rows={4} /> : <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />}
      </div>
    );
  const article = found.data;
  const title = (language === "es" ? (article.titleEs ?? article.titleEn) : (article.titleEn ?? article.titleEs)) ?? "";
  return (
    <div className="page">
      <PageHeader title={title} back={back} />
      <DefinitionStrip
        definitions={[
          { label: say(words.author), value: article.authorName },
          { label: say(words.state), value: say(statusNames[article.status]) },
          { label: say(words.readers), value: say(shownNames[article.shown]) },
          { label: say(words.address), value: `/articles/${article.slug}` },
        ]}
      />
      <Verbs article={article} />
      {(["en", "es"] as const).map((each) => {
        const text = article.content[each];
        return (
          <section className="part" key={each} aria-labelledby={`text-${each}`}>
            <h2 id={`text-${each}`}>{say(each === "en" ? words.english : words.spanish)}</h2>
            {text === null ? <p className="soft">{say(words.notThere)}</p> : <Shown text={text} language={each} />}
          </section>
        );
      })}
      <History article={article} />
    </div>
  );
}

type Act = (api: Api, seen: { articleId: string; revision: number }) => Promise<unknown>;

function Verbs({ article }: { article: ArticleView }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("article-verbs");
  const act = (call: Act) => () =>
    void sending.send(async () => {
      await call(api, { articleId: article.articleId, revision: article.revision });
      await refresh(["articles.get", article.articleId], ["articles.list"]);
    });
  const last = article.versions[0];
  const mayReview = article.status === "in_review" && last?.isOwn === false;
  return (
    <>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <div className="article-verbs">
        {article.isOwn && article.status === "draft" && last?.verdict === null ? <Button look="main" glyph={IconSend} state={sending.state} onClick={act((one, seen) => one.articles.handIn(seen))}>{say(words.handIn)}</Button> : null}
        {mayReview ? <Button look="main" glyph={IconCheck} state={sending.state} onClick={act((one, seen) => one.articles.review({ ...seen, verdict: "approved" }))}>{say(words.approve)}</Button> : null}
        {article.status === "approved" && article.mayPublish && (article.shownNumber !== last?.number || article.shown !== "shown") ? <Button look="main" glyph={IconEye} state={sending.state} onClick={act((one, seen) => one.articles.publish(seen))}>{say(words.publish)}</Button> : null}
        {article.shown === "shown" && (article.isOwn || article.mayPublish) ? <Button glyph={IconEyeOff} state={sending.state} onClick={act((one, seen) => one.articles.withdraw(seen))}>{say(words.withdraw)}</Button> : null}
      </div>
      {mayReview ? <FormPanel verb={say(words.giveBack)} glyph={IconCornerUpLeft}>{(close) => <GiveBack article={article} close={close} />}</FormPanel> : null}
      {article.isOwn ? <FormPanel verb={say(words.edit)} glyph={IconPencil}>{(close) => <ArticleForm article={article} close={close} />}</FormPanel> : null}
    </>
  );
}

function GiveBack({ article, close }: { article: ArticleView; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("give-back");
  const [note, setNote] = useState("");
  async function submit() {
    const isSent = await sending.send(async () => {
      await api.articles.review({ articleId: article.articleId, revision: article.revision, verdict: "returned", note: note.trim() });
      await refresh(["articles.get", article.articleId], ["articles.list"]);
    });
    if (isSent) close();
  }
  return (
    <SendForm name="give-back" sending={sending} submit={say(words.giveBack)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("note")} label={say(words.note)} value={note} onChange={setNote} error={sending.errorOf("note")} need="optional" maxLength={500} />
    </SendForm>
  );
}

function History({ article }: { article: ArticleView }) {
  const { say, language } = useLanguage();
  const moment = useMoment();
  return (
    <section className="part" aria-labelledby="history">
      <h2 id="history">{say(words.history)}</h2>
      <ol reversed>
        {article.versions.map((one) => (
          <li key={one.number} value={one.number}>
            {words.wrote[language](one.writtenBy, moment(one.writtenAt))}
            {one.verdict === null || one.reviewedBy === null || one.reviewedAt === null ? null : `; ${words.read[language](one.reviewedBy, moment(one.reviewedAt))}: ${say(words.verdicts[one.verdict])}`}
            {one.note === "" ? null : <p className="soft">{one.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
