import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Supervision } from "#features/workforce/contract.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { SpanState } from "./CredentialState.tsx";
import { LastDayForm } from "./LastDayForm.tsx";

type Person = { staffId: string; name: string; roles: readonly StaffRole[] };

/** Who supervises whom, over time. */
export function Supervisions({ supervisions, staff, today, may }: { supervisions: readonly Supervision[]; staff: readonly Person[]; today: CivilDate; may: "read" | "write" }) {
  const { say, day } = useLanguage();
  const api = useApi();
  const ending = { key: "end", label: say(words.endMembership), cell: (one: Supervision) => (one.validTo !== null && one.validTo < today ? "–" : <LastDayForm id={one.supervisionId} about={`${one.supervisorName}, ${one.clinicianName}`} begins={one.validFrom} send={(input) => api.workforce.endSupervision({ supervisionId: one.supervisionId, ...input })} />) };
  return (
    <section className="part" aria-labelledby="supervision">
      <h2 id="supervision">{say(words.supervision)}</h2>
      {supervisions.length === 0 ? (
        <EmptyState sentence={say(words.noSupervision)} />
      ) : (
        <DataTable
          caption={say(words.supervision)}
          rows={supervisions}
          rowKey={(one) => one.supervisionId}
          phone="cards"
          columns={[
            { key: "clinician", label: say(words.supervisedPerson), cell: (one) => one.clinicianName },
            { key: "supervisor", label: say(words.supervisedBy), cell: (one) => one.supervisorName },
            { key: "from", label: say(words.validFrom), cell: (one) => day(one.validFrom, "full") },
            { key: "state", label: say(words.state), cell: (one) => <SpanState span={one} today={today} /> },
            ...(may === "write" ? [ending] : []),
          ]}
        />
      )}
      {may === "write" ? <FormPanel verb={say(words.addSupervision)}>{(close) => <Fields staff={staff} today={today} close={close} />}</FormPanel> : null}
    </section>
  );
}

function Fields({ staff, today, close }: { staff: readonly Person[]; today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("supervision-new");
  const [form, setForm] = useState({ supervisorId: "", clinicianId: "", validFrom: today, validTo: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.clinicianId === "") wrong.push({ path: "clinicianId", message: say(words.needChoice) });
    if (form.supervisorId === "") wrong.push({ path: "supervisorId", message: say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    if (form.validTo !== "" && form.validTo < form.validFrom) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.workforce.addSupervision({ ...form, validTo: form.validTo === "" ? null : form.validTo });
      await refresh(["workforce.overview"]);
    }, wrong);
    if (sent) close();
  }
  const of = (...roles: StaffRole[]) => staff.filter((one) => one.roles.some((role) => roles.includes(role))).map((one) => ({ value: one.staffId, label: one.name }));
  return (
    <SendForm name="supervision-new" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...text("clinicianId")} label={say(words.supervisedPerson)} options={of("clinician", "trainee")} />
      <SelectField {...text("supervisorId")} label={say(words.supervisedBy)} options={of("supervisor")} />
      <div className="field-pair">
        <DateField {...text("validFrom")} label={say(words.validFrom)} need="required" />
        <DateField {...text("validTo")} label={say(words.validTo)} need="optional" />
      </div>
    </SendForm>
  );
}
