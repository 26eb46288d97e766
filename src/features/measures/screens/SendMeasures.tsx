import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { CheckField, RadioGroup } from "#ui/ChoiceField.tsx";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { FieldError } from "#ui/Field.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import type { MeasureRequest } from "../contract.ts";
import { entryScreenWords } from "../entry.screens.words.ts";
import { screenWords as words } from "../screens.words.ts";
import { languageOf, lastAsked, withoutWording } from "./batteries.ts";
import { RoomAddress } from "./BatteryRow.tsx";
import { Outside } from "./Outside.tsx";
import type { Preset } from "./place.ts";

const MOST = 8;
type Sent = { rooms: { name: string; batteryId: string; address: string }[]; mails: readonly string[]; findings: readonly Finding[] };
/** One adult on the form; `own` is null where the adult is asked what is picked for all. */
type Row = { ticked: "yes" | "no"; language: Language; way: "email" | "none" | ""; own: readonly string[] | null };

type SendProps = { caseId: string; adults: readonly PersonOfCase[]; instruments: readonly InstalledInstrument[]; requests: readonly MeasureRequest[]; due: readonly Preset[]; onClose: () => void };

/** Asks one or more adults to answer: which measures, and for each adult in which language and how; one press for all. */
export function SendMeasures(props: SendProps) {
  const [sent, setSent] = useState<Sent | null>(null);
  return sent === null ? <SendForm {...props} onSent={setSent} /> : <SentState sent={sent} onAnother={() => setSent(null)} onClose={props.onClose} />;
}

const nameOf = (adult: PersonOfCase) => `${adult.givenName} ${adult.familyName}`.trim();

function SendForm({ caseId, adults, instruments, requests, due, onSent, onClose }: SendProps & { onSent: (sent: Sent) => void }) {
  const { say, language: spoken } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("send-measures");
  const sendable = instruments.filter((one) => one.canBeSent);
  const fits = (ids: readonly string[]) => ids.filter((id) => sendable.some((one) => one.instrument === id && one.repeats === "series"));
  const [picked, setPicked] = useState<readonly string[]>(() => (due.length > 0 ? [] : fits([...new Set(adults.flatMap((adult) => lastAsked(requests).get(adult.personId) ?? []))]).slice(0, MOST)));
  const [rows, setRows] = useState<Record<string, Row>>(() =>
    Object.fromEntries(
      adults.map((adult) => {
        const owed = due.find((one) => one.respondentId === adult.personId);
        const row: Row = { ticked: owed !== undefined || adults.length === 1 ? "yes" : "no", language: languageOf(adult), way: "", own: owed === undefined ? null : owed.instruments };
        return [adult.personId, row];
      }),
    ),
  );
  const [reason, setReason] = useState("");
  const change = (personId: string, next: Partial<Row>) => setRows({ ...rows, [personId]: { ...rows[personId]!, ...next } });
  const asked = adults.flatMap((adult) => (rows[adult.personId]?.ticked === "yes" ? [{ adult, row: rows[adult.personId]!, which: rows[adult.personId]!.own ?? picked }] : []));
  const findings = sending.fault?.findings ?? [];
  const isOutside = findings.some((one) => one.rule === "instrument-age");
  async function send() {
    const wrong: FieldWrong[] = [];
    if (asked.length === 0) wrong.push({ path: "to", message: say(words.chooseWho) });
    if (asked.some((one) => one.which.length === 0 || one.which.length > MOST)) wrong.push({ path: "instruments", message: say(words.chooseWhich) });
    for (const { adult, row } of asked) if (row.way === "") wrong.push({ path: `${adult.personId}.delivery`, message: words.chooseWay[spoken](nameOf(adult)) });
    await sending.send(async () => {
      const to = asked.map(({ adult, row, which }) => ({ respondentId: adult.personId, instruments: [...which], language: row.language, delivery: row.way === "email" ? ("email" as const) : ("none" as const) }));
      const { batteries, findings: told } = await api.measures.sendBattery({ caseId, to, outsideAgeReason: reason.trim() === "" ? null : reason.trim() });
      const named = (respondentId: string) => nameOf(adults.find((one) => one.personId === respondentId)!);
      const rooms = [];
      for (const one of batteries.filter((each) => each.messageId === null)) rooms.push({ name: named(one.respondentId), batteryId: one.batteryId, address: (await api.measures.openLink({ batteryId: one.batteryId })).address });
      await refresh(["measures.list", caseId], ["measureSchedule.due", caseId], ["day.today"], ["messages.outbox"]);
      onSent({ rooms, mails: batteries.filter((each) => each.messageId !== null).map((one) => named(one.respondentId)), findings: told.filter((one) => one.result !== "met" || one.rule !== "birth-year-gate") });
    }, wrong);
  }
  const swap = (next: string, old: string) => {
    const other = (ids: readonly string[]) => [...new Set(ids.map((id) => (id === old ? next : id)))];
    setPicked(other(picked));
    setRows(Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, { ...row, own: row.own === null ? null : other(row.own) }])));
    sending.forget();
  };
  return (
    <form
      id="send-measures"
      tabIndex={-1}
      className="fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Outside findings={findings} instruments={instruments} onUse={swap} />
      <fieldset className="field">
        <legend className="field-label">{say(words.which)}</legend>
        <p className="field-hint">{say(words.whichHint)}</p>
        <div className="choices">
          {sendable.map((one, index) => (
            <CheckField key={one.instrument} id={index === 0 ? sending.id("instruments") : undefined} label={one.name} hint={one.languages.map((code) => say(words.languages[code as Language])).join(", ")} value={picked.includes(one.instrument) ? "yes" : "no"} onChange={(value) => setPicked(value === "yes" ? [...picked, one.instrument] : picked.filter((id) => id !== one.instrument))} />
          ))}
        </div>
        <FieldError id="send-measures-instruments-wrong" error={sending.errorOf("instruments")} />
      </fieldset>
      <fieldset className="field">
        <legend className="field-label">{say(words.who)}</legend>
        <div className="send-adults">
          {adults.map((adult, index) => {
            const row = rows[adult.personId]!;
            const lacking = withoutWording(row.own ?? picked, instruments, row.language);
            const own = row.own === null ? undefined : row.own.map((id) => instruments.find((one) => one.instrument === id)?.name ?? id).join(", ");
            return (
              <div key={adult.personId} className="send-adult">
                <CheckField id={index === 0 ? sending.id("to") : undefined} label={nameOf(adult)} hint={own} value={row.ticked} onChange={(value) => change(adult.personId, { ticked: value })} />
                {row.ticked === "no" ? null : (
                  <>
                    <RadioGroup id={sending.id(`${adult.personId}.language`)} label={say(words.language)} hint={words.spoken[spoken](say(words.languages[languageOf(adult)]))} value={row.language} onChange={(value) => change(adult.personId, { language: value as Language })} options={(["en", "es"] as const).map((value) => ({ value, label: say(words.languages[value]) }))} />
                    {lacking.length === 0 ? null : (
                      <p className="send-warning" role="status">
                        {words.onlyEnglish[spoken](lacking.map((one) => one.name).join(", "))}
                      </p>
                    )}
                    <RadioGroup
                      id={sending.id(`${adult.personId}.delivery`)}
                      label={say(words.way)}
                      value={row.way}
                      error={sending.errorOf(`${adult.personId}.delivery`)}
                      onChange={(value) => change(adult.personId, { way: value as Row["way"] })}
                      options={[
                        { value: "email", label: say(words.email), hint: say(words.emailHint) },
                        { value: "none", label: say(words.room), hint: say(words.roomHint) },
                      ]}
                    />
                  </>
                )}
              </div>
            );
          })}
        </div>
        <FieldError id="send-measures-to-wrong" error={sending.errorOf("to")} />
      </fieldset>
      {(isOutside || reason !== "") && hasRole(me, "clinician", "trainee", "supervisor") ? <TextArea id={sending.id("outsideAgeReason")} label={say(entryScreenWords.outsideAge)} hint={say(entryScreenWords.outsideAgeHint)} value={reason} maxLength={1000} error={sending.errorOf("outsideAgeReason")} onChange={setReason} /> : null}
      <div className="buttons">
        <Button type="submit" look="main" state={sending.state}>
          {say(asked.some((one) => one.row.way !== "none") || asked.length === 0 ? words.sendEmail : words.prepare)}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {say(words.keep)}
        </Button>
      </div>
    </form>
  );
}

function SentState({ sent, onAnother, onClose }: { sent: Sent; onAnother: () => void; onClose: () => void }) {
  const { say, words: shared } = useLanguage();
  return (
    <div className="fields">
      <p className="send-done" role="status">
        <Icon glyph={IconCircleCheck} size={18} />
        <strong>
          {say(sent.mails.length > 0 ? words.queued : words.prepared)} {sent.mails.join(", ")}
        </strong>
      </p>
      {sent.rooms.map((room) => (
        <div key={room.batteryId}>
          <h3>{room.name}</h3>
          <RoomAddress batteryId={room.batteryId} address={room.address} />
        </div>
      ))}
      {sent.findings.length === 0 ? null : <FindingList findings={sent.findings} />}
      <div className="buttons">
        {sent.mails.length > 0 ? <ButtonLink href="/app/outbox">{say(words.toOutbox)}</ButtonLink> : null}
        <Button onClick={onAnother}>{say(words.another)}</Button>
        <Button look="quiet" onClick={onClose}>
          {shared.dialog.close}
        </Button>
      </div>
    </div>
  );
}
