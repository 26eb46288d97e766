import { IconArchive } from "@tabler/icons-react";
import { useState } from "react";
import { ChipGroup } from "#ui/Chip.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { CourseView } from "../contract.ts";
import { changes, type Closing, type ClosingReason, closingReasons, type EndingView, initiators, manners, prognoses } from "../ending.contract.ts";
import { isAdultsOwn } from "../ending.rules.ts";
import { changeNames, endingWords as words, initiatorNames, mannerNames, prognosisNames, reasonNames } from "../ending.words.ts";
import { useCourseChanged } from "./useCourse.ts";

type Of = { caseId: string; ending: EndingView; view: CourseView; onDone: () => void };

/** How a course was closed, or the form that closes it. */
export function ClosingPart(props: Of) {
  const { say } = useLanguage();
  const { ending, view } = props;
  if (ending.closing !== null) return <Closed closing={ending.closing} view={view} />;
  if (!view.may.includes("write")) return null;
  return (
    <section className="course-block" aria-labelledby="course-close">
      <h3 id="course-close">{say(words.close)}</h3>
      <p className="soft small">{say(words.closeWhy)}</p>
      <FormPanel verb={say(words.close)} glyph={IconArchive}>
        {(close) => <ClosingFields {...props} close={close} />}
      </FormPanel>
    </section>
  );
}

function Closed({ closing, view }: { closing: Closing; view: CourseView }) {
  const { say, language, day } = useLanguage();
  const whose = (personId: string | null) => (personId === null ? "" : `${view.adults.find((one) => one.personId === personId)?.name ?? ""}: `);
  const facts = [
    [words.initiator, say(initiatorNames[closing.initiator])],
    [words.manner, say(mannerNames[closing.manner])],
    [words.change, say(changeNames[closing.change - 1]!)],
    [words.prognosis, say(prognosisNames[closing.prognosis])],
    [words.reasons, closing.reasons.map((one) => `${whose(one.personId)}${say(reasonNames[one.reason])}`).join("; ")],
  ] as const;
  return (
    <section className="course-block" aria-labelledby="course-closed">
      <h3 id="course-closed">{words.closedOn[language](day(closing.closedOn, "full"))}</h3>
      <ul className="facts">
        {facts.map(([label, value]) => (
          <li key={label.en}>
            <strong>{say(label)}</strong>
            <span>{value}</span>
          </li>
        ))}
        {closing.transferred ? <li>{say(words.transferred)}</li> : null}
      </ul>
    </section>
  );
}

const ofCase = closingReasons.filter((one) => !isAdultsOwn(one));
const ofAdult = closingReasons.filter(isAdultsOwn);

function ClosingFields({ caseId, view, onDone, close }: Of & { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useCourseChanged(caseId);
  const sending = useSending("closing");
  const [initiator, setInitiator] = useState("");
  const [manner, setManner] = useState("");
  const [change, setChange] = useState("");
  const [prognosis, setPrognosis] = useState("");
  const [transferred, setTransferred] = useState<"yes" | "no">("no");
  const [reasons, setReasons] = useState<Record<string, readonly string[]>>({});
  const chips = (codes: readonly ClosingReason[]) => codes.map((code) => ({ value: code, label: say(reasonNames[code]) }));
  const pick = (whose: string) => (next: string[]) => setReasons((before) => ({ ...before, [whose]: next }));
  async function submit() {
    const given = Object.entries(reasons).flatMap(([whose, codes]) => closingReasons.filter((code) => codes.includes(code)).map((reason) => ({ reason, personId: whose === "" ? null : whose })));
    const said = { initiator: initiators.find((one) => one === initiator), manner: manners.find((one) => one === manner), change: changes.find((one) => String(one) === change), prognosis: prognoses.find((one) => one === prognosis) };
    const wrong: FieldWrong[] = Object.entries(said).flatMap(([path, value]) => (value === undefined ? [{ path, message: say(words.needChoice) }] : []));
    if (given.length === 0) wrong.push({ path: "reasons", message: say(words.needReasons) });
    const sent = await sending.send(async () => {
      await api.course.close({ caseId, revision: view.revision, initiator: said.initiator!, manner: said.manner!, change: said.change!, prognosis: said.prognosis!, transferred: transferred === "yes", reasons: given });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="closing" sending={sending} submit={say(words.close)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("initiator")} label={say(words.initiator)} value={initiator} onChange={setInitiator} error={sending.errorOf("initiator")} options={initiators.map((value) => ({ value, label: say(initiatorNames[value]) }))} />
      <SelectField id={sending.id("manner")} label={say(words.manner)} value={manner} onChange={setManner} error={sending.errorOf("manner")} options={manners.map((value) => ({ value, label: say(mannerNames[value]) }))} />
      <SelectField id={sending.id("change")} label={say(words.change)} value={change} onChange={setChange} error={sending.errorOf("change")} options={changes.map((value) => ({ value: String(value), label: say(changeNames[value - 1]!) }))} />
      <SelectField id={sending.id("prognosis")} label={say(words.prognosis)} value={prognosis} onChange={setPrognosis} error={sending.errorOf("prognosis")} options={prognoses.map((value) => ({ value, label: say(prognosisNames[value]) }))} />
      <div id={sending.id("reasons")} tabIndex={-1}>
        <ChipGroup legend={say(words.reasons)} choice="many" options={chips(ofCase)} value={reasons[""] ?? []} onChange={pick("")} />
      </div>
      {view.adults.map((adult) => (
        <div key={adult.personId}>
          <ChipGroup legend={words.adultReasons[language](adult.name)} choice="many" options={chips(ofAdult)} value={reasons[adult.personId] ?? []} onChange={pick(adult.personId)} />
          <p className="soft small">{words.ownReason[language](adult.name)}</p>
        </div>
      ))}
      <CheckField label={say(words.transferred)} value={transferred} onChange={setTransferred} />
    </SendForm>
  );
}
