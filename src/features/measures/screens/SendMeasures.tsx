import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState } from "react";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { CheckField, RadioGroup } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { FieldError } from "#ui/Field.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import { screenWords as words } from "../screens.words.ts";
import { adultsOn, dayNow, languageOf, withoutWording } from "./batteries.ts";
import { RoomAddress } from "./BatteryRow.tsx";

/** What is picked already: what is due, and of whom. */
export type Preset = { respondentId: string; instruments: readonly string[] };

const MOST = 8;
type Sent = { way: "email" | "none"; address: string | null; findings: readonly Finding[] };

/** Asks an adult to answer: who, which, in which language, and how. A refusal shows its findings; what was chosen stays. */
export function SendMeasures({ caseId, instruments, preset, onClose }: { caseId: string; instruments: readonly InstalledInstrument[]; preset?: Preset; onClose: () => void }) {
  const { language, say } = useLanguage();
  const heading = useId();
  const box = useRef<HTMLElement>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const found = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  const { agency } = useMe();
  useEffect(() => box.current?.focus(), [sent]);
  const adults = found.data === undefined ? [] : adultsOn(found.data.people, dayNow(agency.timeZone));
  return (
    <section ref={box} tabIndex={-1} className="card send" aria-labelledby={heading}>
      <h2 id={heading}>{say(words.send)}</h2>
      {sent !== null ? (
        <SentState sent={sent} onAnother={() => setSent(null)} onClose={onClose} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : found.data === undefined ? (
        <Loading rows={4} />
      ) : found.data.status === "closed" ? (
        <p>{say(words.closed)}</p>
      ) : adults.length === 0 ? (
        <p>
          {say(words.noAdult)} <Link href={`/app/families/${caseId}/people`}>{say(words.toPeople)}</Link>
        </p>
      ) : (
        <SendForm caseId={caseId} instruments={instruments.filter((one) => one.canBeSent)} adults={adults} preset={preset} onSent={setSent} onClose={onClose} />
      )}
    </section>
  );
}

function SendForm({ caseId, instruments, adults, preset, onSent, onClose }: { caseId: string; preset: Preset | undefined; instruments: readonly InstalledInstrument[]; adults: ReturnType<typeof adultsOn>; onSent: (sent: Sent) => void; onClose: () => void }) {
  const { say, language: spoken } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("send-measures");
  const only = adults.length === 1 ? adults[0] : undefined;
  const [respondentId, setRespondent] = useState(preset?.respondentId ?? only?.personId ?? "");
  const [picked, setPicked] = useState<readonly string[]>(preset?.instruments ?? []);
  const [chosen, setChosen] = useState<Language | null>(null);
  const [way, setWay] = useState<"email" | "none" | "">("");
  const adult = adults.find((one) => one.personId === respondentId);
  const language = chosen ?? languageOf(adult);
  const lacking = withoutWording(picked, instruments, language);
  const findings = sending.fault?.findings ?? [];
  async function send() {
    const wrong: FieldWrong[] = [];
    if (respondentId === "") wrong.push({ path: "respondentId", message: say(words.chooseWho) });
    if (picked.length === 0 || picked.length > MOST) wrong.push({ path: "instruments", message: say(words.chooseWhich) });
    if (way === "") wrong.push({ path: "delivery", message: say(words.chooseWay) });
    await sending.send(async () => {
      if (way === "") return;
      const battery = await api.measures.sendBattery({ caseId, respondentId, instruments: [...picked], language, delivery: way });
      const address = way === "none" ? (await api.measures.openLink({ batteryId: battery.batteryId })).address : null;
      await refresh(["measures.list", caseId], ["measureSchedule.due", caseId], ["day.today"], ["messages.outbox"]);
      onSent({ way, address, findings: battery.findings.filter((one) => one.result !== "met" || one.rule !== "birth-year-gate") });
    }, wrong);
  }
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
      {findings.length === 0 ? null : (
        <div className="send-refused">
          <h3>{say(words.why)}</h3>
          <FindingList findings={findings} quietShown={0} />
        </div>
      )}
      <RadioGroup id={sending.id("respondentId")} label={say(words.who)} value={respondentId} error={sending.errorOf("respondentId")} onChange={setRespondent} options={adults.map((one) => ({ value: one.personId, label: `${one.givenName} ${one.familyName}`.trim() }))} />
      <fieldset className="field">
        <legend className="field-label">{say(words.which)}</legend>
        <p className="field-hint">{say(words.whichHint)}</p>
        <div className="choices">
          {instruments.map((one, index) => (
            <CheckField key={one.instrument} id={index === 0 ? sending.id("instruments") : undefined} label={one.name} hint={one.languages.map((code) => say(words.languages[code as Language])).join(", ")} value={picked.includes(one.instrument) ? "yes" : "no"} onChange={(value) => setPicked(value === "yes" ? [...picked, one.instrument] : picked.filter((id) => id !== one.instrument))} />
          ))}
        </div>
        <FieldError id="send-measures-instruments-wrong" error={sending.errorOf("instruments")} />
      </fieldset>
      <RadioGroup id={sending.id("language")} label={say(words.language)} hint={adult === undefined ? undefined : words.spoken[spoken](say(words.languages[languageOf(adult)]))} value={language} error={sending.errorOf("language")} onChange={(value) => setChosen(value as Language)} options={(["en", "es"] as const).map((value) => ({ value, label: say(words.languages[value]) }))} />
      {lacking.length === 0 ? null : (
        <p className="send-warning" role="status">
          {words.onlyEnglish[spoken](lacking.map((one) => one.name).join(", "))}
        </p>
      )}
      <RadioGroup
        id={sending.id("delivery")}
        label={say(words.way)}
        value={way}
        error={sending.errorOf("delivery")}
        onChange={(value) => setWay(value as typeof way)}
        options={[
          { value: "email", label: say(words.email), hint: say(words.emailHint) },
          { value: "none", label: say(words.room), hint: say(words.roomHint) },
        ]}
      />
      <div className="buttons">
        <Button type="submit" look="main" state={sending.state}>
          {say(way === "none" ? words.prepare : words.sendEmail)}
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
        <strong>{say(sent.way === "email" ? words.queued : words.prepared)}</strong>
      </p>
      {sent.address === null ? null : <RoomAddress address={sent.address} />}
      {sent.findings.length === 0 ? null : <FindingList findings={sent.findings} />}
      <div className="buttons">
        {sent.way === "email" ? <ButtonLink href="/app/outbox">{say(words.toOutbox)}</ButtonLink> : null}
        <Button onClick={onAnother}>{say(words.another)}</Button>
        <Button look="quiet" onClick={onClose}>
          {shared.dialog.close}
        </Button>
      </div>
    </div>
  );
}
