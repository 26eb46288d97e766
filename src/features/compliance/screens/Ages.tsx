import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { AgeOut } from "../contract.ts";
import { words } from "../screens.words.ts";
import { StateMark } from "./StateMark.tsx";

/** The age-out clock of every child, the nearest first. */
export function Ages() {
  const { say, language, day } = useLanguage();
  const list = usePages(["compliance.ages"], (api, after) => api.compliance.ages({ after }));
  const ages = list.pages.flatMap((page) => page.ages);
  if (list.state === "loading") return <Loading rows={8} />;
  if (list.state === "failed") return <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} />;
  if (ages.length === 0) return <EmptyState sentence={say(words.noAges)} />;
  const columns: Column<AgeOut>[] = [
    { key: "child", label: say(words.child), cell: (one) => <Link href={`/app/families/${one.caseId}/dates`}>{one.childName}</Link> },
    { key: "turns", label: words.turns[language](ages[0]!.years), cell: (one) => (one.turnsOn === null ? <StateMark state="unknown" word={say(words.noBirthDate)} /> : day(one.turnsOn, "full")) },
    { key: "left", label: say(words.left), cell: (one) => (one.monthsLeft === null || one.turnsOn === null ? "–" : isOver(one) ? <StateMark state="not_met" word={say(words.ageOver)} /> : words.monthsLeft[language](one.monthsLeft)) },
    { key: "end", label: say(words.plannedEnd), cell: (one) => (one.plannedEnd === null ? <span className="soft">{say(words.noPlannedEnd)}</span> : <>{day(one.plannedEnd, "full")} {one.endsBefore ? <StateMark state="due" word={say(words.endsBefore)} /> : null}</>) },
    { key: "clinician", label: say(words.clinician), cell: (one) => one.clinician ?? "–" },
  ];
  return <DataTable caption={say(words.ages)} columns={columns} rows={ages} rowKey={(one) => one.caseId} more={list.more} phone="cards" />;
}

/** Past the birthday that ends the service. */
const isOver = (one: AgeOut) => one.monthsLeft !== null && (one.monthsLeft < 0 || Object.is(one.monthsLeft, -0));
