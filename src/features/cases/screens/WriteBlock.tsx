import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { CaseView } from "#features/cases/contract.ts";
import { fullName } from "#features/people/screens/saying.ts";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { classNames, words } from "../record.words.ts";

type Written = "child_chart" | "relationship" | "caregiver" | "psychotherapy_note" | "supervision" | "report";

/** A block outside a session: what somebody told, a psychotherapy note, something for supervision, a report. */
export function WriteBlock({ found }: { found: CaseView }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.write)} glyph={IconPencil}>
      {(close) => <Fields found={found} close={close} />}
    </FormPanel>
  );
}

function Fields({ found, close }: { found: CaseView; close: () => void }) {
  const { say } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("block");
  const staff = useAnswer(["workforce.listStaff"], (asked) => asked.workforce.listStaff());
  const [kind, setKind] = useState<Written | "">("");
  const [ownerPersonId, setOwner] = useState("");
  const [counterpartStaffId, setCounterpart] = useState("");
  const [section, setSection] = useState("");
  const [part2, setPart2] = useState<"yes" | "no">("no");
  const [text, setText] = useState("");
  // What a supervisor writes is for one whom she supervises; what a clinician writes is for a supervisor.
  const partners = (staff.data?.staff ?? []).filter((one) => one.staffId !== me.staffId && one.roles.some((role) => role === "supervisor" || (hasRole(me, "supervisor") && (role === "clinician" || role === "trainee"))));
  const supervisors = (staff.data?.staff ?? []).filter((one) => one.staffId !== me.staffId && one.roles.includes("supervisor"));
  const adults = found.people.filter((person) => person.part === "caregiver");
  const needsAdult = kind === "relationship" || kind === "caregiver";
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (kind === "") wrong.push({ path: "class", message: say(words.needClass) });
    if (needsAdult && ownerPersonId === "") wrong.push({ path: "ownerPersonId", message: say(words.needOwner) });
    if (kind === "supervision" && counterpartStaffId === "") wrong.push({ path: "counterpartStaffId", message: say(words.needOther) });
    if (section.trim() === "") wrong.push({ path: "section", message: say(words.needHeading) });
    if (text.trim() === "") wrong.push({ path: "words", message: say(words.needText) });
    const sent = await sending.send(async () => {
      await api.cases.addBlock({
        caseId: found.caseId,
        section,
        class: kind as Written,
        ownerPersonId: needsAdult ? ownerPersonId : null,
        counterpartStaffId: (kind === "supervision" || kind === "report") && counterpartStaffId !== "" ? counterpartStaffId : null,
        part2: kind === "caregiver" && part2 === "yes",
        words: text,
      });
      await refresh(["cases.record", found.caseId]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="block" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup id={sending.id("class")} label={say(words.whatIs)} value={kind} onChange={(value) => setKind(value as Written)} error={sending.errorOf("class")} options={(Object.keys(words.hints) as Written[]).map((value) => ({ value, label: say(classNames[value]!), hint: say(words.hints[value]) }))} />
      {needsAdult ? <SelectField id={sending.id("ownerPersonId")} label={say(kind === "relationship" ? words.withWhom : words.whose)} value={ownerPersonId} onChange={setOwner} error={sending.errorOf("ownerPersonId")} options={adults.map((person) => ({ value: person.personId, label: fullName(person) }))} /> : null}
      {kind === "supervision" ? <SelectField id={sending.id("counterpartStaffId")} label={say(words.supervisor)} value={counterpartStaffId} onChange={setCounterpart} error={sending.errorOf("counterpartStaffId")} options={partners.map((one) => ({ value: one.staffId, label: one.name }))} /> : null}
      {kind === "report" ? <SelectField id={sending.id("counterpartStaffId")} label={say(words.consulted)} empty={say(words.nobody)} need="optional" value={counterpartStaffId} onChange={setCounterpart} error={sending.errorOf("counterpartStaffId")} options={supervisors.map((one) => ({ value: one.staffId, label: one.name }))} /> : null}
      {kind === "caregiver" ? <CheckField label={say(words.part2)} value={part2} onChange={setPart2} /> : null}
      <TextField id={sending.id("section")} label={say(words.heading)} hint={say(words.headingHint)} value={section} onChange={setSection} error={sending.errorOf("section")} maxLength={60} need="required" />
      <TextArea id={sending.id("words")} label={say(words.text)} rows={6} value={text} onChange={setText} error={sending.errorOf("words")} need="required" />
    </SendForm>
  );
}
