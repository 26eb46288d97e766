import { IconCheck, IconClock } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import type { CaseView } from "#features/cases/contract.ts";
import { useCaseChanged } from "#features/cases/screens/useCase.ts";
import { useToday } from "#features/cases/screens/useToday.ts";
import { homeWords } from "#features/people/around.words.ts";
import { authorityNames } from "#features/people/screens.words.ts";
import { fullName } from "#features/people/screens/saying.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { type ChangeAsked, type ChangeKind, changeKinds, type ForeseenChange } from "../contract.ts";
import { kindWords, sessionWords, stepTitles, words } from "../screens.words.ts";
import { asIs, askedOf, caregiversOn, endingWith, nobodyComes, type Typed, usualHome } from "./asked.ts";
import { ComingFields, LeavingFields } from "./PersonFields.tsx";

type Does = "keep" | "cancel" | "hand_over";
type Seen = { asked: ChangeAsked; foreseen: ForeseenChange };

/** The one form of a change: who, where, from when; then what would happen, step by step, and one press. */
export function ChangeForm({ found, close }: { found: CaseView; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const today = useToday();
  const refresh = useRefresh();
  const changed = useCaseChanged(found.caseId);
  const sending = useSending("change");
  const pressing = useSending("change-press");
  const [typed, setTyped] = useState<Typed>({ kind: "", on: today, leaves: {}, comes: [nobodyComes], home: "", homeName: "", ends: [] });
  const [source, setSource] = useState("");
  const [seen, setSeen] = useState<Seen | null>(null);
  const [decided, setDecided] = useState<Record<string, Does>>({});
  const set = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const isStale = seen !== null && (typed.kind === "" || JSON.stringify(seen.asked) !== JSON.stringify(askedOf(typed, typed.kind)));
  const authorities = found.authorities.filter((one) => one.validTo === null || one.validTo >= typed.on);
  const holderOf = (one: CaseView["authorities"][number]) => one.holderOrganization ?? fullName(found.people.find((person) => person.personId === one.holderId) ?? { givenName: "", familyName: "" });

  async function look() {
    const wrong: FieldWrong[] = [];
    if (typed.kind === "") wrong.push({ path: "kind", message: say(words.needKind) });
    if (typed.on === "") wrong.push({ path: "takesEffectOn", message: say(words.needDay) });
    for (const [place, one] of typed.comes.entries()) {
      if (one.who === "new" && one.givenName.trim() === "") wrong.push({ path: `comes.${place}.givenName`, message: say(words.needName) });
      if (one.who !== "" && one.kind === "") wrong.push({ path: `comes.${place}.kind`, message: say(words.needChoice) });
    }
    await sending.send(async () => {
      const asked = askedOf(typed, typed.kind as ChangeKind);
      setSeen({ asked, foreseen: await api.placement.foresee({ caseId: found.caseId, ...asked }) });
      setDecided({});
    }, wrong);
  }
  async function record({ asked, foreseen }: Seen) {
    const wrong: FieldWrong[] = foreseen.sessions.filter((one) => decided[one.sessionId] === undefined).map((one) => ({ path: `sessions.${one.sessionId}`, message: say(words.needChoice) }));
    if (source.trim() === "") wrong.push({ path: "source", message: say(words.needSource) });
    const sent = await pressing.send(async () => {
      await api.placement.change({ caseId: found.caseId, ...asked, source, revision: foreseen.revision, sessions: foreseen.sessions.map((one) => ({ sessionId: one.sessionId, does: decided[one.sessionId]! })) });
      await Promise.all([changed(), refresh(["placement.list", found.caseId], ["people.around", found.caseId], ["timeline.get", found.caseId], ["day.today"])]);
    }, wrong);
    if (sent) close();
  }
  return (
    <>
      <SendForm name="change" sending={sending} submit={say(words.foresee)} onSubmit={() => void look()} onCancel={close}>
        <div className="field-pair">
          <SelectField id={sending.id("kind")} label={say(words.kind)} error={sending.errorOf("kind")} value={typed.kind} onChange={(kind) => set({ kind: kind as ChangeKind, home: kind === "" ? "" : usualHome[kind as ChangeKind] })} options={changeKinds.map((value) => ({ value, label: say(kindWords[value]) }))} />
          <DateField id={sending.id("takesEffectOn")} label={say(words.on)} hint={say(words.onHint)} error={sending.errorOf("takesEffectOn")} value={typed.on} onChange={(on) => set({ on })} need="required" />
        </div>
        <fieldset className="fields">
          <legend className="part-legend">{say(words.who)}</legend>
          {caregiversOn(found.people, today).map((person) => (
            <LeavingFields
              key={person.personId}
              person={person}
              value={typed.leaves[person.personId] ?? asIs}
              onChange={(one) => {
                const leaves = { ...typed.leaves, [person.personId]: one };
                set({ leaves, ends: [...new Set([...typed.ends.filter((id) => found.authorities.find((held) => held.authorityId === id)?.holderId !== person.personId || one.becomes === "ends"), ...endingWith(found.authorities, leaves, today)])] });
              }}
            />
          ))}
        </fieldset>
        <fieldset className="fields">
          <legend className="part-legend">{say(words.comes)}</legend>
          {typed.comes.map((one, place) => (
            <ComingFields key={place} found={found} today={today} value={one} errorOf={(path) => sending.errorOf(`comes.${place}.${path}`)} idOf={(path) => sending.id(`comes.${place}.${path}`)} onChange={(next) => set({ comes: typed.comes.map((before, index) => (index === place ? next : before)) })} />
          ))}
          {typed.comes.length < 4 && typed.comes.at(-1)?.who !== "" ? (
            <div className="buttons">
              <Button onClick={() => set({ comes: [...typed.comes, nobodyComes] })}>{say(words.another)}</Button>
            </div>
          ) : null}
        </fieldset>
        <div className="field-pair">
          <SelectField id={sending.id("home")} label={say(words.home)} empty={say(words.sameHome)} value={typed.home} onChange={(home) => set({ home })} options={Object.entries(homeWords).map(([value, label]) => ({ value, label: say(label) }))} />
          {typed.home === "" || typed.comes.some((one) => one.who !== "" && one.lives === "yes") ? null : <TextField id={sending.id("home.withName")} label={say(words.homeName)} error={sending.errorOf("home.withName")} maxLength={200} value={typed.homeName} onChange={(homeName) => set({ homeName })} />}
        </div>
        {authorities.length === 0 ? null : <ChipGroup legend={say(words.authorities)} choice="many" value={typed.ends} onChange={(ends) => set({ ends })} options={authorities.map((one) => ({ value: one.authorityId, label: holderOf(one), detail: say(authorityNames[one.kind]) }))} />}
      </SendForm>
      {seen === null ? null : (
        <section id="change-press" tabIndex={-1} className="fields change-seen" aria-labelledby="would">
          <h3 id="would">{say(words.would)}</h3>
          <Steps steps={seen.foreseen.steps} />
          <ErrorSummary errors={pressing.errors} attempt={pressing.attempt} />
          {seen.foreseen.sessions.length === 0 ? null : (
            <fieldset className="fields">
              <legend className="part-legend">{say(words.appointments)}</legend>
              {seen.foreseen.sessions.length < 2 ? null : <SelectField label={say(words.forAll)} empty={say(words.oneByOne)} value={sameForAll(seen.foreseen, decided)} onChange={(does) => setDecided(does === "" ? {} : Object.fromEntries(seen.foreseen.sessions.map((one) => [one.sessionId, does as Does])))} options={canDo(seen).map((does) => ({ value: does, label: say(sessionWords[does]) }))} />}
              {seen.foreseen.sessions.map((one) => (
                <SessionField key={one.sessionId} one={one} id={pressing.id(`sessions.${one.sessionId}`)} error={pressing.errorOf(`sessions.${one.sessionId}`)} value={decided[one.sessionId] ?? ""} onChange={(does) => setDecided({ ...decided, [one.sessionId]: does })} can={canDo(seen)} />
              ))}
            </fieldset>
          )}
          <TextField id={pressing.id("source")} label={say(words.source)} error={pressing.errorOf("source")} maxLength={500} value={source} onChange={setSource} need="required" />
          <div className="buttons">
            <Button look="main" state={pressing.state} blocked={isStale ? words.changedSince[language] : null} onClick={() => void record(seen)}>
              {say(words.record)}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}

const canDo = ({ asked }: Seen): readonly Does[] => (asked.comes.length > 0 ? ["hand_over", "keep", "cancel"] : ["keep", "cancel"]);
/** What was decided of every appointment alike; empty where they differ. */
function sameForAll({ sessions }: ForeseenChange, decided: Record<string, Does>): string {
  const kinds = new Set(sessions.map((one) => decided[one.sessionId] ?? ""));
  return kinds.size === 1 ? [...kinds][0]! : "";
}

function Steps({ steps }: { steps: ForeseenChange["steps"] }) {
  const { say } = useLanguage();
  return (
    <ol className="change-steps">
      {steps.map((one) => (
        <li key={one.step}>
          <strong>{say(stepTitles[one.step - 1]!)}</strong>
          <ul className="lines">
            {one.happens.map((line) => (
              <li key={line} className="change-line">
                <Icon glyph={IconCheck} size={16} />
                <span>{line}</span>
              </li>
            ))}
            {one.remains.map((line) => (
              <li key={line} className="change-line change-line--remains">
                <Icon glyph={IconClock} size={16} />
                <span>{`${say(words.remains)}: ${line}`}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** One appointment that a change touches, with what becomes of it. */
function SessionField({ one, id, error, value, onChange, can }: { one: ForeseenChange["sessions"][number]; id: string; error: string | null; value: string; onChange: (does: Does) => void; can: readonly Does[] }) {
  const { say, language, day } = useLanguage();
  const label = `${day(dateInZone(one.startsAt, one.timeZone), "weekday")}, ${timeInZone(one.startsAt, one.timeZone)}, ${one.clinicianName}; ${words.expects[language](one.expects.join(", "))}`;
  return <SelectField id={id} label={label} error={error} value={value} onChange={(does) => onChange(does as Does)} options={can.map((does) => ({ value: does, label: say(sessionWords[does]) }))} />;
}
