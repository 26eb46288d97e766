import { IconLanguage, IconScale } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { languageNames } from "#features/people/screens.words.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { Terms } from "../contract.ts";
import { words } from "../screens.words.ts";
import { readTenths, useLanguageName, useWeight } from "./saying.ts";

/** What is agreed with each: languages, and a limit of one's own. Never what somebody carries. */
export function PeopleTerms() {
  const { say, language, day } = useLanguage();
  const { weight } = useWeight();
  const nameOf = useLanguageName();
  const found = useAnswer(["caseload.terms"], (api) => api.caseload.terms());
  const sayLimit = ({ limit }: Terms) => (limit === null ? say(words.agencyLimit) : [limit.families === null ? "" : words.families[language](limit.families), limit.tenths === null ? "" : words.weight[language](weight(limit.tenths)), words.from[language](day(limit.validFrom, "full")), limit.note].filter((part) => part !== "").join(" · "));
  return (
    <section className="part" aria-labelledby="terms">
      <h2 id="terms">{say(words.people)}</h2>
      <p className="soft">{say(words.peopleWhat)}</p>
      {found.isPending ? (
        <Loading rows={3} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : (
        <ul className="terms">
          {found.data.people.map((one) => (
            <li key={one.staffId}>
              <strong>{one.name}</strong>
              <span className="soft">
                {say(words.languages)}: {one.languages.length === 0 ? say(words.notSaid) : one.languages.map(nameOf).join(", ")} · {say(words.limitOwn)}: {sayLimit(one)}
              </span>
              <div className="terms-verbs">
                <FormPanel verb={say(words.setLanguages)} about={one.name} glyph={IconLanguage}>
                  {(close) => <LanguagesForm one={one} close={close} />}
                </FormPanel>
                {one.maySet ? (
                  <FormPanel verb={say(words.setLimit)} about={one.name} glyph={IconScale}>
                    {(close) => <LimitForm one={one} close={close} />}
                  </FormPanel>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function LanguagesForm({ one, close }: { one: Terms; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`languages-${one.staffId}`);
  const [chosen, setChosen] = useState<string[]>(one.languages);
  const keep = async () => {
    const isKept = await sending.send(
      async () => {
        await api.caseload.setLanguages({ staffId: one.staffId, languages: chosen });
        await refresh(["caseload.terms"], ["caseload.next"]);
      },
      chosen.length === 0 ? [{ path: "languages", message: say(words.needLanguage) }] : [],
    );
    if (isKept) close();
  };
  return (
    <SendForm name={`languages-${one.staffId}`} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <div id={sending.id("languages")} tabIndex={-1}>
        <ChipGroup legend={say(words.languages)} choice="many" options={Object.entries(languageNames).map(([value, label]) => ({ value, label: say(label) }))} value={chosen} onChange={setChosen} />
        <FieldError id={`${sending.id("languages")}-error`} error={sending.errorOf("languages")} />
      </div>
    </SendForm>
  );
}

function LimitForm({ one, close }: { one: Terms; close: () => void }) {
  const { say } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const name = `limit-${one.staffId}`;
  const sending = useSending(name);
  const [form, setForm] = useState<Record<string, string>>({ families: one.limit?.families == null ? "" : String(one.limit.families), tenths: one.limit?.tenths == null ? "" : String(one.limit.tenths / 10), validFrom: dateInZone(new Date().toISOString(), me.agency.timeZone), note: one.limit?.note ?? "" });
  const field = (key: string) => ({ id: sending.id(key), value: form[key] ?? "", onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  const keep = async () => {
    const wrong: FieldWrong[] = [];
    if (!/^\d{0,3}$/.test(form.families!.trim())) wrong.push({ path: "families", message: say(words.needNumber) });
    if (form.tenths!.trim() !== "" && readTenths(form.tenths!) === null) wrong.push({ path: "tenths", message: say(words.needNumber) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    const isKept = await sending.send(async () => {
      await api.caseload.setLimit({ staffId: one.staffId, families: form.families!.trim() === "" ? null : Number(form.families), tenths: form.tenths!.trim() === "" ? null : readTenths(form.tenths!), validFrom: form.validFrom!, note: form.note! });
      await refresh(["caseload.terms"], ["caseload.next"], ["caseload.person"]);
    }, wrong);
    if (isKept) close();
  };
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <div className="field-pair">
        <TextField {...field("families")} label={say(words.fields.limitFamilies)} hint={say(words.emptyNone)} inputMode="numeric" width="short" />
        <TextField {...field("tenths")} label={say(words.fields.limitTenths)} hint={say(words.emptyNone)} inputMode="decimal" width="short" />
      </div>
      <DateField {...field("validFrom")} label={say(words.validFrom)} need="required" />
      <TextField {...field("note")} label={say(words.limitNote)} need="optional" maxLength={500} />
    </SendForm>
  );
}
