import { IconMail, IconMessageQuestion, IconPhone } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { PromiseMark } from "#features/intake/screens/PromiseMark.tsx";
import { Button } from "#ui/Button.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import type { Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { type Filter, ListTools } from "#ui/listing/ListTools.tsx";
import { useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { type AskedWay, type QuestionRow, questionsAsked, type QuestionStatus } from "../contract.ts";
import { words } from "../screens.words.ts";
import { statusNames, wayNames } from "../words.ts";
import { SettingsPart } from "./SettingsPart.tsx";
import "#features/intake/screens/intake.css";
import "./questions.css";

const PATH = "/app/questions";
const sorts = [{ sort: "received", order: "up" }, { sort: "received", order: "down" }, { sort: "promised", order: "up" }, { sort: "promised", order: "down" }] as const;
const glyphs: Record<AskedWay, Glyph> = { code: IconMessageQuestion, email: IconMail, call: IconPhone };

/** Questions from readers, those that wait longest first. */
export default function QuestionsScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const list = useAsked(questionsAsked, PATH, useSearch({ strict: false }) as Record<string, unknown>);
  const { asked } = list;
  usePageTitle(words.title);
  const found = usePages(["questions.list", asked], (api, after) => api.questions.list({ ...asked, after }));
  const questions = found.pages.flatMap((page) => page.questions);
  const count = found.pages[0]?.count ?? null;
  const href = (one: QuestionStatus | "waiting" | "all") => list.href({ status: one === "waiting" ? null : one });
  const tabs = [{ href: href("waiting"), label: say(words.waiting) }, ...Object.entries(statusNames).map(([key, label]) => ({ href: href(key as QuestionStatus), label: say(label) })), { href: href("all"), label: say(words.all) }];
  const filters: Filter[] = [
    { key: "holder", label: say(words.holder), options: [{ value: "me", label: say(words.me) }, { value: "nobody", label: say(words.nobody) }] },
    { key: "late", label: say(words.late), options: [{ value: "yes", label: say(words.isLate) }] },
  ];
  const isUsual = Object.keys(list.apart).length === 0;
  return (
    <div className="page">
      <PageHeader title={say(words.title)}>{hasRole(me, "clinician", "trainee", "supervisor", "administrator") ? <Link href="/app/articles">{say(words.articles)}</Link> : null}</PageHeader>
      <Tabs label={say(words.which)} tabs={tabs} current={href(asked.status)} />
      <ListTools list="questions" path={PATH} {...list} plainHref={PATH} sameHref={list.href({})} sorts={sorts.map((one) => ({ ...one, label: say(words.sorts[one.sort][one.order]) }))} filters={filters} count={count} says={words.count[language]} fileHref={null} elsewhere={["status"]} />
      <div className="part">
        {found.state === "loading" ? (
          <Loading rows={5} />
        ) : found.state === "failed" ? (
          <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
        ) : questions.length === 0 ? (
          <EmptyState sentence={say(isUsual ? words.none : words.noMatch)}>{asked.status === "all" && asked.holder === null && asked.late === null ? undefined : <Link href={`${PATH}?status=all`}>{say(words.showAll)}</Link>}</EmptyState>
        ) : (
          <>
            <RowList label={say(words.title)}>
              {questions.map((one) => (
                <Row key={one.questionId} question={one} />
              ))}
            </RowList>
            {found.more === null ? null : (
              <p>
                <Button state={found.more.state} onClick={found.more.fetch}>
                  {say(words.more)}
                </Button>
              </p>
            )}
          </>
        )}
      </div>
      <SettingsPart />
    </div>
  );
}

function Row({ question }: { question: QuestionRow }) {
  const { say } = useLanguage();
  const isOpen = question.status === "open" || question.status === "to_call";
  const asks = isOpen && (question.promise === "late" || question.promise === "due_today");
  return (
    <RowWithVerb
      state={asks ? "today" : "later"}
      kind={say(statusNames[question.status])}
      glyph={glyphs[question.way]}
      who={question.code}
      href={`${PATH}/${question.questionId}`}
      why={[question.begins, say(wayNames[question.way]), question.holderName ?? say(words.nobody)].join(" · ")}
      aside={<PromiseMark referral={question} />}
      verb={{ label: say(isOpen ? words.answer : words.read), href: `${PATH}/${question.questionId}` }}
    />
  );
}
