import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { results, type RoomRow } from "../contract.ts";
import { countWords, rowStateWords, subjectWords, words } from "../screens.words.ts";
import { StateMark } from "./StateMark.tsx";

/** The address of what is behind a row. */
export const behindOf = (row: Pick<RoomRow, "policy" | "rule" | "subject">): string => `/app/compliance?${new URLSearchParams({ policy: row.policy, rule: row.rule, of: row.subject }).toString()}`;

/** The evidence of a row as a sentence: what presses first, "3 not met · 40 met". */
export function useEvidence(): (row: RoomRow) => string {
  const { say, language, number } = useLanguage();
  return (row) => {
    const told = results.filter((one) => (row.counts[one] ?? 0) > 0).map((one) => countWords[one][language](number(row.counts[one]!)));
    if (row.closed > 0) told.push(words.closedCharts[language](number(row.closed)));
    return told.length === 0 ? say(words.nothing) : told.join(" · ");
  };
}

/** Every chosen clause and timer as a row; its clause leads to what is behind it. */
export function RoomTable({ rows }: { rows: readonly RoomRow[] }) {
  const { say, day, language, number } = useLanguage();
  const evidence = useEvidence();
  const columns: Column<RoomRow>[] = [
    {
      key: "clause",
      label: say(words.clause),
      cell: (row) => (
        <Link href={behindOf(row)} aria-label={words.open[language](`${row.cite}: ${row.words}`)}>
          {row.cite}
        </Link>
      ),
    },
    { key: "words", label: say(words.ours), cell: (row) => <span className="room-words">{row.words}{row.kind === "timer" ? <span className="soft"> ({say(words.timer)})</span> : null}</span> },
    { key: "applies", label: say(words.applies), cell: (row) => subjectWords[row.subject][language](number(row.applies)) },
    { key: "evidence", label: say(words.evidence), cell: (row) => <span className="room-evidence">{evidence(row)}</span> },
    { key: "state", label: say(words.state), cell: (row) => <StateMark state={row.state} word={say(rowStateWords[row.state])} /> },
    { key: "due", label: say(words.due), align: "end", cell: (row) => (row.dueOn === null ? "–" : day(row.dueOn, "full")) },
  ];
  return <DataTable caption={say(words.rules)} columns={columns} rows={rows} rowKey={(row) => `${row.policy} ${row.rule} ${row.subject}`} step={200} phone="cards" />;
}
