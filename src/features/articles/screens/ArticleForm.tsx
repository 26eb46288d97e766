import { useState } from "react";
import type { Language } from "#kernel/language.ts";
import { CheckField, RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, type Sending, useSending } from "#ui/useSending.ts";
import { type ArticleContent, articleTags, type ArticleText, type ArticleView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { tagNames } from "../words.ts";
import { Shown } from "./Shown.tsx";

const nothing: ArticleText = { title: "", lead: "", words: "" };
const isEmpty = (text: ArticleText) => text.title.trim() === "" && text.lead.trim() === "" && text.words.trim() === "";
const isWhole = (text: ArticleText) => text.title.trim() !== "" && text.lead.trim() !== "" && text.words.trim() !== "";

/** Writes an article, or another version of it; below each language stands what readers would see. */
export function ArticleForm({ article, close }: { article: ArticleView | null; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const goTo = useGoTo();
  const sending = useSending("article");
  const [en, setEn] = useState(article?.content.en ?? nothing);
  const [es, setEs] = useState(article?.content.es ?? nothing);
  const [tags, setTags] = useState<readonly string[]>(article?.content.tags ?? []);
  const [byline, setByline] = useState<string>(article?.content.byline ?? "name");
  const submit = async () => {
    const wrong: FieldWrong[] = [];
    if ([en, es].some((one) => !isEmpty(one) && !isWhole(one)) || (isEmpty(en) && isEmpty(es))) wrong.push({ path: "content.en.title", message: say(words.needText) });
    const picked = articleTags.filter((one) => tags.includes(one));
    if (picked.length < 1 || picked.length > 4) wrong.push({ path: "content.tags", message: say(words.needTags) });
    const content: ArticleContent = { en: isEmpty(en) ? null : en, es: isEmpty(es) ? null : es, tags: picked, byline: byline === "team" ? "team" : "name" };
    const isKept = await sending.send(async () => {
      if (article === null) {
        const { articleId } = await api.articles.begin({ content });
        await refresh(["articles.list"]);
        return goTo(`/app/articles/${articleId}`);
      }
      await api.articles.save({ articleId: article.articleId, revision: article.revision, content });
      return refresh(["articles.get", article.articleId], ["articles.list"]);
    }, wrong);
    if (isKept) close();
  };
  return (
    <SendForm name="article" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextFields language="en" legend={say(words.english)} text={en} change={setEn} sending={sending} />
      <TextFields language="es" legend={say(words.spanish)} text={es} change={setEs} sending={sending} />
      <fieldset className="field" id={sending.id("content.tags")} tabIndex={-1}>
        <legend className="field-label">{say(words.tags)}</legend>
        {articleTags.map((tag) => (
          <CheckField key={tag} label={say(tagNames[tag])} value={tags.includes(tag) ? "yes" : "no"} onChange={(next) => setTags(next === "yes" ? [...tags, tag] : tags.filter((one) => one !== tag))} />
        ))}
      </fieldset>
      <RadioGroup label={say(words.byline)} value={byline} onChange={setByline} options={[{ value: "name", label: say(words.bylines.name) }, { value: "team", label: say(words.bylines.team) }]} />
    </SendForm>
  );
}

function TextFields({ language, legend, text, change, sending }: { language: Language; legend: string; text: ArticleText; change: (next: ArticleText) => void; sending: Sending }) {
  const { say } = useLanguage();
  const path = (name: string) => `content.${language}.${name}`;
  return (
    <fieldset className="fields">
      <legend className="field-label">{legend}</legend>
      <p className="soft">{say(words.leaveEmpty)}</p>
      <TextField id={sending.id(path("title"))} label={say(words.textTitle)} value={text.title} onChange={(title) => change({ ...text, title })} error={sending.errorOf(path("title"))} maxLength={120} />
      <TextField id={sending.id(path("lead"))} label={say(words.lead)} value={text.lead} onChange={(lead) => change({ ...text, lead })} error={sending.errorOf(path("lead"))} maxLength={300} />
      <TextArea id={sending.id(path("words"))} label={say(words.words)} hint={say(words.wordsHint)} rows={10} lang={language} value={text.words} onChange={(next) => change({ ...text, words: next })} error={sending.errorOf(path("words"))} maxLength={20_000} />
      {isEmpty(text) ? null : (
        <details className="fold">
          <summary>{say(words.asReaders)}</summary>
          <Shown text={text} language={language} />
        </details>
      )}
    </fieldset>
  );
}
