import { useLanguage } from "#ui/language.tsx";
import { DataTable } from "#ui/DataTable.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { useDefinitionName } from "./saying.tsx";

const definedAs: Record<string, string> = { pairs: "post_data", with_objective: "goal_objective", reached: "goal_reached", above_then_below: "below_cut" };
/** The definition by which a figure is counted, from its name. */
const definitionOf = (figure: string): string => {
  const [of, set] = [figure.split(":")[0]!, figure.split(":").at(-1)!];
  return of === "reason" ? "reason" : (definedAs[set] ?? set);
};

/** The cases behind a figure that is shown: those that one may open anyway. */
export function Behind({ figure, cut }: { figure: string; cut: string | null }) {
  const { say, language, day } = useLanguage();
  const list = usePages(["outcomes.cases", figure, cut], (api, after) => api.outcomes.cases({ figure, cut, after }));
  const nameOf = useDefinitionName();
  const name = nameOf(definitionOf(figure)) === definitionOf(figure) ? null : nameOf(definitionOf(figure));
  const cases = list.pages.flatMap((page) => page.cases);
  return (
    <div className="page outcomes">
      <PageHeader title={say(words.casesTitle)} detail={`${name === null ? "" : `${name}. `}${say(words.casesDetail)}`} back={{ href: cut === null ? "/app/outcomes" : `/app/outcomes?cut=${encodeURIComponent(cut)}`, label: say(words.back) }} />
      {list.state === "loading" ? <Loading rows={6} /> : null}
      {list.state === "failed" ? <ErrorState sentence={list.fault === null ? say(words.loading) : sentenceFor(list.fault, language)} verb={{ run: list.again }} /> : null}
      {list.state === "there" && cases.length === 0 ? <EmptyState sentence={say(words.noCases)} /> : null}
      {cases.length === 0 ? null : (
        <DataTable
          caption={say(words.casesTitle)}
          columns={[
            { key: "child", label: say(words.child), cell: (one) => <Link href={`/app/families/${one.caseId}/timeline`}>{one.childName}</Link> },
            { key: "asked", label: say(words.askedOn), cell: (one) => day(one.askedOn, "full") },
          ]}
          rows={cases}
          rowKey={(one) => `${one.caseId} ${one.askedOn}`}
          more={list.more}
        />
      )}
    </div>
  );
}
