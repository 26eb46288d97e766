import { Chip, ChipGroup } from "#ui/Chip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import { progressMarks, telehealthQuestions } from "#features/cases/chips.words.ts";
import { strengthNames } from "#features/formulation/screens.words.ts";
import type { Nameable, DraftBlock } from "../contract.ts";
import { words } from "../screens.words.ts";

type Chips = DraftBlock["chips"];
const withProgress: readonly DraftBlock["section"][] = ["goals", "targets"];

/** What of the record the hour worked on: picked by a press; how far it came may be said beside it. */
export function NamedChips({ section, title, chips, choices, onChange }: { section: DraftBlock["section"]; title: string; chips: Chips; choices: readonly Nameable[]; onChange: (chips: Chips) => void }) {
  const { say, language } = useLanguage();
  const codes = choices.map((one) => one.code);
  const chipOf = (code: string) => ({ code, ...(choices.find((one) => one.code === code)?.detail ? { detail: choices.find((one) => one.code === code)!.detail! } : {}) });
  const marks = section === "targets" ? strengthNames.map((name, place) => ({ code: String(place), words: name })) : progressMarks;
  const picked = codes.filter((code) => chips.some((chip) => chip.code === code));
  const detailOf = (code: string) => chips.find((chip) => chip.code === code)?.detail ?? "";
  return (
    <>
      <ChipGroup
        legend={words.chipsOf[language](title)}
        legendShown="heard"
        choice="many"
        first={6}
        options={choices.map((one) => ({ value: one.code, label: one.words }))}
        value={picked}
        onChange={(next) => onChange([...chips.filter((chip) => !codes.includes(chip.code) || next.includes(chip.code)), ...next.filter((code) => !picked.includes(code)).map(chipOf)])}
      />
      {withProgress.includes(section) && picked.length > 0 ? (
        <ul className="note-progress">
          {picked.map((code) => {
            const goal = choices.find((one) => one.code === code)?.words ?? "";
            return (
              <li key={code}>
                <span aria-hidden>{goal}</span>
                <select
                  className={detailOf(code) === "" ? "state-select soft" : "state-select"}
                  aria-label={words.progressOf[language](goal)}
                  value={detailOf(code)}
                  onChange={(event) => onChange(chips.map((chip) => (chip.code !== code ? chip : event.target.value === "" ? { code } : { code, detail: event.target.value })))}
                >
                  <option value="">{say(words.notSaid)}</option>
                  {marks.map((mark) => (
                    <option key={mark.code} value={mark.code}>
                      {say(mark.words)}
                    </option>
                  ))}
                </select>
              </li>
            );
          })}
        </ul>
      ) : null}
    </>
  );
}

/** Where somebody at a distance is, and whom to call there. A number that is known as safe is taken by a press. */
export function Distance({ chips, phones, onChange }: { chips: Chips; phones: readonly string[]; onChange: (chips: Chips) => void }) {
  const { say, language } = useLanguage();
  const valueOf = (code: string) => chips.find((chip) => chip.code === code)?.detail ?? "";
  const write = (code: string, detail: string) => onChange([...chips.filter((chip) => chip.code !== code), ...(detail === "" ? [] : [{ code, detail }])]);
  return (
    <div className="fields">
      {telehealthQuestions.map((question) => (
        <div key={question.code}>
          <TextField label={say(question.words)} maxLength={200} value={valueOf(question.code)} onChange={(text) => write(question.code, text)} />
          {question.code === "call_back" && valueOf("call_back") === "" ? (
            <p className="chip-row">
              {phones.map((phone) => (
                <Chip key={phone} state="off" label={words.takeNumber[language](phone)} onPress={() => write("call_back", phone)} />
              ))}
            </p>
          ) : null}
        </div>
      ))}
    </div>
  );
}
