import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import type { Team } from "#features/workforce/contract.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { cohortRoleNames, partNames, words } from "../screens.words.ts";

type Member = Team["members"][number];

/** Makes a team. */
export function TeamFields({ today, close }: { today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("team");
  const [name, setName] = useState("");
  const [validFrom, setValidFrom] = useState(today);
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (name.trim() === "") wrong.push({ path: "name", message: say(words.needName) });
    if (validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    const sent = await sending.send(async () => {
      await api.workforce.addTeam({ name, validFrom });
      await refresh(["workforce.overview"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="team" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(words.teamName)} value={name} onChange={setName} error={sending.errorOf("name")} need="required" />
      <DateField id={sending.id("validFrom")} label={say(words.validFrom)} value={validFrom} onChange={setValidFrom} error={sending.errorOf("validFrom")} need="required" />
    </SendForm>
  );
}

/** Adds somebody to a team for a span of days. What the policy refuses is said with its clause; what was typed stays. */
export function MemberFields({ teamId, staff, today, close }: { teamId: string; staff: readonly { staffId: string; name: string }[]; today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `member-${teamId}`;
  const sending = useSending(name);
  const [form, setForm] = useState({ staffId: "", part: "", validFrom: today, validTo: "", authority: "", cohortRole: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.staffId === "") wrong.push({ path: "staffId", message: say(words.needChoice) });
    if (form.part === "") wrong.push({ path: "part", message: say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    if (form.validTo !== "" && form.validTo < form.validFrom) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.workforce.addTeamMember({ teamId, staffId: form.staffId, part: form.part as Member["part"], validFrom: form.validFrom, validTo: form.validTo === "" ? null : form.validTo, hasAuthority: form.part !== "senior_leader" || form.authority === "" ? null : form.authority === "yes", cohortRole: form.cohortRole as Member["cohortRole"] });
      await refresh(["workforce.overview"], ["foresight.whatIf"]);
    }, wrong);
    if (sent) close();
  }
  const refused = sending.fault?.findings ?? [];
  return (
    <SendForm name={name} sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      {refused.length === 0 ? null : (
        <div role="group" aria-label={say(words.refusedBecause)}>
          <FindingList findings={refused} />
        </div>
      )}
      <SelectField {...text("staffId")} label={say(words.member)} options={staff.map((one) => ({ value: one.staffId, label: one.name }))} />
      <SelectField {...text("part")} label={say(words.part)} options={Object.entries(partNames).map(([value, label]) => ({ value, label: say(label) }))} />
      {form.part === "senior_leader" ? <RadioGroup {...text("authority")} label={say(words.authority)} need="optional" options={[{ value: "yes", label: say(words.yes) }, { value: "no", label: say(words.no) }]} /> : null}
      <div className="field-pair">
        <DateField {...text("validFrom")} label={say(words.validFrom)} need="required" />
        <DateField {...text("validTo")} label={say(words.validTo)} need="optional" />
      </div>
      <SelectField {...text("cohortRole")} label={say(words.cohortRole)} empty={say(words.noCohortRole)} need="optional" options={Object.entries(cohortRoleNames).map(([value, label]) => ({ value, label: say(label) }))} />
    </SendForm>
  );
}
