import { useEffect } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Change, ChangeEffect } from "../contract.ts";
import { words } from "../screens.words.ts";
import { ChangeState } from "./ChangeList.tsx";
import { nameOfDifference, writeDifference } from "./parameters.ts";
import "./rulebook.css";

const ASK_AGAIN = 700;

/** One change: what differs, what would come out otherwise, and the two verbs. While it is counted the page asks again by itself. */
export default function ChangeScreen({ changeId }: { changeId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const answer = useAnswer(["rulebook.getChange", changeId], (api) => api.rulebook.getChange({ changeId }));
  const counting = answer.data?.change.status === "counting";
  const { refetch } = answer;
  useEffect(() => {
    if (!counting) return;
    const timer = setInterval(() => void refetch(), ASK_AGAIN);
    return () => clearInterval(timer);
  }, [counting, refetch]);
  if (answer.isPending) return <div className="page"><Loading rows={8} /></div>;
  if (answer.isError) return <div className="page"><PageHeader title={say(words.title)} back={{ href: "/app/rulebook", label: say(words.back) }} /><ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /></div>;
  const { change, differences } = answer.data;
  return (
    <div className="page rulebook">
      <PageHeader back={{ href: `/app/rulebook/${encodeURIComponent(change.policy)}/${encodeURIComponent(change.version)}`, label: `${change.policy} ${change.version}` }} title={`${say(words.kinds[change.kind])}: ${change.clause ?? change.version}`} />
      <DefinitionStrip
        definitions={[
          { label: say(words.state), value: <ChangeState status={change.status} /> },
          { label: say(words.who), value: change.decidedByName ?? change.proposedByName ?? "–", detail: day(dateInZone(change.decidedAt ?? change.proposedAt, me.agency.timeZone), "full") },
          ...(change.reason === "" ? [] : [{ label: say(words.reason), value: change.reason }]),
          ...(change.registerOn === null ? [] : [{ label: say(words.wordsOfRegister), value: <q>{change.registerWords}</q>, detail: words.readOn[language](change.registerSource, day(change.registerOn, "full")) }]),
        ]}
        look="list"
      />
      <section className="part">
        <h2 id="differs">{say(words.differs)}</h2>
        {differences.length === 0 ? (
          <EmptyState sentence={say(words.nothingDiffers)} />
        ) : (
          <DataTable
            caption={say(words.differs)}
            rows={differences}
            rowKey={(one) => `${one.clause ?? ""} ${one.what}`}
            phone="cards"
            columns={[
              { key: "place", label: say(words.place), cell: (one) => one.clause ?? say(words.whole) },
              { key: "what", label: say(words.parameter), cell: (one) => nameOfDifference(one.what, say) },
              { key: "before", label: say(words.before), cell: (one) => <span className="value">{writeDifference(one.before, say)}</span> },
              { key: "after", label: say(words.after), cell: (one) => <span className="value">{writeDifference(one.after, say)}</span> },
            ]}
          />
        )}
      </section>
      <Otherwise change={change} />
      {hasRole(me, "administrator") && (change.status === "proposed" || change.status === "counting") ? <Verbs change={change} /> : null}
    </div>
  );
}

function Otherwise({ change }: { change: Change }) {
  const { say, language, number } = useLanguage();
  const counting = change.status === "counting";
  const counts = [
    [change.keptOtherwise, words.otherwiseKept],
    [change.openOtherwise, words.otherwiseOpen],
    [change.datesOtherwise, words.otherwiseDates],
  ] as const;
  const all = counts.reduce((sum, [count]) => sum + count, 0);
  const found = counts.filter(([count]) => count > 0).map(([count, written]) => written[language](count));
  return (
    <section className="part">
      <h2 id="otherwise">{say(words.otherwise)}</h2>
      <div role="status">
        {counting ? (
          <p className="counting">
            <progress max={Math.max(change.toCount, 1)} value={change.counted} aria-labelledby="otherwise" /> {words.counted[language](number(change.counted), number(change.toCount))}
          </p>
        ) : (
          <p>
            {words.countedAll[language](number(change.counted))} {all === 0 ? say(words.nothingOtherwise) : `${found.join(", ")}.`}
          </p>
        )}
      </div>
      {counting || all === 0 ? null : (
        <>
          <p className="soft">{say(words.stays)}</p>
          <Effects changeId={change.changeId} total={all} />
        </>
      )}
    </section>
  );
}

function Effects({ changeId, total }: { changeId: string; total: number }) {
  const { say, language, day } = useLanguage();
  const answer = usePages(["rulebook.listEffects", changeId], (api, after) => api.rulebook.listEffects({ changeId, after }));
  if (answer.state === "loading") return <Loading rows={4} />;
  if (answer.state === "failed") return <ErrorState sentence={sentenceFor(answer.fault!, language)} verb={{ run: answer.again }} />;
  const verdict = (which: ChangeEffect["verdictBefore"], units: number | null) => `${say(words.verdicts[which])}${units === null ? "" : `, ${words.units[language](units)}`}`;
  return (
    <DataTable
      caption={say(words.otherwise)}
      rows={answer.pages.flatMap((page) => page.effects)}
      rowKey={(one) => `${one.place} ${one.subjectId}`}
      total={total}
      more={answer.more === null ? null : { state: answer.more.state, fetch: answer.more.fetch }}
      phone="cards"
      columns={[
        { key: "child", label: say(words.child), cell: (one) => <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link> },
        { key: "day", label: say(words.day), cell: (one) => day(one.on, "full") },
        { key: "which", label: say(words.which), cell: (one) => say(words[one.place]) },
        { key: "before", label: say(words.before), cell: (one) => verdict(one.verdictBefore, one.unitsBefore) },
        { key: "after", label: say(words.after), cell: (one) => <strong>{verdict(one.verdictAfter, one.unitsAfter)}</strong> },
        { key: "clause", label: say(words.clause), cell: (one) => one.clauses.join(", ") || "–" },
      ]}
    />
  );
}

function Verbs({ change }: { change: Change }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("change");
  const settle = (verb: "accept" | "withdraw") =>
    void sending.send(async () => {
      await api.rulebook[verb]({ changeId: change.changeId });
      await refresh(["rulebook.getChange", change.changeId], ["rulebook.list"], ["rulebook.get", change.policy, change.version]);
    });
  return (
    <div className="send-form" id="change" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <div className="buttons">
        <Button look="main" state={sending.state} blocked={change.status === "counting" ? say(words.stillCounting) : null} onClick={() => settle("accept")}>
          {say(words.accept)}
        </Button>
        <Button look="quiet" onClick={() => settle("withdraw")}>
          {say(words.withdraw)}
        </Button>
      </div>
    </div>
  );
}
