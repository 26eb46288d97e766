import { IconCalendarOff, IconUserCog } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, dateInZone } from "#kernel/dates.ts";
import { staffRoles } from "#features/disclosure/contract.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { administrationWords as words } from "../administration.screens.words.ts";
import { roleNames } from "../screens.words.ts";

type Person = { staffId: string; name: string };
type Held = { heldRoleId: string; staffId: string; role: (typeof staffRoles)[number]; validFrom: string; validTo: string | null };

/** How many people are drawn before somebody asks for more. */
const STEP = 20;
/** The roles of those who work here, each with its days; to give one and to end one. */
export function Roles() {
  const { say, language, words: shared } = useLanguage();
  const [drawn, setDrawn] = useState(STEP);
  const staff = useAnswer(["workforce.listStaff"], (api) => api.workforce.listStaff());
  const held = useAnswer(["heldRoles.list"], (api) => api.heldRoles.list());
  const failed = staff.error ?? held.error;
  return (
    <section className="open-part" aria-labelledby="roles-head">
      <h2 id="roles-head">{say(words.rolesTitle)}</h2>
      <p className="soft">{say(words.rolesWhy)}</p>
      {failed !== null ? (
        <ErrorState sentence={sentenceFor(failed, language)} verb={{ run: () => void Promise.all([staff.refetch(), held.refetch()]) }} />
      ) : staff.data === undefined || held.data === undefined ? (
        <Loading rows={3} />
      ) : (
        <>
          <FormPanel verb={say(words.giveRole)} glyph={IconUserCog}>
            {(close) => <GiveFields staff={staff.data.staff} close={close} />}
          </FormPanel>
          <ul className="own-list">
            {staff.data.staff.slice(0, drawn).map((one) => (
              <OnePerson key={one.staffId} person={one} held={held.data.roles.filter((role) => role.staffId === one.staffId)} />
            ))}
          </ul>
          {staff.data.staff.length <= drawn ? null : (
            <p>
              <Button onClick={() => setDrawn(drawn + STEP)}>{shared.table.more(Math.min(STEP, staff.data.staff.length - drawn))}</Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function OnePerson({ person, held }: { person: Person; held: readonly Held[] }) {
  const { say, language, day } = useLanguage();
  return (
    <li>
      <strong>{person.name}</strong>
      <ul className="own-list">
        {held.map((one) => (
          <li key={one.heldRoleId}>
            <p>
              {say(roleNames[one.role])}{" "}
              <span className="soft">
                {words.fromDay[language](day(one.validFrom, "full"))}
                {one.validTo === null ? "" : ` ${words.toDay[language](day(one.validTo, "full"))}`}
              </span>
            </p>
            <FormPanel verb={say(one.validTo === null ? words.endRole : words.changeLastDay)} about={`${person.name}, ${say(roleNames[one.role])}`} glyph={IconCalendarOff}>
              {(close) => <EndFields held={one} close={close} />}
            </FormPanel>
          </li>
        ))}
      </ul>
    </li>
  );
}

function useAgain(): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["heldRoles.list"], ["workforce.listStaff"], ["workforce.overview"]);
}
const useToday = () => dateInZone(new Date().toISOString(), useMe().agency.timeZone);

function GiveFields({ staff, close }: { staff: readonly Person[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const again = useAgain();
  const sending = useSending("give-role");
  const [staffId, setStaffId] = useState("");
  const [role, setRole] = useState("");
  const [validFrom, setValidFrom] = useState(useToday());
  async function submit() {
    const wrong = [...(staffId === "" ? [{ path: "staffId", message: say(words.needWho) }] : []), ...(role === "" ? [{ path: "role", message: say(words.needRole) }] : []), ...(validFrom === "" ? [{ path: "validFrom", message: say(words.needDay) }] : [])];
    const sent = await sending.send(() => api.heldRoles.give({ staffId, role: staffRoles.find((one) => one === role)!, validFrom, validTo: null }).then(again), wrong);
    if (sent) close();
  }
  return (
    <SendForm name="give-role" sending={sending} submit={say(words.giveRole)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("staffId")} label={say(words.who)} value={staffId} onChange={setStaffId} error={sending.errorOf("staffId")} need="required" options={staff.map((one) => ({ value: one.staffId, label: one.name }))} />
      <SelectField id={sending.id("role")} label={say(words.role)} value={role} onChange={setRole} error={sending.errorOf("role")} need="required" options={staffRoles.map((value) => ({ value, label: say(roleNames[value]) }))} />
      <DateField id={sending.id("validFrom")} label={say(words.from)} value={validFrom} onChange={setValidFrom} error={sending.errorOf("validFrom")} need="required" />
    </SendForm>
  );
}

function EndFields({ held, close }: { held: Held; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const again = useAgain();
  const form = `end-role-${held.heldRoleId}`;
  const sending = useSending(form);
  const today = useToday();
  const [validTo, setValidTo] = useState(held.validTo ?? "");
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong = [...(validTo === "" ? [{ path: "validTo", message: say(words.needDay) }] : validTo < addDays(today, -1) ? [{ path: "validTo", message: say(words.needDayAhead) }] : []), ...(reason.trim() === "" ? [{ path: "reason", message: say(words.needReason) }] : [])];
    const sent = await sending.send(() => api.heldRoles.end({ heldRoleId: held.heldRoleId, validTo, reason }).then(again), wrong);
    if (sent) close();
  }
  return (
    <SendForm name={form} sending={sending} submit={say(held.validTo === null ? words.endRole : words.changeLastDay)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("validTo")} label={say(words.lastDay)} hint={say(words.lastDayHint)} value={validTo} onChange={setValidTo} error={sending.errorOf("validTo")} need="required" />
      <TextField id={sending.id("reason")} label={say(words.reason)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" />
    </SendForm>
  );
}
