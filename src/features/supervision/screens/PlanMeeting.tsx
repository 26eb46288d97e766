import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField, TimeField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { isGiven } from "../ledger.rules.ts";
import { words } from "../screens.words.ts";
import { type MeetingKind, meetingKinds } from "../settings.contract.ts";
import { kindNames } from "../words.ts";

type Person = { staffId: string; name: string };
export const readMinutes = (text: string): number | null => (/^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : null);

/** Plans a meeting, or writes down one that was held. */
export function PlanMeeting({ today, supervised, colleagues, leads, withId, close }: { today: CivilDate; supervised: readonly Person[]; colleagues: readonly Person[]; leads: "yes" | "no"; withId: string | null; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("plan-meeting");
  const kinds = meetingKinds.filter((one) => leads === "yes" || !isGiven(one));
  const [kind, setKind] = useState<MeetingKind | "">(kinds[0] ?? "");
  const [on, setOn] = useState(today);
  const [time, setTime] = useState("");
  const [minutes, setMinutes] = useState("60");
  const [clinical, setClinical] = useState("45");
  const [people, setPeople] = useState<readonly string[]>(withId === null ? [] : [withId]);
  const [consultant, setConsultant] = useState("");
  const [wasHeld, setWasHeld] = useState<"yes" | "no">("no");
  const choices = kind !== "" && isGiven(kind) ? supervised : colleagues;
  const isOne = kind === "individual" || kind === "reflective";
  async function keep() {
    const [all, families] = [readMinutes(minutes), readMinutes(clinical)];
    const wrong = [
      ...(kind === "" ? [{ path: "kind", message: say(words.needKind) }] : []),
      ...(on === "" ? [{ path: "on", message: say(words.needDay) }] : []),
      ...(time === "" ? [{ path: "startsAt", message: say(words.needTime) }] : []),
      ...(all === null || all < 5 || all > 480 ? [{ path: "minutes", message: say(words.needMinutes) }] : []),
      ...(wasHeld === "yes" && (families === null || (all !== null && families > all)) ? [{ path: "held.clinicalMinutes", message: say(words.needClinical) }] : []),
    ];
    const sent = await sending.send(async () => {
      await api.supervision.meetings.plan({ kind: kind === "" ? "individual" : kind, startsAt: `${on}T${time}`, minutes: all!, people: [...people], consultant: kind === "consultation" ? consultant : "", held: wasHeld === "yes" ? { minutes: all!, clinicalMinutes: families!, attended: [...people] } : null });
      await refresh(["supervision.meetings"], ["supervision.hours"], ["supervision.agenda"], ["day.today"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="plan-meeting" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <SelectField
        id={sending.id("kind")}
        label={say(words.kind)}
        error={sending.errorOf("kind")}
        value={kind}
        onChange={(value) => {
          setKind(meetingKinds.find((one) => one === value) ?? "");
          setPeople([]);
        }}
        options={kinds.map((one) => ({ value: one, label: say(kindNames[one]) }))}
      />
      {isOne ? (
        <SelectField id={sending.id("people")} label={say(words.withWhom)} error={sending.errorOf("people")} value={people[0] ?? ""} onChange={(value) => setPeople(value === "" ? [] : [value])} options={choices.map((one) => ({ value: one.staffId, label: one.name }))} />
      ) : (
        <PeopleChoice id={sending.id("people")} legend={say(words.withWhom)} error={sending.errorOf("people")} choices={choices} chosen={people} onChange={setPeople} />
      )}
      {kind === "consultation" ? <TextField id={sending.id("consultant")} label={say(words.consultant)} error={sending.errorOf("consultant")} value={consultant} maxLength={200} onChange={setConsultant} /> : null}
      <DateField id={sending.id("on")} label={say(words.day)} error={sending.errorOf("on")} value={on} onChange={setOn} />
      <TimeField id={sending.id("startsAt")} label={say(words.time)} error={sending.errorOf("startsAt")} value={time} onChange={setTime} />
      <TextField id={sending.id("minutes")} label={say(words.minutes)} error={sending.errorOf("minutes")} value={minutes} width="short" inputMode="numeric" maxLength={3} onChange={setMinutes} />
      <CheckField id={sending.id("held")} label={say(words.wasHeld)} value={wasHeld} onChange={setWasHeld} />
      {wasHeld === "yes" ? <TextField id={sending.id("held.clinicalMinutes")} label={say(words.clinical)} error={sending.errorOf("held.clinicalMinutes") ?? sending.errorOf("clinicalMinutes")} value={clinical} width="short" inputMode="numeric" maxLength={3} onChange={setClinical} /> : null}
    </SendForm>
  );
}

/** Several people, each a tick. */
export function PeopleChoice({ id, legend, error, choices, chosen, onChange }: { id: string; legend: string; error: string | null; choices: readonly Person[]; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
  return (
    <fieldset id={id} tabIndex={-1} className="supervision-people" aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend>{legend}</legend>
      {error === null ? null : (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {choices.map((one) => (
        <CheckField key={one.staffId} id={`${id}-${one.staffId}`} label={one.name} value={chosen.includes(one.staffId) ? "yes" : "no"} onChange={(value) => onChange(value === "yes" ? [...chosen, one.staffId] : chosen.filter((each) => each !== one.staffId))} />
      ))}
    </fieldset>
  );
}
