import { IconFileText, IconPencil } from "@tabler/icons-react";
import { orNull, pickedOf, useForm } from "#features/payers/screens/useForm.ts";
import { ButtonLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type Appeal, appealOutcomes, type Denial } from "../denials.contract.ts";
import { words } from "../denials.words.ts";
import { TOUCHED } from "./FilesPart.tsx";

type Shown = { denial: Denial; suggested: string };
/** The appeals of a claim: their letters, when they went, what came of them. */
export function AppealsPart({ denial, appeals, suggested, may }: Shown & { appeals: readonly Appeal[]; may: "begin" | "read" }) {
  const { say, language, day } = useLanguage();
  return (
    <section className="part" aria-labelledby="denial-appeals">
      <h2 id="denial-appeals">{say(words.appeals)}</h2>
      {appeals.length === 0 ? <p className="soft">{say(words.noAppeals)}</p> : null}
      <ul className="remit-list">
        {appeals.map((one) => {
          const stands = words.stateOf[language](one.sentOn === null ? "" : day(one.sentOn, "full"), one.dueOn === null ? "" : day(one.dueOn, "full"));
          return (
            <li key={one.appealId}>
              <strong>{stands}{one.outcome === null ? "" : ` · ${say(words[one.outcome])}`}</strong>
              {one.madeByName === null ? null : <span className="soft small">{words.madeBy[language](one.madeByName)}</span>}
              <p className="remit-letter">{one.letter}</p>
              {one.notes === "" ? null : <p className="soft">{one.notes}</p>}
              <div className="buttons remit-verbs">
                <ButtonLink href={`/api/appeals/${one.appealId}/paper?says=${language}`} glyph={IconFileText}>{say(words.paper)}</ButtonLink>
                <FormPanel verb={say(words.change)} about={stands} glyph={IconPencil}>{(close) => <AppealFields denial={denial} appeal={one} suggested={suggested} close={close} />}</FormPanel>
              </div>
            </li>
          );
        })}
      </ul>
      {may === "begin" ? <FormPanel verb={say(words.newAppeal)}>{(close) => <AppealFields denial={denial} appeal={null} suggested={suggested} close={close} />}</FormPanel> : null}
    </section>
  );
}

const OUTCOMES = ["", ...appealOutcomes] as const;
function AppealFields({ denial, appeal, suggested, close }: Shown & { appeal: Appeal | null; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `appeal-${appeal?.appealId ?? "new"}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { letter: appeal?.letter ?? suggested, dueOn: appeal?.dueOn ?? "", sentOn: appeal?.sentOn ?? "", outcome: appeal?.outcome ?? "", outcomeOn: appeal?.outcomeOn ?? "", notes: appeal?.notes ?? "" });
  async function submit() {
    const outcome = pickedOf(OUTCOMES, form.outcome);
    const kept = { letter: form.letter, dueOn: orNull(form.dueOn), sentOn: orNull(form.sentOn), outcome: outcome === "" ? null : outcome, outcomeOn: orNull(form.outcomeOn), notes: form.notes };
    const sent = await sending.send(async () => {
      if (appeal === null) await api.denials.appeal({ claimId: denial.claimId, ...kept });
      else await api.denials.keepAppeal({ appealId: appeal.appealId, revision: appeal.revision, ...kept });
      await refresh(...TOUCHED);
    });
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      {appeal !== null && appeal.sentOn !== null ? null : <TextArea {...field("letter")} label={say(words.letter)} hint={say(words.letterHint)} rows={10} maxLength={20_000} need="required" />}
      <div className="field-pair">
        <DateField {...field("dueOn")} label={say(words.dueOn)} need="optional" />
        <DateField {...field("sentOn")} label={say(words.sentOn)} need="optional" />
      </div>
      {appeal === null ? null : (
        <div className="field-pair">
          <SelectField {...field("outcome")} label={say(words.outcome)} empty={say(words.notYet)} options={appealOutcomes.map((value) => ({ value, label: say(words[value]) }))} />
          <DateField {...field("outcomeOn")} label={say(words.outcomeOn)} need="optional" />
        </div>
      )}
      <TextArea {...field("notes")} label={say(words.notes)} rows={2} maxLength={2_000} need="optional" />
    </SendForm>
  );
}
