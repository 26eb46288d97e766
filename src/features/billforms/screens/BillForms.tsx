import type { CivilDate } from "#kernel/dates.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { kindWords } from "#features/calendar/screens.words.ts";
import { pickedOf, useForm, wholeOf } from "#features/payers/screens/useForm.ts";
import { words } from "../screens.words.ts";

const MOST_SESSIONS = 300;
const languages = [{ value: "en", label: "English" }, { value: "es", label: "Español" }];
type Spanned = { caseId: string; today: CivilDate; close: () => void };

/** An itemized list of the sessions of some days. */
export function SuperbillFields({ caseId, today, close }: Spanned) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("superbill");
  const { form, set, field } = useForm(sending, { from: `${today.slice(0, 7)}-01`, to: today, language });
  async function submit() {
    const wrong = (["from", "to"] as const).filter((key) => form[key] === "").map((path) => ({ path, message: say(words.needDay) }));
    const sent = await sending.send(() => api.billforms.makeSuperbill({ caseId, from: form.from, to: form.to, language: pickedOf(["en", "es"], form.language) }).then(() => refresh(["billforms.ofCase", caseId])), wrong);
    if (sent) close();
  }
  return (
    <SendForm name="superbill" sending={sending} submit={say(words.make)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.superbillHint)}</p>
      <div className="field-pair">
        <DateField {...field("from")} label={say(words.from)} need="required" />
        <DateField {...field("to")} label={say(words.to)} need="required" />
      </div>
      <SelectField id={sending.id("language")} label={say(words.language)} error={null} width="short" value={form.language} onChange={set("language")} options={languages} />
    </SendForm>
  );
}

/** What some sessions will cost a family that pays itself. */
export function EstimateFields({ caseId, today, close }: Spanned) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("estimate");
  const counts = Object.fromEntries(sessionKinds.map((kind) => [kind, ""])) as Record<(typeof sessionKinds)[number], string>;
  const { form, set, field } = useForm(sending, { from: today, to: `${today.slice(0, 4)}-12-31`, language, ...counts });
  async function submit() {
    const typed = sessionKinds.filter((kind) => form[kind].trim() !== "").map((kind) => ({ kind, count: wholeOf(form[kind]) }));
    const isWrong = (count: number | null) => count === null || count < 1 || count > MOST_SESSIONS;
    const wrong = [
      ...(["from", "to"] as const).filter((key) => form[key] === "").map((path) => ({ path, message: say(words.needDay) })),
      ...(typed.length === 0 ? [{ path: sessionKinds[0], message: say(words.needCount) }] : []),
      ...typed.filter((one) => isWrong(one.count)).map((one) => ({ path: one.kind, message: say(words.needCount) })),
    ];
    const sent = await sending.send(() => api.billforms.makeEstimate({ caseId, from: form.from, to: form.to, language: pickedOf(["en", "es"], form.language), items: typed.map((one) => ({ kind: one.kind, count: one.count ?? 0 })) }).then(() => refresh(["billforms.ofCase", caseId])), wrong);
    if (sent) close();
  }
  return (
    <SendForm name="estimate" sending={sending} submit={say(words.make)} onSubmit={() => void submit()} onCancel={close}>
      <div className="field-pair">
        <DateField {...field("from")} label={say(words.from)} need="required" />
        <DateField {...field("to")} label={say(words.to)} need="required" />
      </div>
      <fieldset>
        <legend>{say(words.howMany)}</legend>
        <div className="bill-counts">
          {sessionKinds.map((kind) => (
            <TextField key={kind} {...field(kind)} label={say(kindWords[kind])} width="short" inputMode="numeric" maxLength={3} />
          ))}
        </div>
      </fieldset>
      <SelectField id={sending.id("language")} label={say(words.language)} error={null} width="short" value={form.language} onChange={set("language")} options={languages} />
    </SendForm>
  );
}

/** What is open of the family's part, for one adult. */
export function StatementFields({ caseId, adults, close }: { caseId: string; adults: readonly { personId: string; name: string }[]; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("statement");
  const { form, set } = useForm(sending, { personId: adults.length === 1 ? adults[0]!.personId : "", language });
  async function submit() {
    const sent = await sending.send(() => api.billforms.makeStatement({ caseId, personId: form.personId, language: pickedOf(["en", "es"], form.language) }).then(() => refresh(["billforms.ofCase", caseId])), form.personId === "" ? [{ path: "personId", message: say(words.needAdult) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name="statement" sending={sending} submit={say(words.make)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("personId")} label={say(words.adult)} error={sending.errorOf("personId")} value={form.personId} onChange={set("personId")} options={adults.map((one) => ({ value: one.personId, label: one.name }))} need="required" />
      <SelectField id={sending.id("language")} label={say(words.language)} error={null} width="short" value={form.language} onChange={set("language")} options={languages} />
    </SendForm>
  );
}
