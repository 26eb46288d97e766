import { useState } from "react";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Words } from "#kernel/language.ts";
import { childAges, type Elsewhere, type OwnCertificate, otherRosters, practiceSettings, type Renewal, ROSTER_WORDING, rosterLanguages, type RosterListing, rosterTakes } from "../roster.contract.ts";
import { rosterWords as words } from "../screens.words.ts";
import { ageNames, consentWords, settingNames, takesNames } from "../words.ts";

export type Mine = { today: string; certificates: OwnCertificate[]; listing: RosterListing | null; fromRecord: { name: string; credential: string | null; agency: string }; renewal: Renewal | null; history: { confirmedOn: string; madeAt: string; endedAt: string | null; endedAs: string | null }[] };

/** What stands on the roster of oneself, and the yes to it. Sending it confirms it for a year. */
export function RosterForm({ mine, onDone, close }: { mine: Mine; onDone: (sentence: string) => void; close: () => void }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("roster");
  const { listing, fromRecord, today } = mine;
  const [town, setTown] = useState(listing?.town ?? "");
  const [languages, setLanguages] = useState(listing?.languages ?? [language]);
  const [settings, setSettings] = useState(listing?.settings ?? []);
  const [ages, setAges] = useState(listing?.ages ?? []);
  const [takes, setTakes] = useState(listing?.takes ?? "not_now");
  const [away, setAway] = useState({ from: listing?.awayFrom ?? "", to: listing?.awayTo ?? "" });
  const [others, setOthers] = useState<Elsewhere[]>(listing?.elsewhere ?? []);
  const [agrees, setAgrees] = useState<"yes" | "no">("no");
  const names = new Intl.DisplayNames([language], { type: "language", fallback: "code" });
  async function submit() {
    const wrong: FieldWrong[] = agrees === "yes" ? [] : [{ path: "agrees", message: say(words.needConsent) }];
    let until = "";
    const isDone = await sending.send(async () => {
      until = (await api.roster.agree({ town, languages, settings, ages, takes, awayFrom: away.from === "" ? null : away.from, awayTo: away.to === "" ? null : away.to, elsewhere: others, wording: ROSTER_WORDING })).confirmBy;
      await refresh(["roster.mine"]);
    }, wrong);
    if (!isDone) return;
    onDone(words.done[language](day(until, "full")));
    close();
  }
  return (
    <SendForm name="roster" sending={sending} submit={say(words.send)} onSubmit={() => void submit()} onCancel={close}>
      <p className="small">
        {say(words.fromRecord)} {[fromRecord.name, fromRecord.credential ?? say(words.noLicence), fromRecord.agency].join(" · ")}
      </p>
      <TextField id={sending.id("town")} label={say(words.town)} need="required" value={town} onChange={setTown} error={sending.errorOf("town")} maxLength={80} />
      <Several id={sending.id("languages")} label={say(words.languages)} codes={rosterLanguages} nameOf={(one) => (one === "ase" ? "ASL" : (names.of(one) ?? one))} value={languages} onChange={setLanguages} error={sending.errorOf("languages")} />
      <Several id={sending.id("settings")} label={say(words.settings)} codes={practiceSettings} nameOf={(one) => say(settingNames[one])} value={settings} onChange={setSettings} error={sending.errorOf("settings")} />
      <Several id={sending.id("ages")} label={say(words.ages)} codes={childAges} nameOf={(one) => say(ageNames[one])} value={ages} onChange={setAges} error={sending.errorOf("ages")} />
      <RadioGroup label={say(words.takes)} value={takes} onChange={(value) => setTakes(rosterTakes.find((one) => one === value) ?? "not_now")} options={rosterTakes.map((value) => ({ value, label: say(takesNames[value]) }))} />
      <DateField id={sending.id("awayFrom")} label={say(words.awayFrom)} hint={say(words.awayHint)} need="optional" value={away.from} onChange={(from) => setAway({ ...away, from })} error={sending.errorOf("awayFrom")} />
      <DateField id={sending.id("awayTo")} label={say(words.awayTo)} need="optional" value={away.to} onChange={(to) => setAway({ ...away, to })} error={sending.errorOf("awayTo")} />
      {otherRosters.map((kind) => (
        <Other key={kind} kind={kind} label={words[kind]} today={today} value={others.find((one) => one.kind === kind) ?? null} errorOf={(path) => sending.errorOf(`elsewhere.${others.findIndex((one) => one.kind === kind)}.${path}`)} id={(path) => sending.id(`elsewhere.${Math.max(0, others.findIndex((one) => one.kind === kind))}.${path}`)} onChange={(next) => setOthers([...others.filter((one) => one.kind !== kind), ...(next === null ? [] : [next])])} />
      ))}
      <p>{say(consentWords.agree)}</p>
      <CheckField id={sending.id("agrees")} label={say(words.consent)} error={sending.errorOf("agrees")} value={agrees} onChange={setAgrees} />
    </SendForm>
  );
}

function Several<C extends string>({ id, label, codes, nameOf, value, onChange, error }: { id: string; label: string; codes: readonly C[]; nameOf: (one: C) => string; value: C[]; onChange: (next: C[]) => void; error: string | null }) {
  return (
    <fieldset className="field" id={id} tabIndex={-1}>
      <legend className="field-label">{label}</legend>
      {error === null ? null : <p className="field-error">{error}</p>}
      {codes.map((one) => (
        <CheckField key={one} id={`${id}-${one}`} label={nameOf(one)} value={value.includes(one) ? "yes" : "no"} onChange={(next) => onChange(next === "yes" ? [...value, one] : value.filter((each) => each !== one))} />
      ))}
    </fieldset>
  );
}

type OtherProps = { kind: Elsewhere["kind"]; label: Words; today: string; value: Elsewhere | null; id: (path: string) => string; errorOf: (path: string) => string | null; onChange: (next: Elsewhere | null) => void };
/** Another roster on which one stands, as one states it. */
function Other({ kind, label, today, value, id, errorOf, onChange }: OtherProps) {
  const { say } = useLanguage();
  return (
    <fieldset className="field">
      <legend className="field-label">{`${say(words.elsewhere)}: ${say(label)}`}</legend>
      <p className="field-hint">{say(words.elsewhereHint)}</p>
      <SelectField label={say(words.kind)} value={value === null ? "" : kind} empty={say(words.noOther)} onChange={(next) => onChange(next === "" ? null : { kind, name: "", source: "", onDay: today })} options={[{ value: kind, label: say(label) }]} />
      {value === null ? null : (
        <>
          <TextField id={id("name")} label={say(words.otherName)} need="required" value={value.name} onChange={(name) => onChange({ ...value, name })} error={errorOf("name")} maxLength={120} />
          <TextField id={id("source")} label={say(words.source)} need="optional" kind="url" value={value.source} onChange={(source) => onChange({ ...value, source })} error={errorOf("source")} maxLength={300} />
          <DateField id={id("onDay")} label={say(words.onDay)} need="required" value={value.onDay} onChange={(onDay) => onChange({ ...value, onDay })} error={errorOf("onDay")} max={today} />
        </>
      )}
    </fieldset>
  );
}
