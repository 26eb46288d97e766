import { useState } from "react";
import { addDays } from "#kernel/dates.ts";
import type { Handover } from "#features/handover/contract.ts";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { DateField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** The open families with who follows, those with nobody chosen already; several go to one successor at once. */
export function GiveCases({ handover }: { handover: Handover }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("give-cases");
  const staff = useAnswer(["workforce.listStaff"], (asked) => asked.workforce.listStaff());
  const [chosen, setChosen] = useState<readonly string[]>(handover.cases.filter((one) => one.successors.length === 0).map((one) => one.caseId));
  const [successorId, setSuccessorId] = useState("");
  const [validFrom, setValidFrom] = useState(handover.lastDay !== null && handover.lastDay >= handover.today ? addDays(handover.lastDay, 1) : handover.today);
  const [given, setGiven] = useState<number | null>(null);
  const treating = (staff.data?.staff ?? []).filter((one) => one.staffId !== handover.staffId && (one.roles.includes("clinician") || one.roles.includes("trainee")));
  async function submit() {
    const wrong = [...(chosen.length === 0 ? [{ path: "caseIds", message: say(words.needCases) }] : []), ...(successorId === "" ? [{ path: "successorId", message: say(words.needSuccessor) }] : []), ...(validFrom === "" ? [{ path: "validFrom", message: say(words.needDay) }] : [])];
    await sending.send(async () => {
      setGiven((await api.handover.giveCases({ staffId: handover.staffId, caseIds: [...chosen], successorId, validFrom })).given);
      setChosen([]);
      await refresh(["handover.get", handover.staffId]);
    }, wrong);
  }
  return (
    <SendForm name="give-cases" sending={sending} submit={say(words.give)} onSubmit={() => void submit()}>
      <fieldset id={sending.id("caseIds")} tabIndex={-1}>
        <legend className="field-label">{say(words.choose)}</legend>
        {handover.cases.length < 2 ? null : (
          <p>
            <Button look="quiet" onClick={() => setChosen(chosen.length === 0 ? handover.cases.map((one) => one.caseId) : [])}>
              {say(chosen.length === 0 ? words.chooseAll : words.chooseNone)}
            </Button>
          </p>
        )}
        <div className="choices">
        {handover.cases.map((one) => (
          <CheckField
            key={one.caseId}
            label={one.childName}
            hint={one.successors.length === 0 ? say(words.nobody) : one.successors.map((next) => words.followedBy[language](next.name, day(next.validFrom, "full"))).join("; ")}
            value={chosen.includes(one.caseId) ? "yes" : "no"}
            onChange={(value) => setChosen(value === "yes" ? [...chosen, one.caseId] : chosen.filter((each) => each !== one.caseId))}
          />
        ))}
        </div>
        <FieldError id={`${sending.id("caseIds")}-error`} error={sending.errorOf("caseIds")} />
      </fieldset>
      <SelectField id={sending.id("successorId")} label={say(words.successor)} value={successorId} onChange={setSuccessorId} error={sending.errorOf("successorId")} need="required" options={treating.map((one) => ({ value: one.staffId, label: one.name }))} />
      <DateField id={sending.id("validFrom")} label={say(words.from)} value={validFrom} onChange={setValidFrom} error={sending.errorOf("validFrom")} need="required" />
      <p role="status">{given === null ? "" : words.given[language](given)}</p>
    </SendForm>
  );
}
