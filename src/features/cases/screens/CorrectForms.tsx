import { IconCalendarOff, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Correction } from "#features/people/contract.ts";
import { useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../corrections.words.ts";
import { useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";

/** What can end on a day: an authority, or an address. */
export type Ending = { of: "authority" | "address"; id: string; since: string };

/** The small verb in a row that says that it has ended. `about` names the row for those who do not see it. */
export function EndedForm({ caseId, ending, about }: { caseId: string; ending: Ending; about: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.ended)} about={about} glyph={IconCalendarOff}>
      {(close) => <EndedFields caseId={caseId} ending={ending} close={close} />}
    </FormPanel>
  );
}

function EndedFields({ caseId, ending, close }: { caseId: string; ending: Ending; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const name = `ended-${ending.id}`;
  const sending = useSending(name);
  const [validTo, setValidTo] = useState(today);
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (validTo === "") wrong.push({ path: "validTo", message: say(words.needDay) });
    else if (validTo < ending.since) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      if (ending.of === "authority") await api.people.endAuthority({ caseId, authorityId: ending.id, validTo, reason });
      else await api.people.endAddress({ caseId, addressId: ending.id, validTo, reason });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("validTo")} label={say(words.lastDay)} hint={say(ending.of === "authority" ? words.signersChange : words.stays)} value={validTo} onChange={setValidTo} error={sending.errorOf("validTo")} need="required" />
      <TextField id={sending.id("reason")} label={say(words.reason)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="optional" />
    </SendForm>
  );
}

type OfPerson = { caseId: string; personId: string; name: string; birthDate: string | null };

/** Sets a wrong birth date right; the reason is asked for, since ages and eligibility hang on it. */
export function BirthDateForm(person: OfPerson) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.correct)} about={person.name} glyph={IconPencil}>
      {(close) => <BirthDateFields {...person} close={close} />}
    </FormPanel>
  );
}

function BirthDateFields({ caseId, personId, birthDate: was, close }: OfPerson & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const name = `birth-date-${personId}`;
  const sending = useSending(name);
  const [birthDate, setBirthDate] = useState(was ?? "");
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (birthDate === "") wrong.push({ path: "birthDate", message: say(words.needDay) });
    else if (birthDate === was) wrong.push({ path: "birthDate", message: say(words.needOther) });
    if (reason.trim() === "") wrong.push({ path: "reason", message: say(words.needReason) });
    const sent = await sending.send(async () => {
      await api.people.correctBirthDate({ caseId, personId, was, birthDate, reason });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("birthDate")} label={say(words.rightDate)} hint={say(words.agesFollow)} max={today} value={birthDate} onChange={setBirthDate} error={sending.errorOf("birthDate")} need="required" />
      <TextField id={sending.id("reason")} label={say(words.reason)} hint={say(words.reasonHint)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" />
    </SendForm>
  );
}

/** What stood before, with who set it right, when and why; nothing where nothing was. */
export function FormerVersions({ corrections }: { corrections: readonly Correction[] }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  if (corrections.length === 0) return null;
  const sentenceOf = (one: Correction) => {
    const on = day(dateInZone(one.at, me.agency.timeZone), "full");
    if (one.subject === "birth_date") return words.birthWas[language](one.was === "" ? say(words.none) : day(one.was, "full"), one.byName, on);
    return words.endWritten[language](day(one.became, "full"), one.was === "" ? null : day(one.was, "full"), one.byName, on);
  };
  return (
    <ul className="lines" aria-label={say(words.before)}>
      {corrections.map((one) => (
        <li key={one.correctionId} className="soft">
          {[sentenceOf(one), one.reason === "" ? null : `${say(words.reason)}: ${one.reason}`].filter((part) => part !== null).join(" ")}
        </li>
      ))}
    </ul>
  );
}
