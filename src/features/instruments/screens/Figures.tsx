import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { certainties, type Certainty, type Figure, type InstrumentDefinition } from "../contract.ts";
import { hasChangeScore } from "../installed.rules.ts";
import { words } from "../screens.words.ts";
import { words as catalogue } from "../words.ts";
import { CertaintyMark, named, type OneInstrument } from "./parts.tsx";

type Line = { key: string; name: string; value: string; population: string; source: string; certainty: Certainty; whose: string; figureId: string | null };

/** The figures of an instrument: the programme's own, then what is published, each with its population, source and certainty. */
export function Figures({ one, may }: { one: OneInstrument; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  const { definition, installed } = one;
  const lines = useLines(one);
  const scores = [...(definition.total === null ? [] : ["total"]), ...Object.keys(definition.subscales)];
  return (
    <section className="part" aria-labelledby="figures">
      <h2 id="figures">{say(words.figures)}</h2>
      <p className="soft">{say(hasChangeScore(definition) ? words.figuresLead : words.noChange)}</p>
      {lines.length === 0 ? (
        hasChangeScore(definition) ? <p>{say(words.noFigures)}</p> : null
      ) : (
        <DataTable
          caption={say(words.figures)}
          rows={lines}
          rowKey={(line) => line.key}
          phone="cards"
          columns={[
            { key: "figure", label: say(words.figure), cell: (line) => line.name },
            { key: "value", label: say(words.value), cell: (line) => line.value },
            { key: "population", label: say(words.population), cell: (line) => line.population },
            { key: "source", label: say(words.source), cell: (line) => <>{line.source} <CertaintyMark certainty={line.certainty} /></> },
            { key: "whose", label: say(words.whose), cell: (line) => line.whose },
          ]}
        />
      )}
      {may === "write" && scores.length > 0 ? (
        <>
          {lines.map((line) =>
            line.figureId === null ? null : (
              <FormPanel key={line.key} verb={say(words.takeOut)} about={`${line.name}, ${line.value}`} glyph={IconX}>
                {(close) => <WithdrawForm instrument={installed.instrument} figureId={line.figureId!} close={close} />}
              </FormPanel>
            ),
          )}
          <FormPanel verb={say(words.enter)}>{(close) => <EnterForm definition={definition} scores={scores.map((value) => ({ value, label: named(catalogue[language].scores, value) }))} close={close} />}</FormPanel>
        </>
      ) : null}
    </section>
  );
}

function useLines({ figures, norms, installed }: OneInstrument): Line[] {
  const { say, language, number } = useLanguage();
  const valueOf = (figure: Figure) => {
    if (figure.kind === "change_inputs") return words.inputs[language](number(figure.sd), number(figure.reliability));
    return figure.kind === "cut" ? words.atLeast[language](number(figure.atLeast)) : words.points[language](figure.points);
  };
  const { change } = installed;
  const isShown = (kind: string, from: number, to: number) => (kind === "meaningful" || kind === "reliable") && change[kind] !== null && change[kind].from === "shipped" && change[kind].points >= from && change[kind].points <= to;
  return [
    ...figures.map((one) => ({ ...one, key: one.figureId, name: `${say(words.figureKinds[one.figure.kind])}, ${named(catalogue[language].scores, one.score)}`, value: valueOf(one.figure), whose: `${say(words.ours)}, ${say(words.inUse)}` })),
    ...(norms?.changes ?? []).map((one, place) => {
      const { from, to } = one.points;
      const shown = isShown(one.kind, from, to) ? change[one.kind as "meaningful" | "reliable"]!.points : null;
      return { ...one, key: `published ${place}`, figureId: null, name: say(words.publishedKinds[one.kind]), value: from === to ? words.points[language](from) : words.pointRange[language](number(from), number(to)), whose: shown === null ? say(words.published) : `${say(words.published)}, ${say(words.shownNow)}: ${number(shown)}` };
    }),
  ];
}

const kinds = ["change_inputs", "meaningful", "reliable", "cut"] as const;
const empty = { kind: "", score: "", sd: "", reliability: "", points: "", atLeast: "", population: "", source: "", certainty: "", reason: "" };
const fieldsOf: Record<Figure["kind"], readonly ("sd" | "reliability" | "points" | "atLeast")[]> = { change_inputs: ["sd", "reliability"], meaningful: ["points"], reliable: ["points"], cut: ["atLeast"] };

function EnterForm({ definition, scores, close }: { definition: InstrumentDefinition; scores: readonly { value: string; label: string }[]; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("figure");
  const [form, setForm] = useState({ ...empty, score: scores[0]!.value });
  const field = (key: keyof typeof empty, path: string = key) => ({ id: sending.id(path), error: sending.errorOf(path), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  const asked = form.kind === "" ? [] : fieldsOf[form.kind as Figure["kind"]];
  const labels = { sd: words.sd, reliability: words.reliability, points: words.pointsField, atLeast: words.atLeastField };
  const numberIn = (text: string) => Number(text.trim().replace(",", "."));
  async function keep() {
    const wrong: FieldWrong[] = [];
    if (form.kind === "") wrong.push({ path: "figure.kind", message: say(words.needChoice) });
    for (const key of asked) if (form[key].trim() === "" || Number.isNaN(numberIn(form[key]))) wrong.push({ path: `figure.${key}`, message: `${say(labels[key])}: ${say(words.needNumber)}` });
    for (const key of ["population", "source"] as const) if (form[key].trim() === "") wrong.push({ path: key, message: say(words.needText) });
    if (form.certainty === "") wrong.push({ path: "certainty", message: say(words.needChoice) });
    if (form.reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    const figure = { kind: form.kind, ...Object.fromEntries(asked.map((key) => [key, numberIn(form[key])])) } as Figure;
    const sent = await sending.send(async () => {
      await api.instruments.enterFigure({ instrument: definition.id, score: form.score, figure, population: form.population, source: form.source, certainty: form.certainty as Certainty, reason: form.reason });
      await refresh(["instruments.get"], ["instruments.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="figure" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <p className="soft">{say(words.enterHint)}</p>
      <SelectField {...field("kind", "figure.kind")} label={say(words.whichFigure)} options={kinds.filter((kind) => kind === "cut" || hasChangeScore(definition)).map((value) => ({ value, label: say(words.figureKinds[value]) }))} />
      <SelectField {...field("score")} label={say(words.whichScore)} options={scores} />
      {asked.map((key) => (
        <TextField key={key} {...field(key, `figure.${key}`)} label={say(labels[key])} width="short" inputMode="decimal" maxLength={10} />
      ))}
      <TextField {...field("population")} label={say(words.population)} hint={say(words.populationHint)} maxLength={300} />
      <TextField {...field("source")} label={say(words.source)} hint={say(words.sourceHint)} maxLength={500} />
      <SelectField {...field("certainty")} label={say(words.certainty)} options={certainties.map((value) => ({ value, label: catalogue[language].certainty[value] }))} />
      <TextField {...field("reason")} label={say(words.reason)} hint={say(words.reasonHint)} maxLength={2000} />
    </SendForm>
  );
}

function WithdrawForm({ instrument, figureId, close }: { instrument: string; figureId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `withdraw-${figureId}`;
  const sending = useSending(name);
  const [reason, setReason] = useState("");
  async function keep() {
    const sent = await sending.send(async () => {
      await api.instruments.withdrawFigure({ instrument, figureId, reason });
      await refresh(["instruments.get"], ["instruments.list"]);
    }, reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.takeOut)} onSubmit={() => void keep()} onCancel={close}>
      <TextField id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={say(words.reasonHint)} value={reason} onChange={setReason} />
    </SendForm>
  );
}
