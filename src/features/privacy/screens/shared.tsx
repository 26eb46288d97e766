import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClock } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import type { Words } from "#kernel/language.ts";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { type ApiFault, useAnswer, useMe, useRefresh } from "#ui/client.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { sentenceFor, type Sending, useSending } from "#ui/useSending.ts";
import { useSettled } from "#ui/useSettled.ts";
import { words } from "../screens.words.ts";

/** What is asked: bars while it comes, the sentence and a verb where it failed. */
export function Asked<T>({ answer, children }: { answer: { isPending: boolean; error: ApiFault | null; data?: T | undefined; refetch: () => unknown }; children: (data: T) => ReactNode }) {
  const { say, language } = useLanguage();
  if (answer.data !== undefined) return <>{children(answer.data)}</>;
  if (answer.isPending || answer.error === null) return <Loading rows={3} />;
  return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch() }} />;
}

/** A moment as day and time in the agency's zone. */
export function useMoments() {
  const { day } = useLanguage();
  const zone = useMe().agency.timeZone;
  return { dayOf: (at: string) => day(dateInZone(at, zone), "full"), timeOf: (at: string) => timeInZone(at, zone) };
}

/** Asks again for everything of the desk, and for Today. */
export function useDeskChanged() {
  const refresh = useRefresh();
  return () => refresh(["privacy"], ["day.today"]);
}

const standings = {
  late: ["mark mark--not_met", IconAlertTriangle],
  asks: ["mark mark--draft", IconClock],
  done: ["mark mark--met", IconCircleCheck],
  rests: ["mark mark--not_applicable", IconCircleDashed],
} as const;
/** How something of the desk stands: too late, asks for somebody, done, or nothing to do. A glyph and words, never colour alone. */
export function Standing({ standing, children }: { standing: keyof typeof standings; children: ReactNode }) {
  const [look, glyph] = standings[standing];
  return (
    <span className={look}>
      <Icon glyph={glyph} size={16} />
      <span>{children}</span>
    </span>
  );
}

/** How many rows are drawn before somebody asks for more. */
const STEP = 25;
/** The rows of a list that has no end, so many at a time. */
export function DeskRows<Row>({ rows, step = STEP, children }: { rows: readonly Row[]; step?: number; children: (row: Row) => ReactNode }) {
  const { words: shared } = useLanguage();
  const [drawn, setDrawn] = useState(step);
  const left = rows.length - drawn;
  return (
    <>
      <ul className="desk-rows">{rows.slice(0, drawn).map(children)}</ul>
      {left <= 0 ? null : (
        <p>
          <Button onClick={() => setDrawn(drawn + step)}>{shared.table.more(Math.min(step, left))}</Button>
        </p>
      )}
    </>
  );
}

/** Finds a family by part of a name and picks one of those found. */
export function FamilyField({ sending, value, onChange }: { sending: Sending; value: string; onChange: (caseId: string) => void }) {
  const { say, language } = useLanguage();
  const [text, setText] = useState("");
  const asked = useSettled(text.trim());
  const found = useAnswer(["cases.list", "desk", asked], (api) => api.cases.list({ search: asked, status: "all" }));
  return (
    <>
      <TextField id={sending.id("search")} label={say(words.familyFind)} hint={say(words.familyHint)} value={text} onChange={setText} maxLength={100} need="optional" />
      <SelectField id={sending.id("caseId")} label={say(words.family)} hint={found.data?.cases.length === 0 ? say(words.noFamily) : undefined} error={sending.errorOf("caseId") ?? (found.error === null ? null : sentenceFor(found.error, language))} value={value} onChange={onChange} options={(found.data?.cases ?? []).map((one) => ({ value: one.caseId, label: `${one.childGivenName} ${one.childFamilyName}`.trim() }))} />
    </>
  );
}

/** Who works here, as choices. */
export function useStaffChoices() {
  const found = useAnswer(["workforce.listStaff"], (api) => api.workforce.listStaff());
  return (found.data?.staff ?? []).map((one) => ({ value: one.staffId, label: one.name }));
}

/** A verb that asks for its reason and nothing else. */
export function ReasonPanel({ verb, submit, about, glyph, name, label = words.reason, least = 10, look = "main", run }: { verb: Words; submit?: Words; about: string; glyph: Glyph; name: string; label?: Words; least?: number; look?: "main" | "danger"; run: (reason: string) => Promise<unknown> }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(verb)} about={about} glyph={glyph}>
      {(close) => <ReasonFields {...{ submit: submit ?? verb, name, label, least, look, run, close }} />}
    </FormPanel>
  );
}
function ReasonFields({ submit, name, label, least, look, run, close }: { submit: Words; name: string; label: Words; least: number; look: "main" | "danger"; run: (reason: string) => Promise<unknown>; close: () => void }) {
  const { say } = useLanguage();
  const sending = useSending(name);
  const changed = useDeskChanged();
  const [reason, setReason] = useState("");
  async function send() {
    const sent = await sending.send(async () => {
      await run(reason);
      await changed();
    }, reason.trim().length < least ? [{ path: "reason", message: say(least > 1 ? words.needReason : words.needWords) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(submit)} look={look} onSubmit={() => void send()} onCancel={close}>
      <TextArea id={sending.id("reason")} label={say(label)} value={reason} maxLength={2000} onChange={setReason} error={sending.errorOf("reason")} />
    </SendForm>
  );
}
