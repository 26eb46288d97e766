import { IconPencil } from "@tabler/icons-react";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { CaseloadContent } from "../contract.ts";
import { words } from "../screens.words.ts";
import { PeopleTerms } from "./PeopleTerms.tsx";
import { RuleForm } from "./RuleForm.tsx";
import { useLanguageName, useWeight } from "./saying.ts";
import "./caseload.css";

/** What a family weighs here and how many fit: the rule with every version, and what is agreed with each. */
export default function RuleScreen() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.ruleTitle);
  const found = useAnswer(["caseload.rule"], (api) => api.caseload.rule());
  const sayVersion = (one: { number: number; madeBy: string | null; validFrom: string | null; note: string }) => (one.validFrom === null ? say(words.shipped) : words.madeBy[language](one.number, one.madeBy ?? "Dyad", day(one.validFrom, "full"), one.note));
  const back = hasRole(me, "clinician", "trainee", "supervisor") ? { href: "/app/caseload", label: say(words.title) } : { href: "/app/programme", label: say(words.programme) };
  return (
    <div className="page">
      <PageHeader title={say(words.ruleTitle)} back={back} />
      <p className="soft">{say(words.ruleWhat)}</p>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <p>{sayVersion(found.data.current)}</p>
          <Content content={found.data.current.content} />
          {found.data.mayEdit ? (
            <FormPanel verb={say(words.change)} glyph={IconPencil}>
              {(close) => <RuleForm key={found.data.current.number} after={Math.max(found.data.current.number, ...found.data.others.map((one) => one.number))} content={found.data.current.content} today={found.data.today} close={close} />}
            </FormPanel>
          ) : null}
          {found.data.others.length === 0 ? null : (
            <section className="part">
              <h2>{say(words.others)}</h2>
              {found.data.others.map((one) => (
                <details key={one.number} className="fold">
                  <summary>{[sayVersion(one), one.validFrom !== null && one.validFrom > found.data.today ? say(words.toCome) : null].filter((part) => part !== null).join(" · ")}</summary>
                  <Content content={one.content} />
                </details>
              ))}
            </section>
          )}
        </>
      )}
      <PeopleTerms />
    </div>
  );
}

function Content({ content }: { content: CaseloadContent }) {
  const { say, language, number } = useLanguage();
  const { weight, added } = useWeight();
  const nameOf = useLanguageName();
  const { fields } = words;
  const rows: [string, string][] = [
    [say(fields.base), weight(content.base)],
    [say(fields.stage1), added(content.stages[1])],
    [say(fields.stage2), added(content.stages[2])],
    [say(fields.stage3), added(content.stages[3])],
    [say(fields.risk), added(content.risk)],
    [say(fields.safety_plan), added(content.safety_plan)],
    [say(fields.home), added(content.home)],
    [say(fields.homeShare), words.percent[language](content.homeShare)],
    [say(fields.interpreter), added(content.interpreter)],
    [say(fields.language), added(content.language)],
    [say(fields.ordinaryLanguages), content.ordinaryLanguages.map(nameOf).join(", ")],
    [say(fields.trainee), added(content.trainee)],
    [say(fields.covering), added(content.covering)],
    [say(fields.shared), added(content.shared)],
    [say(fields.limitFamilies), content.limitFamilies === null ? say(words.noLimit) : number(content.limitFamilies)],
    [say(fields.limitTenths), content.limitTenths === null ? say(words.noLimit) : weight(content.limitTenths)],
  ];
  return (
    <DataTable
      caption={say(words.ruleTitle)}
      rows={rows}
      rowKey={([what]) => what}
      columns={[
        { key: "what", label: say(words.what), cell: ([what]) => what },
        { key: "counts", label: say(words.counts), align: "end", cell: ([, counts]) => counts },
      ]}
    />
  );
}
