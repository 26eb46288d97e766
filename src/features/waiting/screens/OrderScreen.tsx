import { IconArrowUp, IconPencil, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { criteria, type Step, type WaitingContent } from "../contract.ts";
import { words } from "../screens.words.ts";
import { markNames, stepNames } from "../words.ts";
import { useStep } from "./saying.ts";
import "./waiting.css";

/** Who waits before whom: the order with every version, and another one for whoever runs the programme. */
export default function OrderScreen() {
  const { say, language, day } = useLanguage();
  usePageTitle(words.ruleTitle);
  const found = useAnswer(["waiting.rule"], (api) => api.waiting.rule());
  const sayVersion = (one: { number: number; madeBy: string | null; validFrom: string | null; note: string }) => (one.validFrom === null ? say(words.shipped) : words.madeBy[language](one.number, one.madeBy ?? "Dyad", day(one.validFrom, "full"), one.note));
  return (
    <div className="page">
      <PageHeader title={say(words.ruleTitle)} back={{ href: "/app/waiting", label: say(words.title) }} />
      <p className="soft">{say(words.ruleWhat)}</p>
      {found.isPending ? <Loading rows={5} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <p>{sayVersion(found.data.current)}</p>
          <Steps content={found.data.current.content} />
          {found.data.mayEdit ? (
            <FormPanel verb={say(words.change)} glyph={IconPencil}>
              {(close) => <OrderForm key={found.data.current.number} after={Math.max(found.data.current.number, ...found.data.others.map((one) => one.number))} content={found.data.current.content} today={found.data.today} close={close} />}
            </FormPanel>
          ) : null}
          {found.data.others.length === 0 ? null : (
            <section className="part">
              <h2>{say(words.others)}</h2>
              {found.data.others.map((one) => (
                <details key={one.number} className="fold">
                  <summary>{sayVersion(one)}</summary>
                  <Steps content={one.content} />
                </details>
              ))}
            </section>
          )}
        </>
      )}
    </div>
  );
}

const keyOf = (step: Step) => (step.kind === "mark" ? step.mark : step.kind);

function Steps({ content }: { content: WaitingContent }) {
  const { language } = useLanguage();
  const sayStep = useStep();
  return (
    <>
      <ol className="order-steps">
        {content.steps.map((step) => (
          <li key={keyOf(step)}>{sayStep(step)}</li>
        ))}
      </ol>
      <p className="soft">{words.courseLasts[language](content.courseMonths)}</p>
    </>
  );
}

function OrderForm({ after, content, today, close }: { after: number; content: WaitingContent; today: string; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("order");
  const [steps, setSteps] = useState<readonly Step[]>(content.steps);
  const [form, setForm] = useState<Record<string, string>>({ courseMonths: String(content.courseMonths), validFrom: today, note: "", ...Object.fromEntries(content.steps.flatMap((step): [string, string][] => (step.kind === "mark" ? [] : [[step.kind, String(step.kind === "age_out" ? step.months : step.days)]]))) });
  const field = (key: string, path: string = key) => ({ id: sending.id(path), value: form[key] ?? "", onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(path) });
  const nameOf = (step: Step) => say(step.kind === "mark" ? markNames[step.mark] : stepNames[step.kind]);
  const all: Step[] = [...criteria.map((mark): Step => ({ kind: "mark", mark })), { kind: "age_out", months: 12 }, { kind: "waited", days: 90 }];
  const left = all.filter((one) => !steps.some((step) => keyOf(step) === keyOf(one)));
  const number = (key: string) => (/^\d{1,4}$/.test((form[key] ?? "").trim()) ? Number(form[key]) : null);
  const keep = async () => {
    const wrong: FieldWrong[] = [];
    steps.forEach((step, at) => {
      if (step.kind !== "mark" && number(step.kind) === null) wrong.push({ path: `content.steps.${at}`, message: say(words.needNumber) });
    });
    if (number("courseMonths") === null) wrong.push({ path: "content.courseMonths", message: say(words.needNumber) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    if (form.note!.trim().length < 3) wrong.push({ path: "note", message: say(words.needNote) });
    const isKept = await sending.send(async () => {
      const made = steps.map((step): Step => (step.kind === "age_out" ? { kind: "age_out", months: number("age_out") ?? 0 } : step.kind === "waited" ? { kind: "waited", days: number("waited") ?? 0 } : step));
      await api.waiting.saveRule({ after, content: { steps: made, courseMonths: number("courseMonths") ?? 0 }, validFrom: form.validFrom!, note: form.note! });
      await refresh(["waiting.rule"], ["waiting.list"], ["waiting.get"]);
    }, wrong);
    if (isKept) close();
  };
  return (
    <SendForm name="order" sending={sending} submit={say(words.keepRule)} onSubmit={() => void keep()} onCancel={close}>
      <ol className="order-edit">
        {steps.map((step, at) => (
          <li key={keyOf(step)}>
            {step.kind === "mark" ? <strong>{nameOf(step)}</strong> : <TextField {...field(step.kind, `content.steps.${at}`)} label={nameOf(step)} inputMode="numeric" width="short" />}
            {at === 0 ? null : (
              <Button look="quiet" glyph={IconArrowUp} aria-label={words.up[language](nameOf(step))} onClick={() => setSteps([...steps.slice(0, at - 1), step, steps[at - 1]!, ...steps.slice(at + 1)])}>
                {words.step[language](at)}
              </Button>
            )}
            <Button look="quiet" glyph={IconX} aria-label={words.remove[language](nameOf(step))} onClick={() => setSteps(steps.filter((one) => one !== step))}>
              {words.remove[language]("").replace(/: $/, "")}
            </Button>
          </li>
        ))}
      </ol>
      {left.length === 0 ? null : (
        <SelectField
          label={say(words.add)}
          value=""
          onChange={(next) => {
            const found = left.find((one) => keyOf(one) === next);
            if (found === undefined) return;
            setSteps([...steps, found]);
            if (found.kind !== "mark") setForm((before) => ({ ...before, [found.kind]: String(found.kind === "age_out" ? found.months : found.days) }));
          }}
          options={left.map((one) => ({ value: keyOf(one), label: nameOf(one) }))}
        />
      )}
      <TextField {...field("courseMonths", "content.courseMonths")} label={say(words.courseMonths)} inputMode="numeric" width="short" />
      <DateField {...field("validFrom")} label={say(words.validFrom)} need="required" />
      <TextField {...field("note")} label={say(words.why)} need="required" maxLength={500} />
    </SendForm>
  );
}
