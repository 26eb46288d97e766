import { type ReactNode, useState } from "react";
import type { Words } from "#kernel/language.ts";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { type ApiFault, useAnswer, useMe, useRefresh } from "#ui/client.ts";
import type { Glyph } from "#ui/Icon.tsx";
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

/** Finds a family by part of a name and picks one of those found. */
export function FamilyField({ sending, value, onChange }: { sending: Sending; value: string; onChange: (caseId: string) => void }) {
  const { say } = useLanguage();
  const [text, setText] = useState("");
  const asked = useSettled(text.trim());
  const found = useAnswer(["cases.list", "desk", asked], (api) => api.cases.list({ search: asked, status: "all" }));
  return (
    <>
      <TextField id={sending.id("search")} label={say(words.familyFind)} hint={say(words.familyHint)} value={text} onChange={setText} maxLength={100} need="optional" />
      <SelectField id={sending.id("caseId")} label={say(words.family)} error={sending.errorOf("caseId")} value={value} onChange={onChange} options={(found.data?.cases ?? []).map((one) => ({ value: one.caseId, label: `${one.childGivenName} ${one.childFamilyName}`.trim() }))} />
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
