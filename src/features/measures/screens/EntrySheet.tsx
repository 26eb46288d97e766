import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Answers } from "#features/instruments/contract.ts";
import { Button } from "#ui/Button.tsx";
import { useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { EntryForm } from "../entry.contract.ts";
import { differingItems } from "../entry.rules.ts";
import { entryScreenWords as words } from "../entry.screens.words.ts";
import { useMeasuresChanged } from "./useMeasuresChanged.ts";
import { AnswerSheet } from "./AnswerSheet.tsx";
import { openItems, sayAnswer } from "./answers.ts";
import type { Beginning } from "./place.ts";

type Step = "first" | "second" | "settle" | "done";

/** A form as staff enter it: a paper form twice, the second time without seeing the first, and what differs settled; all else once. */
export function EntrySheet({ caseId, begun, form, onBack, onClose }: { caseId: string; begun: Beginning & { mode: string }; form: EntryForm; onBack: () => void; onClose: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useMeasuresChanged(caseId);
  const sending = useSending("entry");
  const heading = useRef<HTMLHeadingElement>(null);
  const [step, setStep] = useState<Step>("first");
  const [first, setFirst] = useState<Answers>({});
  const [second, setSecond] = useState<Answers>({});
  const [settled, setSettled] = useState<Answers>({});
  const [beside, setBeside] = useState({ form: "", scoredBy: "", narrative: "" });
  useEffect(() => heading.current?.focus(), [step]);
  const isPaper = begun.mode === "paper";
  const differing = new Set(differingItems(form.items, first, second));
  const shown = step === "settle" ? form.items.filter((one) => differing.has(one.number)) : form.items;
  const now = step === "first" ? first : step === "second" ? second : settled;
  const last = isPaper ? settled : first;
  const open = step === "settle" || !isPaper ? openItems(form.items, last) : [];
  async function save() {
    if (begun.mode === "interview") return;
    const { mode, ...rest } = { ...begun, mode: begun.mode as "paper" | "typed" | "coded" };
    await sending.send(async () => {
      await api.answers.record({ caseId, mode, ...rest, ...beside, answers: last, entries: isPaper ? { first, second } : null });
      await changed();
      setStep("done");
    });
  }
  function goOn() {
    if (isPaper && step === "first") return setStep("second");
    if (isPaper && step === "second") {
      // What both say is kept; what differs is marked anew.
      setSettled(Object.fromEntries(Object.entries(first).filter(([number]) => !differing.has(number))));
      return setStep("settle");
    }
    return void save();
  }
  if (step === "done") {
    return (
      <div className="fields">
        <p className="send-done" role="status">
          <Icon glyph={IconCircleCheck} size={18} />
          <strong>
            {form.name}: {say(words.done)}
          </strong>
        </p>
        <div className="buttons">
          <Button onClick={onBack}>{say(words.another)}</Button>
          <Button look="quiet" onClick={onClose}>
            {say(words.leave)}
          </Button>
        </div>
      </div>
    );
  }
  const title = !isPaper ? form.title : `${form.title} · ${say(words[step])}`;
  const hint = !isPaper ? null : step === "settle" ? (differing.size === 0 ? say(words.same) : words.settleHint[language](differing.size)) : say(step === "first" ? words.firstHint : words.secondHint);
  return (
    <form
      id="entry"
      tabIndex={-1}
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <h3 ref={heading} tabIndex={-1} lang={form.language}>
        {title}
      </h3>
      {form.notices.map((one) => (
        <p key={one} className="send-warning">
          {one}
        </p>
      ))}
      {form.isPlaceholder || form.instructions === "" ? null : (
        <p lang={form.language} className="sheet-frame">
          {form.instructions}
        </p>
      )}
      {hint === null ? null : <p className="soft">{hint}</p>}
      {shown.length === 0 ? null : (
        <AnswerSheet
          key={step}
          form={form}
          items={shown}
          answers={now}
          onChange={step === "first" ? setFirst : step === "second" ? setSecond : setSettled}
          errorOf={(number) => sending.errorOf(`answers.${number}`)}
          beside={step === "settle" ? (item) => words.both[language](sayAnswer(item, first, say(words.nothing)), sayAnswer(item, second, say(words.nothing))) : undefined}
        />
      )}
      {begun.mode !== "typed" ? null : (
        <>
          <TextField id={sending.id("form")} label={say(words.form)} need="optional" value={beside.form} maxLength={200} error={sending.errorOf("form")} onChange={(value) => setBeside({ ...beside, form: value })} />
          <TextField id={sending.id("scoredBy")} label={say(words.scoredBy)} need="optional" value={beside.scoredBy} maxLength={200} error={sending.errorOf("scoredBy")} onChange={(value) => setBeside({ ...beside, scoredBy: value })} />
        </>
      )}
      {begun.mode !== "coded" ? null : <TextArea id={sending.id("narrative")} label={say(words.narrative)} hint={say(words.narrativeHint)} need="optional" value={beside.narrative} maxLength={4000} error={sending.errorOf("narrative")} onChange={(value) => setBeside({ ...beside, narrative: value })} />}
      {open.length === 0 ? null : <p className="soft">{words.leftOpen[language](open.length)}</p>}
      <div className="buttons">
        <Button type="submit" look="main" state={sending.state}>
          {say(isPaper && step === "first" ? words.toSecond : isPaper && step === "second" ? words.compare : words.save)}
        </Button>
        <Button look="quiet" onClick={() => (step === "first" ? onBack() : setStep(step === "settle" ? "second" : "first"))}>
          {say(words.back)}
        </Button>
      </div>
    </form>
  );
}
