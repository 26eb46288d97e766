import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { inputs, type KeptReturn, type OwnFigures, type PublishedFigure } from "../contract.ts";
import { computeReturn, tenureOf } from "../rules.ts";
import { inputGroups, inputNames, words } from "../screens.words.ts";
import { OwnCourse, OwnFigure } from "./OwnFigure.tsx";
import { Economics } from "./Economics.tsx";
import { OneResult } from "./OneResult.tsx";
import { firstTyped, readTyped, type Typed, typedOf, withRow } from "./typing.ts";
import "./return.css";

/** What the programme costs and brings in, and what is published about its worth: figures on one side, what they say on the other. */
export default function ReturnScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["investment.get"], (api) => api.investment.get());
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/outcomes", label: say(words.back) }} />
      <p className="soft">{say(words.what)}</p>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : <Calculator published={found.data.published} own={found.data.own} versions={found.data.versions} />}
    </div>
  );
}

function Calculator({ published, own, versions }: { published: readonly PublishedFigure[]; own: OwnFigures; versions: readonly KeptReturn[] }) {
  const { say, language, day, number } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("return");
  const [typed, setTyped] = useState<Typed>(() => firstTyped(versions[0]?.inputs ?? null, own));
  const { inputs: read, wrong } = readTyped(typed);
  const results = computeReturn(read, published);
  const tenure = read.tenureYears === null ? tenureOf(read) : null;
  const dayOf = (one: KeptReturn) => day(dateInZone(one.keptAt, me.agency.timeZone), "full");
  const keep = () =>
    sending.send(async () => {
      await api.investment.keep(read);
      await refresh(["investment.get"]);
    }, wrong.map((path) => ({ path, message: path === "priceIndex" ? say(words.needIndex) : say(words.needNumber) })));
  return (
    <>
      <div className="return-sides">
        <section aria-labelledby="return-yours">
          <h2 id="return-yours">{say(words.yours)}</h2>
          <p className="soft small">{versions[0] === undefined ? say(words.keptNever) : say(words.kept(dayOf(versions[0]), versions[0].keptBy))}</p>
          <SendForm name="return" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()}>
            {inputGroups.map((group) => (
              <fieldset key={group.key} className="return-group">
                <legend>{say(group.title)}</legend>
                {group.inputs.map((key) => (
                  <div key={key}>
                    <TextField id={sending.id(key)} label={say(inputNames[key])} inputMode="decimal" width="short" error={sending.errorOf(key)} value={typed.fields[key]} maxLength={String(inputs[key].most).length + 6} onChange={(value) => setTyped({ ...typed, fields: { ...typed.fields, [key]: value } })} />
                    <OwnFigure input={key} typed={typed.fields[key]} own={own} last={versions[0] ?? null} onTake={(value) => setTyped({ ...typed, fields: { ...typed.fields, [key]: value } })} />
                  </div>
                ))}
                {group.key === "sessions" ? <OwnCourse own={own} /> : null}
                {group.key === "training" && tenure !== null ? <p className="soft small">{say(words.tenure(number(Math.round(tenure * 10) / 10)))}</p> : null}
              </fieldset>
            ))}
            <PriceIndex typed={typed} onChange={setTyped} error={sending.errorOf("priceIndex")} id={sending.id} />
          </SendForm>
          {versions.length < 2 ? null : (
            <details className="fold">
              <summary>{say(words.earlier)}</summary>
              <ul className="return-versions">
                {versions.slice(1).map((one) => (
                  <li key={one.keptAt}>
                    {say(words.kept(dayOf(one), one.keptBy))}{" "}
                    <Button look="quiet" onClick={() => setTyped(typedOf(one.inputs))}>
                      {say(words.takeUp)}
                    </Button>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
        <section aria-labelledby="return-results">
          <h2 id="return-results">{say(words.results)}</h2>
          {results.map((result) => (
            <OneResult key={result.id} result={result} swing={read.swing} published={published.find((one) => one.id === result.published) ?? null} />
          ))}
        </section>
      </div>
      <Economics />
      <section className="part" aria-labelledby="return-sources">
        <h2 id="return-sources">{say(words.sources)}</h2>
        <p className="soft">{say(words.sourcesWhat)}</p>
        <DataTable
          caption={say(words.sources)}
          columns={[
            { key: "figure", label: say(words.figure), cell: (one: PublishedFigure) => say(one.label) },
            { key: "value", label: say(words.value), align: "end", cell: (one) => (one.unit === "percent" ? `${number(one.value)} %` : `$${number(one.value)}, ${words.dollarsOf(one.dollarYear!)[language]}`) },
            { key: "perspective", label: say(words.perspective), cell: (one) => say(one.perspective) },
            { key: "source", label: say(words.source), cell: (one) => [one.source, ...(one.certainty === "read" ? [] : [say(words.draft)])].join(" · ") },
          ]}
          rows={published}
          rowKey={(one) => one.id}
          phone="cards"
        />
      </section>
    </>
  );
}

/** The programme's own table of prices: years and their index, and where it is from. */
function PriceIndex({ typed, onChange, error, id }: { typed: Typed; onChange: (typed: Typed) => void; error: string | null; id: (path: string) => string }) {
  const { say } = useLanguage();
  const change = (place: number, part: Partial<Typed["index"][number]>) => onChange({ ...typed, index: typed.index.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  return (
    <fieldset className="return-group">
      <legend>{say(words.index)}</legend>
      <p className="soft small">{say(words.indexWhat)}</p>
      {typed.index.map((one, place) => (
        <div key={one.id} className="return-index">
          <TextField id={`${id("priceIndex")}${place === 0 ? "" : `-${place}`}`} label={say(words.indexYear)} inputMode="numeric" width="short" error={place === 0 ? error : null} value={one.year} maxLength={4} onChange={(year) => change(place, { year })} />
          <TextField id={`${id("priceIndex")}-${place}-index`} label={say(words.indexValue)} inputMode="decimal" width="short" error={null} value={one.index} maxLength={12} onChange={(index) => change(place, { index })} />
          <Button look="quiet" aria-label={`${say(words.takeOut)}: ${one.year}`} onClick={() => onChange({ ...typed, index: typed.index.filter((each) => each !== one) })}>
            {say(words.takeOut)}
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange({ ...typed, index: withRow(typed.index) })}>{say(words.addYear)}</Button>
      <TextField id={id("priceIndexSource")} label={say(words.indexSource)} error={null} value={typed.source} maxLength={300} onChange={(source) => onChange({ ...typed, source })} />
    </fieldset>
  );
}
