import type { Instant } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import type { FamilyMessage } from "#features/correspondence/contract.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayMoment, sayPhone } from "#features/site/moments.rules.ts";
import { Rich } from "#features/site/shell.pages.tsx";
import { portalAddresses } from "./addresses.rules.ts";
import { closedToFamily, messageWords as words } from "./messages.words.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";

/** A thread as the page draws it. */
export type DrawnThread = { caseId: string; childName: string; state: "open" | keyof typeof closedToFamily; messages: readonly Omit<FamilyMessage, "disclosure">[]; earlier: string | null; answerBy: Instant };
/** What was typed and not taken, and why. */
export type NotSent = { caseId: string; words: string; fault: Words };

export type MessagesProps = PortalProps & { threads: readonly DrawnThread[]; now: Instant; /** Names what is sent from this page, once. */ sentKey: string; isEarlier: "yes" | "no"; notSent: NotSent | null };

/** `/portal/messages`: what the adult and the team wrote to each other, the newest last, and a place to write. */
export function messagesPage(props: MessagesProps): string {
  const { language, threads, notSent } = props;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.title[language]}</h1>
        {notSent && <Fault notSent={notSent} language={language} />}
        <div className="box read-first"><p><Rich text={words.urgent[language]} /></p><p>{words.nobodyWatches[language]}</p></div>
        <p>{words.whoReads[language]}</p>
        {threads.length === 0 && <p>{words.nothing[language]}</p>}
        {threads.map((one) => <ThreadPart key={one.caseId} {...props} thread={one} />)}
      </div>
    ),
  });
}

function Fault({ notSent, language }: { notSent: NotSent; language: Language }) {
  return (
    <div className="box fault-summary" id="faults" role="alert" tabIndex={-1} data-focus="">
      <h2>{words.faultsTitle[language]}</h2>
      <p>{words.kept[language]}</p>
      <ul><li><a className="link" href={`#words-${notSent.caseId}`}>{notSent.fault[language]}</a></li></ul>
    </div>
  );
}

function ThreadPart(props: MessagesProps & { thread: DrawnThread }) {
  const { language, thread, threads } = props;
  const named = threads.length > 1 || props.isEarlier === "yes";
  return (
    <section aria-label={words.withWhom(thread.childName)[language]}>
      {named && <h2>{words.withWhom(thread.childName)[language]}</h2>}
      {thread.earlier !== null && <p><a className="link" href={`${portalAddresses.messages}?child=${thread.caseId}&before=${encodeURIComponent(thread.earlier)}`} data-replace="">{words.earlier[language]}</a></p>}
      {thread.messages.length === 0 ? <p>{words.nothing[language]}</p> : <ol className="thread">{thread.messages.map((one) => <Message key={one.messageId} one={one} {...props} />)}</ol>}
      {props.isEarlier === "yes" ? <p><a className="link" href={portalAddresses.messages} data-replace="">{words.newest[language]}</a></p> : <Writing {...props} />}
    </section>
  );
}

function Message({ one, language, practice, now }: MessagesProps & { one: DrawnThread["messages"][number] }) {
  const moment = (at: Instant) => sayMoment(at, practice.timeZone, language);
  const isOwn = one.from === "adult";
  const waits = isOwn && one.settled === null && one.promisedBy !== null;
  return (
    <li className={isOwn ? "message own" : "message"}>
      <p className="small">{words.who(isOwn ? words.you[language] : (one.writtenBy ?? words.team[language]), moment(one.writtenAt))[language]}</p>
      <p className="said">{one.words}</p>
      {isOwn && <p className="small">{one.readAt === null ? words.notRead[language] : words.readOn(moment(one.readAt))[language]}</p>}
      {waits && <p className="promise"><Icon name="clock" /><span>{(one.promisedBy! < now ? words.late : words.answerBy)(moment(one.promisedBy!))[language]}</span></p>}
    </li>
  );
}

function Writing({ language, practice, thread, threads, sentKey, notSent }: MessagesProps & { thread: DrawnThread }) {
  const kept = notSent?.caseId === thread.caseId ? notSent : null;
  const id = `words-${thread.caseId}`;
  if (thread.state !== "open")
    return (
      <>
        <div className="box"><p>{closedToFamily[thread.state][language]}{practice.phone !== "" && <> <strong>{sayPhone(practice.phone)}</strong></>}</p></div>
        {kept && <p className="said" id={id}>{kept.words}</p>}
      </>
    );
  const label = threads.length > 1 ? `${words.write[language]} · ${thread.childName}` : words.write[language];
  return (
    <form className="ask" method="post" action={portalAddresses.messages} noValidate autoComplete="off">
      <input type="hidden" name="child" value={thread.caseId} />
      <input type="hidden" name="key" value={sentKey} />
      <div className={kept ? "field fault" : "field"}>
        <label htmlFor={id}>{label}</label>
        <p className="hint" id={`${id}-hint`}>{words.quiet[language]} {words.hint(sayMoment(thread.answerBy, practice.timeZone, language))[language]}</p>
        {kept && <p className="fault-line" id={`${id}-fault`}><Icon name="warning" /><span>{kept.fault[language]}</span></p>}
        <textarea id={id} name="words" rows={5} autoComplete="off" defaultValue={kept?.words ?? ""} aria-invalid={kept ? true : undefined} aria-describedby={kept ? `${id}-hint ${id}-fault` : `${id}-hint`} />
      </div>
      <p><button className="button main" type="submit" data-sending={words.sending[language]}>{words.send[language]}</button></p>
    </form>
  );
}

/** What the first page says of messages: one line, and the way there. */
export function MessagesCard({ threads, language, practice, now }: Pick<PortalProps, "language" | "practice"> & { threads: readonly (DrawnThread & { unread: number })[]; now: Instant }) {
  if (threads.length === 0) return null;
  const unread = threads.reduce((sum, one) => sum + one.unread, 0);
  const waiting = threads.flatMap((one) => one.messages.filter((each) => each.from === "adult" && each.settled === null).map((each) => each.promisedBy!)).toSorted()[0] ?? null;
  return (
    <section className={unread > 0 ? "card asks" : "card"} aria-labelledby="messages">
      <h2 id="messages">{words.title[language]}</h2>
      <p>{unread > 0 ? words.cardNew(unread)[language] : waiting === null ? words.cardNone[language] : (waiting < now ? words.late : words.answerBy)(sayMoment(waiting, practice.timeZone, language))[language]}</p>
      <p><a className="button second-choice" href={portalAddresses.messages} data-replace=""><Icon name="talk" />{(unread > 0 ? words.read : words.open)[language]}</a></p>
    </section>
  );
}
