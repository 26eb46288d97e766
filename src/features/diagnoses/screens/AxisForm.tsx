import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, type Sending, useSending } from "#ui/useSending.ts";
import { axes, type Axis, type AxisEntry, type Dimension, type DimensionMark, dimensionMarks, ownDimensions } from "../axes.contract.ts";
import { axesWords as words, axisNames, dimensionNames, markNames } from "../axes.words.ts";

/** An adult with an open relationship to the child. */
export type Adult = { personId: string; name: string };
type Of = { caseId: string; today: CivilDate; adults: readonly Adult[] };

/** Records an entry of axes II to V. */
export function AddAxis(of: Of) {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.add)}>{(close) => <AxisFields {...of} one={null} close={close} />}</FormPanel>;
}

/** Sets an entry right, ends it, or says that it was entered in error. */
export function CorrectAxis({ one, ...of }: Of & { one: AxisEntry }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.correct)} about={one.axis === 2 ? (one.ownerName ?? "") : one.label} glyph={IconPencil}>
      {(close) => <AxisFields {...of} one={one} close={close} />}
    </FormPanel>
  );
}

type Form = { axis: string; ownerPersonId: string; level: string; code: string; label: string; words: string; since: string; until: string; how: "corrected" | "in_error"; reason: string };
type Marks = Record<string, DimensionMark | "">;
const OTHER = "other";

const formFrom = (one: AxisEntry | null, { today, adults }: Of): Form => ({
  axis: String(one?.axis ?? 2),
  ownerPersonId: one?.ownerPersonId ?? (adults.length === 1 ? adults[0]!.personId : ""),
  level: one?.level == null ? "" : String(one.level),
  code: one?.code ?? "",
  label: one?.label ?? "",
  words: one?.words ?? "",
  since: one?.since ?? today,
  until: one?.until ?? "",
  how: "corrected",
  reason: "",
});
const marksFrom = (dimensions: readonly Dimension[]): Marks => Object.fromEntries(dimensions.map((each) => [each.name ?? OTHER, each.mark]));

function AxisFields({ one, close, ...of }: Of & { one: AxisEntry | null; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = one === null ? "axis" : `axis-${one.entryId}`;
  const sending = useSending(name);
  const [form, setForm] = useState(() => formFrom(one, of));
  const [marks, setMarks] = useState<Marks>(() => marksFrom(one?.dimensions ?? []));
  const [other, setOther] = useState(() => one?.dimensions.find((each) => each.name === null)?.label ?? "");
  const set = (key: keyof Form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const isLevel = form.axis === "2";
  const asksAll = form.how === "corrected";
  function findWrong(): FieldWrong[] {
    const wrong: FieldWrong[] = [];
    if (asksAll && isLevel && form.ownerPersonId === "") wrong.push({ path: "ownerPersonId", message: say(words.needAdult) });
    if (asksAll && isLevel && form.level === "") wrong.push({ path: "level", message: say(words.needLevel) });
    if (asksAll && !isLevel && form.label.trim() === "") wrong.push({ path: "label", message: say(words.needLabel) });
    if (asksAll && form.since === "") wrong.push({ path: "since", message: say(words.needDay) });
    if (one !== null && form.reason.trim() === "") wrong.push({ path: "reason", message: say(words.needReason) });
    return wrong;
  }
  function written() {
    const named = ownDimensions.flatMap((key): Dimension[] => (marks[key] ? [{ name: key, label: "", mark: marks[key] }] : []));
    const own: Dimension[] = other.trim() !== "" && marks[OTHER] ? [{ name: null, label: other, mark: marks[OTHER] }] : [];
    const shared = { words: form.words, since: form.since || of.today, until: form.until || null };
    return isLevel
      ? { ...shared, ownerPersonId: form.ownerPersonId, level: Number(form.level), dimensions: [...named, ...own], code: "", label: "" }
      : { ...shared, ownerPersonId: null, level: null, dimensions: [], code: form.code, label: form.label };
  }
  async function submit() {
    const sent = await sending.send(async () => {
      if (one === null) await api.diagnoses.addAxis({ caseId: of.caseId, axis: Number(form.axis) as Axis, ...written() });
      else await api.diagnoses.correctAxis({ caseId: of.caseId, entryId: one.entryId, how: form.how, reason: form.reason, ...written() });
      await refresh(["diagnoses.axes", of.caseId]);
    }, findWrong());
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(one === null ? words.addIt : words.save)} onSubmit={() => void submit()} onCancel={close}>
      {one === null ? (
        <RadioGroup id={sending.id("axis")} label={say(words.axis)} value={form.axis} onChange={set("axis")} options={axes.map((axis) => ({ value: String(axis), label: say(axisNames[axis]) }))} />
      ) : (
        <RadioGroup id={sending.id("how")} label={say(words.how)} value={form.how} onChange={set("how")} options={[{ value: "corrected", label: say(words.corrected) }, { value: "in_error", label: say(words.inError) }]} />
      )}
      {asksAll ? (
        <>
          {isLevel ? (
            <>
              <SelectField id={sending.id("ownerPersonId")} label={say(words.adult)} value={form.ownerPersonId} onChange={set("ownerPersonId")} error={sending.errorOf("ownerPersonId")} need="required" options={of.adults.map((adult) => ({ value: adult.personId, label: adult.name }))} />
              <LevelFields sending={sending} level={form.level} onLevel={set("level")} marks={marks} onMark={(key, mark) => setMarks((before) => ({ ...before, [key]: mark }))} other={other} onOther={setOther} />
            </>
          ) : (
            <>
              <TextField id={sending.id("label")} label={say(words.label)} maxLength={200} value={form.label} onChange={set("label")} error={sending.errorOf("label")} need="required" />
              <TextField id={sending.id("code")} label={say(words.code)} hint={say(words.codeHint)} width="short" maxLength={40} value={form.code} onChange={set("code")} error={sending.errorOf("code")} need="optional" />
            </>
          )}
          <TextArea id={sending.id("words")} label={say(words.words)} maxLength={2000} value={form.words} onChange={set("words")} error={sending.errorOf("words")} need="optional" />
          <div className="field-pair">
            <DateField id={sending.id("since")} label={say(words.since)} max={of.today} value={form.since} onChange={set("since")} error={sending.errorOf("since")} need="required" />
            {isLevel ? null : <DateField id={sending.id("until")} label={say(words.until)} max={of.today} value={form.until} onChange={set("until")} error={sending.errorOf("until")} need="optional" />}
          </div>
        </>
      ) : null}
      {one === null ? null : <TextField id={sending.id("reason")} label={say(words.reason)} maxLength={500} value={form.reason} onChange={set("reason")} error={sending.errorOf("reason")} need="required" />}
    </SendForm>
  );
}

type LevelProps = { sending: Sending; level: string; onLevel: (level: string) => void; marks: Marks; onMark: (key: string, mark: DimensionMark | "") => void; other: string; onOther: (label: string) => void };
/** The level of a relationship, and what stands out in it. */
function LevelFields({ sending, level, onLevel, marks, onMark, other, onOther }: LevelProps) {
  const { say, language } = useLanguage();
  const options = dimensionMarks.map((mark) => ({ value: mark, label: say(markNames[mark]) }));
  const mark = (key: string, label: string) => <SelectField key={key} label={label} empty={say(words.notSaid)} value={marks[key] ?? ""} onChange={(value) => onMark(key, value as DimensionMark | "")} options={options} need="optional" />;
  return (
    <>
      <RadioGroup id={sending.id("level")} label={say(words.level)} hint={say(words.levelHint)} value={level} onChange={onLevel} error={sending.errorOf("level")} need="required" options={[1, 2, 3, 4].map((one) => ({ value: String(one), label: words.levels[language](one) }))} />
      <fieldset className="fields part-fields">
        <legend className="field-label">{say(words.dimensions)}</legend>
        <p className="field-hint">{say(words.dimensionsHint)}</p>
        {ownDimensions.map((key) => mark(key, say(dimensionNames[key])))}
        <div className="field-pair">
          <TextField label={say(words.ownLabel)} maxLength={80} value={other} onChange={onOther} need="optional" />
          {mark(OTHER, say(words.ownMark))}
        </div>
      </fieldset>
    </>
  );
}
