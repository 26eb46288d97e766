import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, type Sending, useSending } from "#ui/useSending.ts";
import { detailsOf, type Milestone, type MilestoneKind, type Way, waysOf } from "../contract.ts";
import { words } from "../dates.words.ts";
import { wayWords } from "../screens.words.ts";
import { milestoneWords } from "../words.ts";

const blank = { happenedOn: "", way: "", organization: "", staffId: "", independent: "", minutes: "", aboutOn: "", reason: "" };
type Form = typeof blank;

/** What a form holds as the API takes it. */
function asDetails(form: Form) {
  return {
    happenedOn: form.happenedOn,
    way: form.way === "" ? null : (form.way as Way),
    organization: form.organization.trim(),
    staffId: form.staffId === "" ? null : form.staffId,
    isIndependent: form.independent === "" ? null : form.independent === "yes",
    minutes: form.minutes === "" ? null : Number(form.minutes),
    aboutOn: form.aboutOn === "" ? null : form.aboutOn,
    reason: form.reason.trim(),
  };
}

/** What is missing or cannot be, before anything is sent. */
function useWrong() {
  const { say } = useLanguage();
  return (kind: MilestoneKind | null, form: Form): FieldWrong[] => {
    const wrong: FieldWrong[] = [];
    if (kind === null) wrong.push({ path: "kind", message: say(words.needKind) });
    if (form.happenedOn === "") wrong.push({ path: "happenedOn", message: say(words.needDay) });
    if (kind !== null && waysOf[kind] && form.way === "") wrong.push({ path: "way", message: say(words.needWay) });
    if (kind !== null && detailsOf[kind]?.includes("aboutOn") && form.aboutOn === "") wrong.push({ path: "aboutOn", message: say(words.needDay) });
    if (form.minutes !== "" && !(/^\d{1,4}$/.test(form.minutes) && Number(form.minutes) >= 1 && Number(form.minutes) <= 1440)) wrong.push({ path: "minutes", message: say(words.needMinutes) });
    return wrong;
  };
}

/** Records a date; opened by a fix, it is the form for that very one. */
export function RecordForm({ caseId, kinds, wanted, today, onDone }: { caseId: string; kinds: readonly MilestoneKind[]; wanted: MilestoneKind | null; today: string; onDone: () => void }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.record)} begins={wanted === null ? "closed" : "open"}>
      {(close) => <RecordFields caseId={caseId} kinds={kinds} wanted={wanted} today={today} onDone={onDone} close={close} />}
    </FormPanel>
  );
}

function RecordFields({ caseId, kinds, wanted, today, onDone, close }: { caseId: string; kinds: readonly MilestoneKind[]; wanted: MilestoneKind | null; today: string; onDone: () => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("date");
  const wrongIn = useWrong();
  const [kind, setKind] = useState<MilestoneKind | null>(wanted);
  const [form, setForm] = useState<Form>({ ...blank, happenedOn: wanted === null ? "" : today });
  async function submit() {
    const sent = await sending.send(async () => {
      await api.compliance.record({ caseId, kind: kind!, ...asDetails(form) });
      onDone();
      await refresh(["compliance.dates", caseId], ["compliance.room"], ["compliance.behind"], ["day.today"]);
    }, wrongIn(kind, form));
    if (sent) close();
  }
  return (
    <SendForm name="date" label={say(words.record)} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("kind")} error={sending.errorOf("kind")} label={say(words.kind)} value={kind ?? ""} onChange={(value) => setKind(value === "" ? null : (value as MilestoneKind))} options={kinds.map((one) => ({ value: one, label: say(milestoneWords[one].name) }))} />
      <Details kind={kind} form={form} set={setForm} sending={sending} />
      <TextArea id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={say(words.reasonHint)} value={form.reason} onChange={(reason) => setForm((before) => ({ ...before, reason }))} maxLength={2000} need="optional" />
    </SendForm>
  );
}

function Details({ kind, form, set, sending }: { kind: MilestoneKind | null; form: Form; set: (change: (before: Form) => Form) => void; sending: Sending }) {
  const { say } = useLanguage();
  const text = (key: keyof Form) => ({ id: sending.id(key), value: form[key], error: sending.errorOf(key), onChange: (value: string) => set((before) => ({ ...before, [key]: value })) });
  const asks = kind === null ? [] : (detailsOf[kind] ?? []);
  const ways = kind === null ? undefined : waysOf[kind];
  return (
    <>
      <DateField {...text("happenedOn")} label={say(words.happenedOn)} need="required" />
      {ways === undefined ? null : <RadioGroup {...text("way")} label={say(words.way)} options={ways.map((one) => ({ value: one, label: say(wayWords[one]) }))} />}
      {asks.includes("organization") ? <TextField {...text("organization")} label={say(words.organization)} maxLength={200} need="optional" /> : null}
      {asks.includes("assessment") ? <Assessment text={text} form={form} /> : null}
      {asks.includes("aboutOn") ? <DateField {...text("aboutOn")} label={say(kind === "incident_reported" ? words.aboutIncident : words.aboutService)} need="required" /> : null}
    </>
  );
}

function Assessment({ text, form }: { text: (key: keyof Form) => { id: string; value: string; error: string | null; onChange: (value: string) => void }; form: Form }) {
  const { say } = useLanguage();
  const staff = useAnswer(["workforce.listStaff"], (api) => api.workforce.listStaff());
  const who = (staff.data?.staff ?? []).filter((one) => one.roles.some((role) => role === "clinician" || role === "supervisor" || role === "trainee"));
  return (
    <>
      <SelectField {...text("staffId")} label={say(words.assessor)} empty={say(words.elsewhere)} options={who.map((one) => ({ value: one.staffId, label: one.name }))} />
      {form.staffId === "" ? <RadioGroup {...text("independent")} label={say(words.independent)} options={[{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }, { value: "", label: say(words.notKnown) }]} /> : null}
      <TextField {...text("minutes")} label={say(words.minutes)} width="short" inputMode="numeric" need="optional" />
    </>
  );
}

/** Sets a recorded date right, or takes it back; the former stays readable. */
export function CorrectForm({ caseId, one }: { caseId: string; one: Milestone }) {
  const { say, day } = useLanguage();
  return (
    <FormPanel verb={say(words.correct)} about={`${say(milestoneWords[one.kind].name)}, ${day(one.happenedOn, "full")}`} glyph={IconPencil}>
      {(close) => <CorrectFields caseId={caseId} one={one} close={close} />}
    </FormPanel>
  );
}

function CorrectFields({ caseId, one, close }: { caseId: string; one: Milestone; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`right-${one.milestoneId}`);
  const wrongIn = useWrong();
  const [what, setWhat] = useState("date");
  const [form, setForm] = useState<Form>({ ...blank, happenedOn: one.happenedOn, way: one.way ?? "", organization: one.organization, staffId: one.staffId ?? "", independent: one.isIndependent === null ? "" : one.isIndependent ? "yes" : "no", minutes: one.minutes === null ? "" : String(one.minutes), aboutOn: one.aboutOn ?? "" });
  const withdrawn = what === "back";
  async function submit() {
    const wrong = withdrawn ? [] : wrongIn(one.kind, form);
    if (form.reason.trim().length < 5) wrong.push({ path: "reason", message: say(words.needReason) });
    const sent = await sending.send(async () => {
      await api.compliance.supersede({ caseId, milestoneId: one.milestoneId, withdrawn, ...asDetails(form) });
      await refresh(["compliance.dates", caseId], ["compliance.room"], ["compliance.behind"], ["day.today"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={`right-${one.milestoneId}`} label={say(words.correct)} sending={sending} submit={say(words.correctSave)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup id={sending.id("what")} label={say(words.correctWhat)} value={what} onChange={setWhat} options={[{ value: "date", label: say(words.otherDate) }, { value: "back", label: say(words.takeBack) }]} />
      {withdrawn ? null : <Details kind={one.kind} form={form} set={setForm} sending={sending} />}
      <TextArea id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.correctReason)} hint={say(words.reasonHint)} value={form.reason} onChange={(reason) => setForm((before) => ({ ...before, reason }))} maxLength={2000} need="required" />
    </SendForm>
  );
}
