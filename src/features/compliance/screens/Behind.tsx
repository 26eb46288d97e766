import { useNavigate } from "@tanstack/react-router";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { type Behind as Row, type Result, results, type Subject } from "../contract.ts";
import { resultWords, words } from "../screens.words.ts";
import { behindOf } from "./RoomTable.tsx";
import { StateMark } from "./StateMark.tsx";

type Asked = { policy: string; rule: string; subject: Subject; result: Result | null };

/** The cases, sessions or teams behind a row of the room: facts of the service, each leading to where it is mended. */
export function Behind({ policy, rule, subject, result }: Asked) {
  const { say, language } = useLanguage();
  const go = useNavigate();
  const navigate = (href: string) => void go({ href });
  const room = useAnswer(["compliance.room"], (api) => api.compliance.room({ policy: null, state: null }));
  const list = usePages(["compliance.behind", policy, rule, subject, result], (api, after) => api.compliance.behind({ policy, rule, subject, result, after }));
  const row = room.data?.rows.find((one) => one.policy === policy && one.rule === rule && one.subject === subject);
  const columns = useColumns(subject, row?.kind ?? "clause");
  const behind = list.pages.flatMap((page) => page.behind);
  const caption = words.behindCaption[language](row?.words ?? rule);
  return (
    <div className="page compliance">
      <PageHeader title={row?.cite ?? say(words.title)} detail={row?.words} back={{ href: "/app/compliance", label: say(words.back) }} />
      <div className="filters room-filters">
        <SelectField label={say(words.came)} empty={say(words.allResults)} value={result ?? ""} onChange={(value) => navigate(`${behindOf({ policy, rule, subject })}${value === "" ? "" : `&result=${value}`}`)} options={results.map((one) => ({ value: one, label: say(resultWords[one]) }))} />
      </div>
      {list.state === "loading" ? <Loading rows={8} /> : null}
      {list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && behind.length === 0 ? <EmptyState sentence={say(words.nothingBehind)} /> : null}
      {behind.length === 0 ? null : <DataTable key={`${rule} ${result}`} caption={caption} columns={columns} rows={behind} rowKey={(one) => one.key} total={list.pages.at(-1)?.total ?? null} more={list.more} phone="cards" />}
    </div>
  );
}

function useColumns(subject: Subject, kind: "clause" | "timer"): Column<Row>[] {
  const { say, day, number } = useLanguage();
  const me = useMe();
  // A clause of the chart is mended where the requirements stand, which administrators do not open.
  const opensChart = hasRole(me, "supervisor", "privacy_officer", "auditor");
  const placeOf = (one: Row) => (one.caseId === null ? null : subject === "session" ? `/app/families/${one.caseId}/timeline` : kind === "timer" ? `/app/families/${one.caseId}/dates` : `/app/families/${one.caseId}/${opensChart ? "eligibility" : "people"}`);
  const all: (Column<Row> & { shown: boolean })[] = [
    {
      key: "who",
      label: say(words.who),
      shown: true,
      cell: (one) => {
        const href = placeOf(one);
        return href === null ? one.who : <Link href={href}>{one.who}</Link>;
      },
    },
    { key: "clinician", label: say(words.clinician), shown: subject !== "team", cell: (one) => one.clinician ?? "–" },
    { key: "day", label: say(words.day), shown: subject === "session" || kind === "timer", cell: (one) => (one.on === null ? "–" : day(one.on, "full")) },
    { key: "units", label: say(words.units), shown: subject === "session", align: "end", cell: (one) => (one.units === null ? "–" : number(one.units)) },
    { key: "verdict", label: say(words.verdict), shown: kind === "clause", cell: (one) => (one.verdict === null ? "–" : say(words.verdicts[one.verdict])) },
    { key: "result", label: say(words.came), shown: true, cell: (one) => <StateMark state={one.result} word={say(resultWords[one.result])} /> },
    { key: "due", label: say(words.due), shown: kind === "timer", align: "end", cell: (one) => (one.dueOn === null ? "–" : day(one.dueOn, "full")) },
  ];
  return all.filter((one) => one.shown);
}
