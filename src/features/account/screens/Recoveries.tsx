import { IconLifebuoy } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { lostKinds } from "#features/account/own.contract.ts";
import { recoveryState } from "#features/account/own.rules.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { lostNames, ownWords } from "../access.screens.words.ts";
import { administrationWords as words, recoveryNames } from "../administration.screens.words.ts";
import { ShownLink } from "./Invitations.tsx";

type Made = { link: string | null; letter: "sends" | "demo" | "not_set_up"; name: string };

/** Lets a colleague in anew, and lists for whom that was done. */
export function Recoveries() {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const me = useMe();
  const refresh = useRefresh();
  const sending = useSending("recoveries-list");
  const [made, setMade] = useState<Made | null>(null);
  const found = useAnswer(["recoveries.list"], (asked) => asked.recoveries.list());
  const on = (moment: string) => day(dateInZone(moment, me.agency.timeZone), "full");
  const withdraw = (recoveryId: string) => sending.send(() => api.recoveries.withdraw({ recoveryId }).then(() => refresh(["recoveries.list"])));
  const now = new Date().toISOString();
  return (
    <section className="open-part" aria-labelledby="recoveries-head">
      <h2 id="recoveries-head">{say(words.recoveries)}</h2>
      <p className="soft">{say(words.recoveriesWhy)}</p>
      {made === null ? null : <ShownLink made={made} sentence={(made.link === null ? words.recoveryMailed : words.recoveryMade)[language](made.name)} />}
      <FormPanel verb={say(words.startRecovery)} glyph={IconLifebuoy}>
        {(close) => (
          <Fields
            close={close}
            onMade={(next) => {
              setMade(next);
              void refresh(["recoveries.list"]);
            }}
          />
        )}
      </FormPanel>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {found.isPending ? (
        <Loading rows={1} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : (
        <ul className="own-list">
          {found.data.recoveries.map((one) => {
            const state = recoveryState(one, now);
            return (
              <li key={one.recoveryId}>
                <p>
                  <strong>{one.name}</strong> {say(lostNames[one.lost])}: {say(recoveryNames[state])}
                  <span className="under soft">
                    {words.recoveryLine[language](on(one.startedAt), one.startedByName ?? say(ownWords.commandLine))}. {one.reason}
                  </span>
                </p>
                {state === "open" ? (
                  <Button aria-label={`${say(words.withdraw)}: ${one.name}`} state={sending.state} onClick={() => void withdraw(one.recoveryId)}>
                    {say(words.withdraw)}
                  </Button>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Fields({ close, onMade }: { close: () => void; onMade: (made: Made) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const me = useMe();
  const sending = useSending("start-recovery");
  const staff = useAnswer(["workforce.listStaff"], (asked) => asked.workforce.listStaff());
  const [staffId, setStaffId] = useState("");
  const [lost, setLost] = useState("");
  const [reason, setReason] = useState("");
  // Never oneself: another administrator, or the server's command line.
  const others = (staff.data?.staff ?? []).filter((one) => one.staffId !== me.staffId);
  async function submit() {
    const wrong = [...(staffId === "" ? [{ path: "staffId", message: say(words.needWho) }] : []), ...(lost === "" ? [{ path: "lost", message: say(words.needLost) }] : []), ...(reason.trim() === "" ? [{ path: "reason", message: say(words.needReason) }] : [])];
    const sent = await sending.send(async () => {
      const { link, letter } = await api.recoveries.start({ staffId, lost: lostKinds.find((one) => one === lost)!, reason });
      onMade({ link, letter, name: others.find((one) => one.staffId === staffId)?.name ?? "" });
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="start-recovery" sending={sending} submit={say(words.startRecovery)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("staffId")} label={say(words.who)} value={staffId} onChange={setStaffId} error={sending.errorOf("staffId")} need="required" options={others.map((one) => ({ value: one.staffId, label: one.name }))} />
      <RadioGroup id={sending.id("lost")} label={say(words.lost)} value={lost} onChange={setLost} error={sending.errorOf("lost")} options={lostKinds.map((one) => ({ value: one, label: say(lostNames[one]) }))} />
      <TextField id={sending.id("reason")} label={say(words.reason)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" />
    </SendForm>
  );
}
