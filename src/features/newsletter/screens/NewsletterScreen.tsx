import { IconPencil, IconPencilPlus, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useMoment } from "#features/intake/screens/PromiseMark.tsx";
import { CheckField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { IssueView } from "../contract.ts";
import { words } from "../screens.words.ts";
import "./newsletter.css";

type Named = readonly { slug: string; title: string }[];

/** Writing the letter of a month, looking at it as it leaves, and sending it once. */
export default function NewsletterScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["newsletter.list"], (api) => api.newsletter.list());
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={found.data === undefined ? undefined : words.readers[language](found.data.readers)} back={{ href: "/app/articles", label: say(words.articles) }} />
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <FormPanel verb={say(words.begin)} glyph={IconPencilPlus}>{(close) => <IssueForm issue={null} articles={found.data.articles} close={close} />}</FormPanel>
          {found.data.issues.length === 0 ? <EmptyState sentence={say(words.none)} /> : null}
          {found.data.issues.map((issue) => (
            <Issue key={issue.issueId} issue={issue} articles={found.data.articles} />
          ))}
        </>
      )}
    </div>
  );
}

function Issue({ issue, articles }: { issue: IssueView; articles: Named }) {
  const { say, language } = useLanguage();
  const moment = useMoment();
  const id = `issue-${issue.issueId}`;
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id}>{issue.sentAt === null ? words.written[language](moment(issue.writtenAt)) : words.sent[language](moment(issue.sentAt), issue.readers ?? 0)}</h2>
      <div className="news-letters">
        {(["en", "es"] as const).map((each) => (
          <div key={each}>
            <h3>{`${say(words.look)}: ${each === "en" ? "English" : "Español"}`}</h3>
            <p className="soft">{issue.letters[each].subject}</p>
            <div className="news-letter" lang={each}>{issue.letters[each].text}</div>
          </div>
        ))}
      </div>
      {issue.sentAt === null ? (
        <div className="news-verbs">
          <FormPanel verb={say(words.change)} glyph={IconPencil}>{(close) => <IssueForm issue={issue} articles={articles} close={close} />}</FormPanel>
          <FormPanel verb={say(words.send)} glyph={IconSend}>{(close) => <SendIssue issue={issue} close={close} />}</FormPanel>
        </div>
      ) : null}
    </section>
  );
}

function SendIssue({ issue, close }: { issue: IssueView; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("send-issue");
  async function submit() {
    const isSent = await sending.send(async () => {
      await api.newsletter.send({ issueId: issue.issueId, revision: issue.revision });
      await refresh(["newsletter.list"]);
    });
    if (isSent) close();
  }
  return (
    <SendForm name="send-issue" sending={sending} submit={say(words.send)} onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.sendOnce)}</p>
    </SendForm>
  );
}

function IssueForm({ issue, articles, close }: { issue: IssueView | null; articles: Named; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("issue");
  const [en, setEn] = useState(issue?.content.en ?? "");
  const [es, setEs] = useState(issue?.content.es ?? "");
  const [picked, setPicked] = useState<readonly string[]>(issue?.content.articles ?? []);
  async function submit() {
    const content = { en, es, articles: [...picked] };
    const isKept = await sending.send(
      async () => {
        if (issue === null) await api.newsletter.begin({ content });
        else await api.newsletter.save({ issueId: issue.issueId, revision: issue.revision, content });
        await refresh(["newsletter.list"]);
      },
      en.trim() === "" || es.trim() === "" ? [{ path: en.trim() === "" ? "content.en" : "content.es", message: say(words.need) }] : [],
    );
    if (isKept) close();
  }
  return (
    <SendForm name="issue" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextArea id={sending.id("content.en")} label={say(words.english)} lang="en" rows={5} value={en} onChange={setEn} error={sending.errorOf("content.en")} maxLength={2000} />
      <TextArea id={sending.id("content.es")} label={say(words.spanish)} lang="es" rows={5} value={es} onChange={setEs} error={sending.errorOf("content.es")} maxLength={2000} />
      <fieldset className="field">
        <legend className="field-label">{say(words.articles)}</legend>
        {articles.length === 0 ? <p className="soft">{say(words.noArticles)}</p> : null}
        {articles.map((one) => (
          <CheckField key={one.slug} label={one.title} value={picked.includes(one.slug) ? "yes" : "no"} onChange={(next) => setPicked(next === "yes" ? [...picked, one.slug] : picked.filter((each) => each !== one.slug))} />
        ))}
      </fieldset>
    </SendForm>
  );
}
