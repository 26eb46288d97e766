import { useSearch } from "@tanstack/react-router";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { BoardView } from "./BoardView.tsx";
import "./caseload.css";

/** One's own families by weight, beside the limit; for who supervises, one person after the other. */
export default function CaseloadScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const { of } = useSearch({ strict: false }) as { of?: unknown };
  const chosen = typeof of === "string" ? of : null;
  usePageTitle(words.title);
  const mine = useAnswer(["caseload.mine"], (api) => api.caseload.mine());
  const supervised = mine.data?.supervised ?? [];
  const tabs = [{ href: "/app/caseload", label: say(words.yours) }, ...supervised.map((one) => ({ href: `/app/caseload?of=${one.staffId}`, label: one.name }))];
  return (
    <div className="page">
      <PageHeader title={say(words.title)}>
        {hasRole(me, "supervisor") ? <Link href="/app/waiting">{say(words.waitingList)}</Link> : null}
        <Link href="/app/caseload/rule">{say(words.toRule)}</Link>
      </PageHeader>
      {supervised.length === 0 ? null : <Tabs label={say(words.whose)} tabs={tabs} current={chosen === null ? "/app/caseload" : `/app/caseload?of=${chosen}`} />}
      {mine.isPending ? (
        <Loading rows={6} />
      ) : mine.isError ? (
        <ErrorState sentence={sentenceFor(mine.error, language)} verb={{ run: () => void mine.refetch() }} />
      ) : chosen === null ? (
        <>
          <OfferedLine />
          <BoardView board={mine.data.board} whose="own" />
        </>
      ) : (
        <OfPerson key={chosen} staffId={chosen} />
      )}
    </div>
  );
}

function OfPerson({ staffId }: { staffId: string }) {
  const { language } = useLanguage();
  const found = useAnswer(["caseload.person", staffId], (api) => api.caseload.person({ staffId }));
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  return <BoardView board={found.data} whose="supervised" />;
}

/** That a family is offered to oneself: it asks for an answer. */
function OfferedLine() {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["waiting.offered"], (api) => api.waiting.offered(), { when: hasRole(me, "clinician", "trainee") ? "now" : "not_yet" });
  const open = (found.data?.offered ?? []).filter((one) => one.answer === null).length;
  if (open === 0) return null;
  return (
    <p className="load-offered">
      <strong>{words.offered[language](open)}</strong>
      <Link href="/app/offered">{say(words.look)}</Link>
    </p>
  );
}
