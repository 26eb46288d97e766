import { IconPhone } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useApi, useRefresh } from "#ui/client.ts";
import { Button } from "#ui/Button.tsx";
import { CheckField, RadioGroup } from "#ui/ChoiceField.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useKeys } from "#ui/useKeys.ts";
import { useSending } from "#ui/useSending.ts";
import type { Asked, SafetyNote } from "../contract.ts";
import { words } from "../screens.words.ts";
import { askedLabels, noteLabels, safetyWords } from "../words.ts";
import { askedFields, draftOf, type Draft, forgetDraft, keepDraft, missingIn, saidFields } from "./drafts.ts";

const hints = { protective: words.protectiveHint, childIsWith: words.childIsWithHint, actions: words.actionsHint } as const;
const answers: readonly Asked[] = ["yes", "no", "not_asked"];

/** The line of help that stands on every review. */
export function Lifeline() {
  const { say } = useLanguage();
  return (
    <p className="lifeline">
      <span className="bar-word">
        <Icon glyph={IconPhone} size={18} />
        <span>{say(words.lifelineWord)}</span>
      </span>
      <span>{say(words.lifeline)}</span>
    </p>
  );
}

/** The risk note of one review. What was typed stays after a refusal; writing it closes the review. */
export function ReviewForm({ reviewId, onDone }: { reviewId: string; onDone: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `review-${reviewId}`;
  const sending = useSending(form);
  const [draft, setDraft] = useState(() => draftOf(reviewId));
  useEffect(() => keepDraft(reviewId, draft), [reviewId, draft]);
  const isBegun = missingIn(draft).length < 7;
  useEffect(() => {
    if (!isBegun) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isBegun]);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const labelOf = (field: keyof SafetyNote) => say(noteLabels[field]);
  async function write() {
    const missing = missingIn(draft);
    const wrong = missing.map((path) => ({ path, message: (askedFields.includes(path as never) ? words.chooseAnswer : words.writeSome)[language](labelOf(path)) }));
    const sent = await sending.send(() => api.safety.review({ reviewId, ...(draft as SafetyNote) }), wrong);
    if (!sent) return;
    forgetDraft(reviewId);
    await refresh(["safety.list"], ["safety.get", reviewId], ["day.today"], ["cases.get"]);
    onDone();
  }
  useKeys([{ key: "Control+Enter", says: say(safetyWords.close), run: () => void write() }]);
  return (
    <form
      id={form}
      className="fields review-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p className="soft">{say(words.talkFirst)}</p>
      <h3>{say(words.asked)}</h3>
      <div className="review-asked">
        {askedFields.map((field) => (
          <RadioGroup key={field} id={sending.id(field)} label={labelOf(field)} value={draft[field]} error={sending.errorOf(field)} onChange={(value) => set({ [field]: value as Asked })} options={answers.map((value) => ({ value, label: say(askedLabels[value]) }))} />
        ))}
      </div>
      <h3>{say(words.said)}</h3>
      {saidFields.map((field) => (
        <TextArea key={field} id={sending.id(field)} label={labelOf(field)} hint={say(hints[field])} need="required" maxLength={4000} value={draft[field]} error={sending.errorOf(field)} onChange={(value) => set({ [field]: value })} />
      ))}
      <CheckField label={labelOf("supervisorNotified")} hint={say(words.toldHint)} value={draft.supervisorNotified ? "yes" : "no"} onChange={(value) => set({ supervisorNotified: value === "yes" })} />
      <p className="soft small">
        {say(safetyWords.staysOpen)} {say(words.forEver)}
      </p>
      <div className="buttons">
        <Button type="submit" look="main" state={sending.state} keys={["Control", "Enter"]}>
          {say(safetyWords.close)}
        </Button>
      </div>
    </form>
  );
}
