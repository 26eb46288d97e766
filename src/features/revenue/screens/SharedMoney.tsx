import { useAnswer } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { writeMoney } from "#features/billforms/sheet.rules.ts";
import { bucketNames } from "../definitions.words.ts";
import { words } from "../screens.words.ts";
import { heads, tableNames } from "../tables.words.ts";

/** Money without any name, for who leads the agency: as of the end of last month. */
export function SharedMoney() {
  const { say, language, day, number } = useLanguage();
  const found = useAnswer(["money.shared"], (api) => api.money.shared());
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const { asOf, threshold, openCents, daysOpen, firstPassPercent, ageing, byPayer, byQuarter } = found.data;
  const moved = (one: { chargedCents: number; collectedCents: number }, key: "charged" | "collected") => writeMoney(key === "charged" ? one.chargedCents : one.collectedCents);
  return (
    <>
      <PageHeader title={say(words.title)} detail={words.leadShared[language](day(asOf, "full"), threshold)} />
      <section className="part" aria-labelledby="money-figures">
        <h2 id="money-figures">{say(words.figures)}</h2>
        <DefinitionStrip
          definitions={[
            { label: say(words.open), value: openCents === null ? say(words.notTold) : writeMoney(openCents) },
            { label: say(words.daysOpen), value: daysOpen === null ? say(words.notTold) : words.days[language](number(daysOpen)) },
            { label: say(words.firstPass), value: firstPassPercent === null ? say(words.notTold) : `${firstPassPercent} %` },
          ]}
        />
      </section>
      {ageing.length + byPayer.length + byQuarter.length === 0 ? <p className="soft">{say(words.nothingShared)}</p> : null}
      {ageing.length === 0 ? null : (
        <section className="part" aria-labelledby="money-ageing">
          <h2 id="money-ageing">{say(tableNames.ageing)}</h2>
          <DataTable caption={say(tableNames.ageing)} columns={[{ key: "age", label: say(heads.age), cell: (one) => say(bucketNames[one.bucket]) }, { key: "open", label: say(heads.open), align: "end", cell: (one) => writeMoney(one.cents) }]} rows={ageing} rowKey={(one) => one.bucket} />
        </section>
      )}
      {byPayer.length === 0 ? null : (
        <section className="part" aria-labelledby="money-payers">
          <h2 id="money-payers">{say(tableNames.payers)}</h2>
          <DataTable caption={say(tableNames.payers)} columns={[{ key: "payer", label: say(heads.payer), cell: (one) => one.name }, { key: "charged", label: say(heads.charged), align: "end", cell: (one) => moved(one, "charged") }, { key: "collected", label: say(heads.collected), align: "end", cell: (one) => moved(one, "collected") }, { key: "open", label: say(heads.open), align: "end", cell: (one) => writeMoney(one.openCents) }]} rows={byPayer} rowKey={(one) => one.key} phone="cards" />
        </section>
      )}
      {byQuarter.length === 0 ? null : (
        <section className="part" aria-labelledby="money-quarters">
          <h2 id="money-quarters">{say(heads.quarter)}</h2>
          <DataTable caption={say(heads.quarter)} columns={[{ key: "quarter", label: say(heads.quarter), cell: (one) => one.name }, { key: "charged", label: say(heads.charged), align: "end", cell: (one) => moved(one, "charged") }, { key: "collected", label: say(heads.collected), align: "end", cell: (one) => moved(one, "collected") }]} rows={byQuarter} rowKey={(one) => one.key} />
        </section>
      )}
    </>
  );
}
