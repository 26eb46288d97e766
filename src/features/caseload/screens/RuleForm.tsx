import { useState } from "react";
import { languageNames } from "#features/people/screens.words.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { CaseloadContent } from "../contract.ts";
import { words } from "../screens.words.ts";
import { readTenths } from "./saying.ts";

const weights = ["base", "stage1", "stage2", "stage3", "risk", "safety_plan", "home", "interpreter", "language", "trainee", "covering", "shared"] as const;
const pathOf = (key: string) => `content.${/^stage\d$/.test(key) ? `stages.${key.at(-1)}` : key}`;
const text = (tenths: number) => String(tenths / 10);

/** Another version of the rule, from today or a later day. */
export function RuleForm({ after, content, today, close }: { after: number; content: CaseloadContent; today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("rule");
  const begun: Record<string, string> = { ...Object.fromEntries(weights.map((key) => [key, text(key === "stage1" ? content.stages[1] : key === "stage2" ? content.stages[2] : key === "stage3" ? content.stages[3] : content[key])])), homeShare: String(content.homeShare), limitTenths: content.limitTenths === null ? "" : text(content.limitTenths), limitFamilies: content.limitFamilies === null ? "" : String(content.limitFamilies), validFrom: today, note: "" };
  const [form, setForm] = useState(begun);
  const [spoken, setSpoken] = useState<string[]>(content.ordinaryLanguages);
  const field = (key: string, path = pathOf(key)) => ({ id: sending.id(path), value: form[key] ?? "", onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(path) });
  async function keep() {
    const wrong: FieldWrong[] = [];
    const need = (key: string, right: boolean, message = say(words.needNumber)) => (right ? null : wrong.push({ path: pathOf(key), message }));
    for (const key of weights) need(key, readTenths(form[key]!) !== null);
    need("homeShare", /^\d{1,3}$/.test(form.homeShare!.trim()));
    need("limitFamilies", /^\d{0,3}$/.test(form.limitFamilies!.trim()));
    need("limitTenths", form.limitTenths!.trim() === "" || readTenths(form.limitTenths!) !== null);
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDay) });
    if (form.note!.trim().length < 3) wrong.push({ path: "note", message: say(words.needNote) });
    const of = (key: (typeof weights)[number]) => readTenths(form[key]!) ?? 0;
    const isKept = await sending.send(async () => {
      const made: CaseloadContent = { base: of("base"), stages: { 1: of("stage1"), 2: of("stage2"), 3: of("stage3") }, risk: of("risk"), safety_plan: of("safety_plan"), home: of("home"), homeShare: Number(form.homeShare), interpreter: of("interpreter"), language: of("language"), ordinaryLanguages: spoken, trainee: of("trainee"), covering: of("covering"), shared: of("shared"), limitTenths: form.limitTenths!.trim() === "" ? null : readTenths(form.limitTenths!), limitFamilies: form.limitFamilies!.trim() === "" ? null : Number(form.limitFamilies) };
      await api.caseload.saveRule({ after, content: made, validFrom: form.validFrom!, note: form.note! });
      await refresh(["caseload.rule"], ["caseload.next"], ["caseload.mine"]);
    }, wrong);
    if (isKept) close();
  }
  return (
    <SendForm name="rule" sending={sending} submit={say(words.keepRule)} onSubmit={() => void keep()} onCancel={close}>
      <div className="rule-fields">
        {weights.map((key) => (
          <TextField key={key} {...field(key)} label={say(words.fields[key])} {...(key === "covering" || key === "shared" ? { hint: say(words.mayBeLess) } : {})} inputMode="decimal" width="short" />
        ))}
        <TextField {...field("homeShare")} label={say(words.fields.homeShare)} inputMode="numeric" width="short" />
        <TextField {...field("limitFamilies")} label={say(words.fields.limitFamilies)} hint={say(words.emptyNone)} inputMode="numeric" width="short" />
        <TextField {...field("limitTenths")} label={say(words.fields.limitTenths)} hint={say(words.emptyNone)} inputMode="decimal" width="short" />
      </div>
      <ChipGroup legend={say(words.fields.ordinaryLanguages)} choice="many" options={Object.entries(languageNames).map(([value, label]) => ({ value, label: say(label) }))} value={spoken} onChange={setSpoken} />
      <DateField {...field("validFrom", "validFrom")} label={say(words.validFrom)} need="required" />
      <TextField {...field("note", "note")} label={say(words.note)} need="required" maxLength={500} />
    </SendForm>
  );
}
