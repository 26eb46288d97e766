import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { roleNames } from "#features/account/screens.words.ts";
import { CopyText } from "#features/account/screens/CopyText.tsx";
import type { StaffRole } from "#features/disclosure/contract.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import "#features/account/screens/open.css";

type Member = { staffId: string; name: string; roles: readonly StaffRole[] };
const invitable = Object.entries(roleNames).filter(([role]) => role !== "caregiver");

/** Invites somebody with roles and shows the link that they need. */
export function InviteForm({ staff }: { staff: readonly Member[] }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.invite)} glyph={IconUserPlus}>
      {(close) => <Fields staff={staff} close={close} />}
    </FormPanel>
  );
}

function Fields({ staff, close }: { staff: readonly Member[]; close: () => void }) {
  const { say, language: spoken } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("invite");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [language, setLanguage] = useState<"en" | "es">("en");
  const [roles, setRoles] = useState<string[]>([]);
  const [supervisorId, setSupervisorId] = useState("");
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);
  const needsSupervisor = roles.includes("clinician") || roles.includes("trainee");
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (name.trim() === "") wrong.push({ path: "name", message: say(words.needName) });
    if (!/^[^@\s]+@[^@\s]+$/.test(email.trim())) wrong.push({ path: "email", message: say(words.needEmail) });
    if (roles.length === 0) wrong.push({ path: "roles", message: say(words.needRole) });
    await sending.send(async () => {
      const { link } = await api.account.invite({ name, email, language, roles: roles as StaffRole[], supervisorId: needsSupervisor && supervisorId !== "" ? supervisorId : null });
      setMade({ name, link });
      await refresh(["workforce.overview"], ["workforce.listStaff"]);
    }, wrong);
  }
  if (made !== null)
    return (
      <div className="fields" role="status">
        <p>{words.invited[spoken](made.name)}</p>
        <CopyText label={say(words.link)} text={made.link} />
      </div>
    );
  return (
    <SendForm name="invite" sending={sending} submit={say(words.sendInvitation)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(words.name)} value={name} onChange={setName} error={sending.errorOf("name")} need="required" />
      <TextField id={sending.id("email")} label={say(words.email)} kind="email" value={email} onChange={setEmail} error={sending.errorOf("email")} need="required" />
      <div id={sending.id("roles")} tabIndex={-1}>
        <ChipGroup legend={say(words.roles)} choice="many" value={roles} onChange={setRoles} options={invitable.map(([value, label]) => ({ value, label: say(label) }))} />
        <FieldError id={`${sending.id("roles")}-error`} error={sending.errorOf("roles")} />
      </div>
      {needsSupervisor ? <SelectField id={sending.id("supervisorId")} label={say(words.supervisor)} empty={say(words.nobody)} value={supervisorId} onChange={setSupervisorId} error={sending.errorOf("supervisorId")} options={staff.filter((one) => one.roles.includes("supervisor")).map((one) => ({ value: one.staffId, label: one.name }))} /> : null}
      <RadioGroup id={sending.id("language")} label={say(words.language)} value={language} onChange={(value) => setLanguage(value === "es" ? "es" : "en")} options={[{ value: "en", label: "English" }, { value: "es", label: "Español" }]} />
    </SendForm>
  );
}
