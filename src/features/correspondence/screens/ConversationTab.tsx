import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { useMoment } from "#features/intake/screens/PromiseMark.tsx";
import type { FamilyMessage } from "../contract.ts";
import { closedWords } from "../faults.words.ts";
import { words } from "../screens.words.ts";
import { type Adult, AnswerPart } from "./AnswerPart.tsx";
import "./correspondence.css";

/** What each adult of a family and the team wrote to each other. `?adult=<id>` opens one; else whoever waits longest. */
export default function ConversationTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const { adult } = useSearch({ strict: false }) as { adult?: unknown };
  const found = useAnswer(["correspondence.ofCase", caseId], (api) => api.correspondence.ofCase({ caseId }));
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const adults = found.data?.adults ?? [];
  const shown = adults.find((one) => one.personId === adult) ?? adults[0];
  const href = (one: Adult) => `/app/families/${caseId}/conversation?adult=${one.personId}`;
  return (
    <section className="part" aria-labelledby="conversation">
      <h2 id="conversation">{say(words.tab)}</h2>
      <p className="soft">{say(words.lead)} {say(words.limits)} <Link href="/app/messages">{say(words.all)}</Link></p>
      {found.data === undefined ? (
        <Loading rows={4} />
      ) : shown === undefined ? (
        <EmptyState sentence={say(words.empty)}><p>{say(words.emptyNext)} <Link href={`/app/families/${caseId}/portal`}>{say(words.toPortal)}</Link></p></EmptyState>
      ) : (
        <>
          {adults.length > 1 ? <Tabs label={say(words.adult)} tabs={adults.map((one) => ({ href: href(one), label: one.name }))} current={href(shown)} /> : null}
          <ThreadPart key={shown.personId} caseId={caseId} adult={shown} />
        </>
      )}
    </section>
  );
}

function ThreadPart({ caseId, adult }: { caseId: string; adult: Adult }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const { personId } = adult;
  const found = usePages(["correspondence.thread", caseId, personId], async (asked, before) => {
    const page = await asked.correspondence.thread({ caseId, personId, before });
    return { ...page, next: page.earlier };
  });
  const messages = found.pages.toReversed().flatMap((page) => page.messages);
  const last = messages.findLast((one) => one.from === "adult");
  const unread = messages.some((one) => one.from === "adult" && one.readAt === null) ? (last?.writtenAt ?? null) : null;
  // What stands on the screen is read: the adult is told so.
  useEffect(() => {
    if (unread !== null) void api.correspondence.noteReadOf({ caseId, personId, upTo: unread }).catch(() => {});
  }, [api, caseId, personId, unread]);
  if (found.state === "failed") return <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />;
  if (found.state === "loading") return <Loading rows={4} />;
  return (
    <>
      <h3>{adult.name} <span className="soft">{say(words.reads[adult.language])}</span></h3>
      {found.more === null ? null : <p><Button look="quiet" state={found.more.state} onClick={found.more.fetch}>{say(words.earlier)}</Button></p>}
      {messages.length === 0 ? <p className="soft">{say(words.nothing)}</p> : <ol className="thread">{messages.map((one) => <Message key={one.messageId} one={one} name={adult.name} />)}</ol>}
      {adult.state === "open" ? <AnswerPart caseId={caseId} adult={adult} upTo={last?.writtenAt ?? null} /> : <p>{closedWords[adult.state][language]}</p>}
    </>
  );
}

function Message({ one, name }: { one: FamilyMessage; name: string }) {
  const { say, language } = useLanguage();
  const moment = useMoment();
  const isAdult = one.from === "adult";
  const waits = isAdult && one.settled === null;
  const stands = waits
    ? one.promisedBy === null ? "" : words[one.promisedBy < new Date().toISOString() ? "late" : "promised"][language](moment(one.promisedBy))
    : isAdult ? say(one.settled === "no_answer" ? words.noAnswer : words.answered) : one.readAt === null ? say(words.notRead) : words.readOn[language](moment(one.readAt));
  return (
    <li className={isAdult ? "thread-message thread-message--adult" : "thread-message"}>
      <p className="soft"><strong>{isAdult ? name : (one.writtenBy ?? say(words.formerly))}</strong> {moment(one.writtenAt)}</p>
      <p className="thread-words">{one.words}</p>
      <p className={waits ? "thread-waits" : "soft"}>{stands}</p>
    </li>
  );
}
