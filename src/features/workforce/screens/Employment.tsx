import { IconArrowBackUp, IconArrowsExchange, IconDoorExit } from "@tabler/icons-react";
import { useState } from "react";
import { type CivilDate, addDays, dateInZone } from "#kernel/dates.ts";
import type { EmploymentEnd } from "#features/workforce/contract.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Hidden } from "#ui/Hidden.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { BookedAfter } from "./BookedAfter.tsx";

type Person = { staffId: string; name: string; lastDay: CivilDate | null };

/** Gives somebody who works here the last day, or takes it back before it is over. */
export function Employment({ person, today }: { person: Person; today: CivilDate }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`take-back-${person.staffId}`);
  if (person.lastDay === null) {
    return (
      <FormPanel verb={say(words.endWork)} about={person.name} glyph={IconDoorExit}>
        {(close) => <Fields staffId={person.staffId} today={today} close={close} />}
      </FormPanel>
    );
  }
  const takeBack = () => sending.send(() => api.workforce.takeBackEnd({ staffId: person.staffId }).then(() => refresh(["workforce.overview"], ["workforce.history", person.staffId])));
  return (
    <div className="form-panel">
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p>{words.worksUntil[language](day(person.lastDay, "full"))}</p>
      <BookedAfter staffId={person.staffId} lastDay={person.lastDay} today={today} />
      <ButtonLink href={`/app/programme/handover/${person.staffId}`} glyph={IconArrowsExchange}>
        {say(words.handover)} <Hidden>{person.name}</Hidden>
      </ButtonLink>
      <Button glyph={IconArrowBackUp} aria-label={`${say(words.takeBackEnd)}: ${person.name}`} state={sending.state} onClick={() => void takeBack()}>
        {say(words.takeBackEnd)}
      </Button>
    </div>
  );
}

function Fields({ staffId, today, close }: { staffId: string; today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `end-work-${staffId}`;
  const sending = useSending(name);
  const [lastDay, setLastDay] = useState("");
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong = [...(lastDay === "" ? [{ path: "lastDay", message: say(words.needDate) }] : lastDay < addDays(today, -1) ? [{ path: "lastDay", message: say(words.endTooEarly) }] : []), ...(reason.trim() === "" ? [{ path: "reason", message: say(words.needReason) }] : [])];
    const sent = await sending.send(async () => {
      await api.workforce.endEmployment({ staffId, lastDay, reason });
      await refresh(["workforce.overview"], ["workforce.history", staffId], ["foresight.whatIf"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.endWorkWhy)}</p>
      <DateField id={sending.id("lastDay")} label={say(words.lastDayField)} hint={say(words.lastDayHint)} value={lastDay} onChange={setLastDay} error={sending.errorOf("lastDay")} need="required" />
      {lastDay === "" || lastDay < addDays(today, -1) ? null : <BookedAfter staffId={staffId} lastDay={lastDay} today={today} />}
      <TextField id={sending.id("reason")} label={say(words.reason)} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" />
    </SendForm>
  );
}

/** Every last day that was given, with who gave it and why; nothing where none was. */
export function EmploymentEnds({ ends }: { ends: readonly EmploymentEnd[] }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const on = (moment: string) => day(dateInZone(moment, me.agency.timeZone), "full");
  return ends.length === 0 ? null : (
    <>
      <h4>{say(words.lastDays)}</h4>
      <ul className="former">
        {ends.map((one) => (
          <li key={one.endId}>
            {words.lastDay[language](day(one.lastDay, "full"))}
            <span className="under soft">
              {words.endedLine[language](on(one.endedAt), one.endedByName ?? say(words.someone), one.reason)}
              {one.takenBackAt === null ? "" : ` ${words.takenBackLine[language](on(one.takenBackAt), one.takenBackByName ?? say(words.someone))}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
