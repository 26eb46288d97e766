import { IconBeach } from "@tabler/icons-react";
import { useState } from "react";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Absence } from "#features/workforce/absence.contract.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

type Person = { staffId: string; name: string; roles: readonly StaffRole[] };

/** Who is away now or soon, and who covers; to record an absence and to end one. */
export function Absences({ staff }: { staff: readonly Person[] }) {
  const { say, language } = useLanguage();
  const found = useAnswer(["absences.list"], (api) => api.absences.list());
  return (
    <section className="part" aria-labelledby="absences-head" id="absences">
      <h2 id="absences-head">{say(words.absences)}</h2>
      <p className="soft">{say(words.absencesWhy)}</p>
      {found.isPending ? (
        <Loading rows={2} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : (
        <>
          {found.data.absences.length === 0 ? <p>{say(words.noAbsences)}</p> : <ul className="absence-list">{found.data.absences.map((one) => <OneAbsence key={one.absenceId} absence={one} today={found.data.today} />)}</ul>}
          <FormPanel verb={say(words.recordAbsence)} glyph={IconBeach}>
            {(close) => <Fields staff={staff} close={close} />}
          </FormPanel>
        </>
      )}
    </section>
  );
}

function OneAbsence({ absence, today }: { absence: Absence; today: string }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`end-absence-${absence.absenceId}`);
  const isOver = absence.endedOn !== null || absence.validTo < today;
  const end = () => sending.send(() => api.absences.end({ absenceId: absence.absenceId }).then(() => refresh(["absences.list"], ["day.today"])));
  return (
    <li>
      <span>
        <strong>{absence.name}</strong>{" "}
        <span className="soft">
          {words.absenceLine[language](day(absence.validFrom, "full"), day(absence.validTo, "full"), absence.coveredByName, absence.families)}
          {absence.endedOn !== null ? ` (${words.absenceEnded[language](day(absence.endedOn, "full"))})` : isOver ? ` (${say(words.absenceOver)})` : ""}
        </span>
      </span>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {isOver ? null : (
        <p>
          <Button aria-label={`${say(words.endAbsence)}: ${absence.name}`} state={sending.state} onClick={() => void end()}>
            {say(words.endAbsence)}
          </Button>
        </p>
      )}
    </li>
  );
}

function Fields({ staff, close }: { staff: readonly Person[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("absence");
  const [staffId, setStaffId] = useState("");
  const [coveredById, setCoveredById] = useState("");
  const [validFrom, setValidFrom] = useState("");
  const [validTo, setValidTo] = useState("");
  const treating = staff.filter((one) => one.roles.includes("clinician") || one.roles.includes("trainee"));
  const options = (among: readonly Person[]) => among.map((one) => ({ value: one.staffId, label: one.name }));
  async function submit() {
    const wrong = [
      ...(staffId === "" ? [{ path: "staffId", message: say(words.needAway) }] : []),
      ...(coveredById === "" ? [{ path: "coveredById", message: say(words.needCover) }] : []),
      ...(validFrom === "" ? [{ path: "validFrom", message: say(words.needDate) }] : []),
      ...(validTo === "" ? [{ path: "validTo", message: say(words.needDate) }] : validTo < validFrom ? [{ path: "validTo", message: say(words.needOrder) }] : []),
    ];
    const sent = await sending.send(() => api.absences.record({ staffId, coveredById, validFrom, validTo }).then(() => refresh(["absences.list"], ["day.today"])), wrong);
    if (sent) close();
  }
  return (
    <SendForm name="absence" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("staffId")} label={say(words.whoIsAway)} value={staffId} onChange={setStaffId} error={sending.errorOf("staffId")} need="required" options={options(treating)} />
      <DateField id={sending.id("validFrom")} label={say(words.validFrom)} value={validFrom} onChange={setValidFrom} error={sending.errorOf("validFrom")} need="required" />
      <DateField id={sending.id("validTo")} label={say(words.lastDayField)} value={validTo} onChange={setValidTo} error={sending.errorOf("validTo")} need="required" />
      <SelectField id={sending.id("coveredById")} label={say(words.whoCovers)} value={coveredById} onChange={setCoveredById} error={sending.errorOf("coveredById")} need="required" options={options(treating.filter((one) => one.staffId !== staffId))} />
    </SendForm>
  );
}
