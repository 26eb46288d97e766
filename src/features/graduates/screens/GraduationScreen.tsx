import { IconSchool } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { GraduationPart } from "./GraduationPart.tsx";

type Which = { cohortId: string; seatId: string };

/** Whether somebody in a cohort may graduate, what is missing, and what was certified. */
export default function GraduationScreen({ cohortId, seatId }: Which) {
  const { say, language } = useLanguage();
  usePageTitle(words.graduation);
  const found = useAnswer(["graduations.ofSeat", cohortId, seatId], (api) => api.graduations.ofSeat({ cohortId, seatId }));
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const { name, cohort, verdict, missing, graduations, faculty, today } = found.data;
  const standing = graduations.find((one) => one.state !== "undone" && one.state !== "annulled");
  const former = graduations.filter((one) => one !== standing);
  return (
    <div className="page">
      <PageHeader title={name} detail={`${say(words.graduation)} · ${cohort}`} back={{ href: `/app/cohorts/${cohortId}/people/${seatId}`, label: name }} />
      {standing !== undefined ? (
        <GraduationPart graduationId={standing.graduationId} />
      ) : (
        <section className="part" aria-labelledby="missing">
          <h2 id="missing">{say(words.missing)}</h2>
          <p>{say(missing.length === 0 && verdict === "yes" ? words.nothingMissing : words.missingIs)}</p>
          <ul>
            {missing.map((one) => (
              <li key={one.id}>
                <strong>{one.words}</strong> <span className="soft">{one.message}</span>
              </li>
            ))}
          </ul>
          {missing.length === 0 ? null : (
            <p className="soft">
              {say(words.waive)} <Link href={`/app/cohorts/${cohortId}?part=waivers`}>{say(words.toCohort)}</Link>
            </p>
          )}
          <p className="soft">{say(faculty < 2 ? words.one : words.two)}</p>
          {missing.length === 0 && verdict === "yes" ? <FormPanel verb={say(words.propose)} glyph={IconSchool}>{(close) => <ProposeForm cohortId={cohortId} seatId={seatId} today={today} close={close} />}</FormPanel> : null}
        </section>
      )}
      {former.length === 0 ? null : <h2>{say(words.history)}</h2>}
      {former.map((one) => (
        <GraduationPart key={one.graduationId} graduationId={one.graduationId} />
      ))}
    </div>
  );
}

function ProposeForm({ cohortId, seatId, today, close }: Which & { today: string; close: () => void }) {
  const { say, language: spoken } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("propose");
  const [completedOn, setCompletedOn] = useState(today);
  const [validTo, setValidTo] = useState("");
  const [language, setLanguage] = useState<"en" | "es">(spoken);
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.graduations.propose({ cohortId, seatId, completedOn, validTo: validTo === "" ? null : validTo, language });
      await refresh(["graduations.ofSeat", cohortId, seatId], ["graduations.list"]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="propose" sending={sending} submit={say(words.propose)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("completedOn")} label={say(words.completedOn)} need="required" value={completedOn} onChange={setCompletedOn} error={sending.errorOf("completedOn")} max={today} />
      <DateField id={sending.id("validTo")} label={say(words.validTo)} hint={say(words.validToHint)} need="optional" value={validTo} onChange={setValidTo} error={sending.errorOf("validTo")} />
      <SelectField id={sending.id("language")} label={say(words.language)} need="required" value={language} onChange={(value) => setLanguage(value === "es" ? "es" : "en")} options={[{ value: "en", label: "English" }, { value: "es", label: "Español" }]} />
    </SendForm>
  );
}
