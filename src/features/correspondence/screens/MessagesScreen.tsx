import { IconMessage } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { useMoment } from "#features/intake/screens/PromiseMark.tsx";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { type ThreadRow, threadsAsked } from "../contract.ts";
import { promiseNames, words } from "../screens.words.ts";
import { SettingsPart } from "./SettingsPart.tsx";
import "./correspondence.css";

const PATH = "/app/messages";

/** What adults of all families that one sees wrote, what waits longest first. Who runs the programme sets how soon, and reads nothing. */
export default function MessagesScreen() {
  const { say } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  return (
    <div className="page">
      <PageHeader title={say(words.title)} />
      {hasRole(me, "clinician", "trainee", "supervisor") ? <Inbox /> : null}
      <SettingsPart />
    </div>
  );
}

function Inbox() {
  const { say, language, number } = useLanguage();
  const list = useAsked(threadsAsked, PATH, useSearch({ strict: false }) as Record<string, unknown>);
  const { asked } = list;
  const found = usePages(["correspondence.list", asked], (api, after) => api.correspondence.list({ ...asked, after }));
  const threads = found.pages.flatMap((page) => page.threads);
  const count = found.pages[0]?.count ?? null;
  const href = (one: "waiting" | "all") => list.href({ status: one === "waiting" ? null : one });
  const change = (key: string) => (next: string) => list.change({ [key]: next === "" ? null : next });
  return (
    <>
      <Tabs label={say(words.which)} tabs={[{ href: href("waiting"), label: say(words.waiting) }, { href: href("all"), label: say(words.everything) }]} current={href(asked.status)} />
      <div className="thread-filters">
        <SelectField label={say(words.whose)} empty={say(words.anybody)} value={asked.whose ?? ""} onChange={change("whose")} options={[{ value: "mine", label: say(words.mine) }]} />
        <SelectField label={say(words.answer)} empty={say(words.any)} value={asked.late ?? ""} onChange={change("late")} options={[{ value: "yes", label: say(words.isLate) }]} />
        <SelectField label={say(words.sort)} empty={say(words.sorts.waiting)} value={asked.sort === "waiting" ? "" : asked.sort} onChange={change("sort")} options={[{ value: "last", label: say(words.sorts.last) }]} />
        <p className="soft" role="status">{count === null ? "" : words.count[language](count > MOST_COUNTED ? `${number(MOST_COUNTED)}+` : number(count), count)}</p>
      </div>
      <div className="part">
        {found.state === "loading" ? (
          <Loading rows={5} />
        ) : found.state === "failed" ? (
          <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
        ) : threads.length === 0 ? (
          <EmptyState sentence={say(asked.status === "waiting" && asked.whose === null && asked.late === null ? words.none : words.noMatch)}>{asked.status === "all" && asked.whose === null && asked.late === null ? undefined : <Link href={`${PATH}?status=all`}>{say(words.showAll)}</Link>}</EmptyState>
        ) : (
          <>
            <RowList label={say(words.title)}>{threads.map((one) => <Row key={`${one.caseId} ${one.personId}`} thread={one} />)}</RowList>
            {found.more === null ? null : <p><Button state={found.more.state} onClick={found.more.fetch}>{say(words.more)}</Button></p>}
          </>
        )}
      </div>
    </>
  );
}

function Row({ thread }: { thread: ThreadRow }) {
  const { say, language } = useLanguage();
  const moment = useMoment();
  const { promise, promisedBy } = thread;
  const href = `/app/families/${thread.caseId}/conversation?adult=${thread.personId}`;
  return (
    <RowWithVerb
      state={promise === "late" || promise === "due_today" ? "today" : "later"}
      kind={say(promise === null ? words.row.done : words.row.waiting)}
      glyph={IconMessage}
      who={thread.childName}
      href={href}
      why={words.from[thread.from][language](thread.adultName, thread.begins)}
      aside={promise === null || promisedBy === null ? moment(thread.lastAt) : promiseNames[promise][language](moment(promisedBy))}
      verb={{ label: say(promise === null ? words.read : words.toAnswer), href }}
    />
  );
}
