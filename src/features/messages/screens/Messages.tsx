import { useSearch } from "@tanstack/react-router";
import { IconAlertCircle, IconArrowBackUp, IconBan, IconCheck, IconChecks, IconClock, IconHelpCircle, IconRefresh, IconSend } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { type Filter, ListFold, ListTools } from "#ui/listing/ListTools.tsx";
import { useAsked } from "#ui/listing/useAsked.ts";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { channels, messageKinds, type MessageStatus, type MessageView, outboxAsked, sendableAgain, withdrawable } from "../contract.ts";
import { kindLabels, sortNames, words } from "../screens.words.ts";
import { channelLabels, failureLabels, statusLabels } from "../words.ts";
import { Again } from "./Again.tsx";
import { Letter } from "./Letter.tsx";
import "./outbox.css";

const glyphs: Record<MessageStatus, Glyph> = { queued: IconClock, sending: IconSend, sent: IconCheck, delivered: IconChecks, not_delivered: IconAlertCircle, unclear: IconHelpCircle, failed: IconAlertCircle, withdrawn: IconBan };
/** What asks for somebody first; what is being sent is over before anybody looks. */
const filters = ["queued", "unclear", "failed", "not_delivered", "sent", "delivered", "withdrawn"] as const;

const PATH = "/app/outbox";
const sorts = [{ sort: "queued", order: "down" }, { sort: "queued", order: "up" }, { sort: "about", order: "up" }, { sort: "about", order: "down" }] as const;

/** How letters and text messages leave, for the head of a page. */
export type Leaving = { mail: "sends" | "demo" | "not_set_up"; texts: "sends" | "demo" | "not_set_up" };

/** Messages with why and what now, of all that one sees or of one family; `head` is told how they leave. */
export function Messages({ caseId, head }: { caseId: string | null; head: (leaving: Leaving | null) => ReactNode }) {
  const { language, say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const list = useAsked(outboxAsked, caseId === null ? PATH : `/app/families/${caseId}/messages`, useSearch({ strict: false }));
  const { asked } = list;
  const [opened, setOpened] = useState<MessageView | null>(null);
  const [repeated, setRepeated] = useState<MessageView | null>(null);
  const sending = useSending("outbox");
  const outbox = usePages(["messages.outbox", asked, caseId], (api_, after) => api_.messages.outbox({ ...asked, caseId, after }));
  const messages = outbox.pages.flatMap((page) => page.messages);
  const first = outbox.pages[0] ?? null;
  const withdraw = (messageId: string) =>
    void sending.send(async () => {
      await api.messages.withdraw({ messageId });
      await refresh(["messages.outbox"]);
    });
  const columns = useColumns({ caseId, open: first?.mail === "demo" ? setOpened : null, again: setRepeated, withdraw, state: sending.state });
  const isAll = asked.status === "all" && asked.channel === "all" && asked.kind === null;
  const choices: Filter[] = [
    { key: "status", label: say(words.status), options: filters.map((value) => ({ value, label: say(statusLabels[value]) })) },
    { key: "channel", label: say(words.byChannel), options: channels.map((value) => ({ value, label: say(channelLabels[value]) })) },
    { key: "kind", label: say(words.kind), options: messageKinds.map((value) => ({ value, label: say(kindLabels[value]) })) },
  ];
  // The address says nothing where all are asked for, and so does the choice.
  const chosen = { ...asked, status: asked.status === "all" ? null : asked.status, channel: asked.channel === "all" ? null : asked.channel };
  return (
    <>
      {head(first)}
      <div id="outbox" tabIndex={-1}>
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      </div>
      {caseId === null ? (
        <ListTools list="outbox" path={PATH} {...list} asked={chosen} plainHref={PATH} sameHref={list.href({})} sorts={sorts.map((one) => ({ ...one, label: say(sortNames[one.sort][one.order]) }))} filters={choices} count={first?.count ?? null} says={words.count[language]} fileHref={null} />
      ) : (
        <div className="list-tools">
          <ListFold set={Object.keys(list.apart).length}>
            {choices.map((one) => ("options" in one ? <SelectField key={one.key} label={one.label} empty={say(words.all)} value={chosen[one.key as "status" | "channel" | "kind"] ?? ""} onChange={(next) => list.change({ [one.key]: next === "" ? null : next })} options={one.options} /> : null))}
          </ListFold>
        </div>
      )}
      {outbox.state === "loading" ? <Loading rows={6} /> : null}
      {outbox.state === "failed" ? <ErrorState sentence={`${words.failed[language]} ${outbox.fault === null ? "" : sentenceFor(outbox.fault, language)}`} verb={{ run: outbox.again }} /> : null}
      {outbox.state === "there" && messages.length === 0 ? isAll ? <EmptyState sentence={say(caseId === null ? words.empty : words.emptyFamily)}>{say(caseId === null ? words.emptyNext : words.emptyFamilyNext)}</EmptyState> : <EmptyState sentence={say(words.emptyFilter)}><Link href={list.href({ status: null, channel: null, kind: null })}>{say(words.showAll)}</Link></EmptyState> : null}
      {messages.length === 0 ? null : <DataTable caption={say(words.caption)} columns={columns} rows={messages} rowKey={(one) => one.messageId} more={outbox.more === null ? null : { state: outbox.more.state, fetch: outbox.more.fetch }} phone="cards" />}
      <Letter message={opened} onClose={() => setOpened(null)} />
      <Again message={repeated} onClose={() => setRepeated(null)} />
    </>
  );
}

type Acting = { caseId: string | null; open: ((message: MessageView) => void) | null; again: (message: MessageView) => void; withdraw: (messageId: string) => void; state: "ready" | "busy" };

function useColumns({ caseId, open, again, withdraw, state }: Acting): Column<MessageView>[] {
  const { language, say, day } = useLanguage();
  const { agency } = useMe();
  const moment = (at: string) => `${day(dateInZone(at, agency.timeZone), "weekday")}, ${timeInZone(at, agency.timeZone)}`;
  return [
    {
      key: "who",
      label: say(words.who),
      cell: (one) => (
        <span id={`message-${one.messageId}`} tabIndex={-1}>
          {one.caseId === null || caseId !== null ? one.personName : <Link href={`/app/families/${one.caseId}/messages`}>{one.personName}</Link>}
          <span className="message-why">{`${say(channelLabels[one.channel])}, ${say(words.languages[one.language])}`}</span>
        </span>
      ),
    },
    {
      key: "kind",
      label: say(words.kind),
      cell: (one) => (
        <>
          {say(kindLabels[one.kind])}
          {one.aboutAt === null ? null : <span className="message-why">{(one.kind === "hour_offer" ? words.ofHour : words.ofSession)[language](moment(one.aboutAt))}</span>}
        </>
      ),
    },
    { key: "status", label: say(words.status), cell: (one) => <State message={one} moment={moment} /> },
    { key: "queued", label: say(words.queued), cell: (one) => moment(one.queuedAt) },
    { key: "sent", label: say(words.sent), cell: (one) => (one.sentAt !== null ? moment(one.sentAt) : <span className="soft">{one.status === "unclear" ? say(words.notKnown) : one.status !== "queued" && one.status !== "sending" ? say(words.neverSent) : one.notBefore === null ? say(words.notSent) : words.leaves[language](moment(one.notBefore))}</span>) },
    {
      key: "verb",
      label: say(words.verb),
      cell: (one) => (
        <span className="message-verbs">
          {withdrawable.includes(one.status) ? (
            <Button glyph={IconArrowBackUp} state={state} aria-label={words.withdrawOne[language](one.personName)} onClick={() => withdraw(one.messageId)}>
              {say(words.withdraw)}
            </Button>
          ) : null}
          {sendableAgain.includes(one.status) ? (
            <Button glyph={IconRefresh} aria-label={words.againOne[language](one.personName)} onClick={() => again(one)}>
              {say(words.again)}
            </Button>
          ) : null}
          {open === null ? null : <Button onClick={() => open(one)}>{say(words.openAs)}</Button>}
        </span>
      ),
    },
  ];
}

/** How a message stands, why, and what came of it. */
function State({ message, moment }: { message: MessageView; moment: (at: string) => string }) {
  const { language, say } = useLanguage();
  const { status, failure, attempts, toldAt, repliedAt } = message;
  return (
    <>
      <span className={`mark message-mark message-mark--${status}`}>
        <Icon glyph={glyphs[status]} />
        <span>{say(statusLabels[status])}</span>
      </span>
      {failure === "" ? null : (
        <span className="message-why">
          {say(failureLabels[failure])}
          {attempts > 1 ? ` ${words.tries[language](attempts)}.` : ""}
        </span>
      )}
      {toldAt === null ? null : <span className="message-why">{words.told[language](moment(toldAt))}</span>}
      {repliedAt === null ? null : <span className="message-why">{words.replied[language](moment(repliedAt))}</span>}
    </>
  );
}
