import { IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { SafetyPlan } from "../plans.contract.ts";
import { words } from "../plans.screens.words.ts";
import { usePlansChanged } from "./changed.ts";

type Of = { caseId: string; plan: SafetyPlan; about: string; today: string };

/** Notes that a kept plan was looked at again with its adult. */
export function LookPanel(props: Of) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.look)} about={props.about} glyph={IconEye}>
      {(close) => <Fields {...props} close={close} />}
    </FormPanel>
  );
}

function Fields({ caseId, plan, today, close }: Of & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = usePlansChanged(caseId);
  const form = `look-${plan.safetyPlanId}`;
  const sending = useSending(form);
  const [lookedOn, setOn] = useState(today);
  const [outcome, setOutcome] = useState<"stands" | "changes">("stands");
  const [nextOn, setNext] = useState("");
  async function submit() {
    const sent = await sending.send(async () => {
      await api.safety.plans.look({ safetyPlanId: plan.safetyPlanId, lookedOn, outcome, nextOn: nextOn === "" ? null : nextOn });
      await changed();
    }, lookedOn === "" ? [{ path: "lookedOn", message: say(words.needDay) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={form} sending={sending} submit={say(words.keepLook)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("lookedOn")} label={say(words.lookedOn)} value={lookedOn} max={today} onChange={setOn} error={sending.errorOf("lookedOn")} />
      <RadioGroup id={sending.id("outcome")} label={say(words.outcome)} value={outcome} onChange={(next) => setOutcome(next === "changes" ? "changes" : "stands")} options={[{ value: "stands", label: say(words.stands) }, { value: "changes", label: say(words.changes) }]} />
      <DateField id={sending.id("nextOn")} label={say(words.nextOn)} value={nextOn} min={today} onChange={setNext} error={sending.errorOf("nextOn")} need="optional" />
    </SendForm>
  );
}
