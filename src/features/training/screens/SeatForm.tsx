import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Cohort } from "../cohorts.contract.ts";
import { trainingRoles } from "../contract.ts";
import { roleNames, words } from "../screens.words.ts";

/** Gives somebody a place. */
export function SeatForm({ cohort, today, close }: { cohort: Cohort; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("seat");
  const [name, setName] = useState("");
  const [organization, setOrganization] = useState("");
  const [credential, setCredential] = useState("");
  const [role, setRole] = useState("clinician");
  const [fromDay, setFromDay] = useState(today < cohort.startsOn ? cohort.startsOn : today);
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.cohorts.addSeat({ cohortId: cohort.cohortId, name, organization, credential, role: trainingRoles.find((one) => one === role) ?? "clinician", fromDay });
      await refresh(["cohorts.get", cohort.cohortId], ["cohorts.list"]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="seat" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(words.name)} need="required" value={name} onChange={setName} error={sending.errorOf("name")} maxLength={200} />
      <TextField id={sending.id("organization")} label={say(words.organization)} value={organization} onChange={setOrganization} error={sending.errorOf("organization")} maxLength={200} />
      <TextField id={sending.id("credential")} label={say(words.credential)} width="short" value={credential} onChange={setCredential} error={sending.errorOf("credential")} maxLength={60} />
      <SelectField id={sending.id("role")} label={say(words.role)} need="required" value={role} onChange={setRole} error={sending.errorOf("role")} options={trainingRoles.map((one) => ({ value: one, label: say(roleNames[one]) }))} />
      <DateField id={sending.id("fromDay")} label={say(words.fromDay)} need="required" value={fromDay} onChange={setFromDay} error={sending.errorOf("fromDay")} />
    </SendForm>
  );
}
