import { IconAlertCircle, IconBan, IconCheck, IconClock } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { useMe } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { MessageStatus, MessageView } from "../contract.ts";
import { kindLabels, words } from "../screens.words.ts";
import { failureLabels, mailLabels, statusLabels } from "../words.ts";
import { Letter } from "./Letter.tsx";
import "./outbox.css";

const glyphs: Record<MessageStatus, Glyph> = { queued: IconClock, sent: IconCheck, failed: IconAlertCircle, withdrawn: IconBan };
const filters = ["all", "queued", "sent", "failed", "withdrawn"] as const;
type Filter = (typeof filters)[number];

/** What was sent to families, waits, or failed and why; in the demo each letter can be opened. */
export default function OutboxScreen() {
  const { language, say } = useLanguage();
  usePageTitle(words.title);
  const [filter, setFilter] = useState<Filter>("all");
  const [opened, setOpened] = useState<MessageView | null>(null);
  const outbox = usePages(["messages.outbox", filter], (api, after) => api.messages.outbox({ status: filter, after }));
  const messages = outbox.pages.flatMap((page) => page.messages);
  const mail = outbox.pages[0]?.mail ?? null;
  const columns = useColumns(mail === "demo" ? setOpened : null);
  return (
    <div className="page outbox">
      <PageHeader title={say(words.title)} detail={mail === null ? undefined : say(mailLabels[mail])} />
      <ChipGroup legend={say(words.filter)} legendShown="heard" choice="one" value={[filter]} onChange={(value) => setFilter((value[0] ?? "all") as Filter)} options={filters.map((value) => ({ value, label: value === "all" ? say(words.all) : say(statusLabels[value]) }))} />
      {outbox.state === "loading" ? <Loading rows={6} /> : null}
      {outbox.state === "failed" ? <ErrorState sentence={`${words.failed[language]} ${outbox.fault === null ? "" : sentenceFor(outbox.fault, language)}`} verb={{ run: outbox.again }} /> : null}
      {outbox.state === "there" && messages.length === 0 ? filter === "all" ? <EmptyState sentence={say(words.empty)}>{say(words.emptyNext)}</EmptyState> : <EmptyState sentence={say(words.emptyFilter)} /> : null}
      {messages.length === 0 ? null : <DataTable caption={say(words.caption)} columns={columns} rows={messages} rowKey={(one) => one.messageId} more={outbox.more === null ? null : { state: outbox.more.state, fetch: outbox.more.fetch }} phone="cards" />}
      <Letter message={opened} onClose={() => setOpened(null)} />
    </div>
  );
}

function useColumns(open: ((message: MessageView) => void) | null): Column<MessageView>[] {
  const { language, say, day } = useLanguage();
  const { agency } = useMe();
  const moment = (at: string) => `${day(dateInZone(at, agency.timeZone), "weekday")}, ${timeInZone(at, agency.timeZone)}`;
  const columns: Column<MessageView>[] = [
    { key: "who", label: say(words.who), cell: (one) => (one.caseId === null ? one.personName : <Link href={`/app/families/${one.caseId}/measures`}>{one.personName}</Link>) },
    { key: "kind", label: say(words.kind), cell: (one) => say(kindLabels[one.kind]) },
    {
      key: "status",
      label: say(words.status),
      cell: (one) => (
        <>
          <span className={`mark message-mark message-mark--${one.status}`}>
            <Icon glyph={glyphs[one.status]} />
            <span>{say(statusLabels[one.status])}</span>
          </span>
          {one.failure === "" ? null : (
            <span className="message-why">
              {say(failureLabels[one.failure])}
              {one.attempts > 1 ? ` ${words.tries[language](one.attempts)}.` : ""}
            </span>
          )}
        </>
      ),
    },
    { key: "queued", label: say(words.queued), cell: (one) => moment(one.queuedAt) },
    { key: "sent", label: say(words.sent), cell: (one) => (one.sentAt !== null ? moment(one.sentAt) : <span className="soft">{say(one.status === "queued" ? words.notSent : words.neverSent)}</span>) },
    { key: "language", label: say(words.language), cell: (one) => say(words.languages[one.language]) },
  ];
  if (open !== null) columns.push({ key: "letter", label: say(words.letter), cell: (one) => <Button onClick={() => open(one)}>{say(words.openAs)}</Button> });
  return columns;
}
