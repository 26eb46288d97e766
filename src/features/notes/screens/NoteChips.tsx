import { IconArrowNarrowRight } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Chip, ChipGroup, NewChip } from "#ui/Chip.tsx";
import { Segments } from "#ui/ChoiceField.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { type ChipList, chipLists, feelings, objectives, objectiveStandings, readTouch, regulationMoments, regulationStates, sayChip, standingAsked, telehealthQuestions, writeTouch } from "#features/cases/chips.words.ts";
import type { Nameable, DraftBlock } from "../contract.ts";
import { words } from "../screens.words.ts";
import { Distance, NamedChips } from "./NamedChips.tsx";

type Chips = DraftBlock["chips"];
export type ChipsProps = { section: DraftBlock["section"]; title: string; chips: Chips; child: string; adult: string; choices: readonly Nameable[]; phones: readonly string[]; onChange: (chips: Chips) => void };

/** The choices of a section: its lists, and for regulation, feelings and objectives their own shapes. */
export function NoteChips({ section, title, chips, child, adult, choices, phones, onChange }: ChipsProps) {
  const { language } = useLanguage();
  const lists: readonly ChipList[] = chipLists[section];
  const shapes: Partial<Record<DraftBlock["section"], (code: string) => boolean>> = { regulation: isState, feelings: isFeeling, content: isObjective, telehealth: isQuestion };
  const shaped = (code: string) => shapes[section]?.(code) === true || choices.some((one) => one.code === code);
  const unknown = chips.filter((chip) => !shaped(chip.code) && !lists.some((list) => list.own === chip.code || list.chips.some((one) => one.code === chip.code)));
  return (
    <>
      {section === "regulation" ? <States chips={chips} child={child} adult={adult} onChange={onChange} /> : null}
      {section === "feelings" ? <Feelings chips={chips} child={child} adult={adult} onChange={onChange} /> : null}
      {section === "content" ? <Objectives chips={chips} onChange={onChange} /> : null}
      {section === "telehealth" ? <Distance chips={chips} phones={phones} onChange={onChange} /> : null}
      {choices.length === 0 ? null : <NamedChips section={section} title={title} chips={chips} choices={choices} onChange={onChange} />}
      {lists.map((list) => (
        <ListChips key={list.chips[0]?.code} list={list} title={title} chips={chips} onChange={onChange} />
      ))}
      {unknown.length === 0 ? null : (
        <div className="chip-row">
          {unknown.map((chip) => (
            <Chip key={`${chip.code}/${chip.detail ?? ""}`} state="on" label={sayChip(chip, language, { child, adult })} onPress={() => onChange(chips.filter((one) => one !== chip))} />
          ))}
        </div>
      )}
    </>
  );
}

const isQuestion = (code: string) => telehealthQuestions.some((one) => one.code === code);

/** The codes picked in one list, put among the others; what was added to a chip stays with it. */
function pick(chips: Chips, among: readonly string[], picked: readonly string[]): Chips {
  const kept = chips.filter((chip) => !among.includes(chip.code) || picked.includes(chip.code));
  return [...kept, ...picked.filter((code) => !kept.some((chip) => chip.code === code)).map((code) => ({ code }))];
}

function ListChips({ list, title, chips, onChange }: { list: ChipList; title: string; chips: Chips; onChange: (chips: Chips) => void }) {
  const { say, language } = useLanguage();
  const codes = list.chips.map((chip) => chip.code);
  const legend = list.legend === null ? words.chipsOf[language](title) : say(list.legend);
  const detailOf = (code: string) => chips.find((chip) => chip.code === code)?.detail;
  return (
    <ChipGroup
      legend={legend}
      legendShown={list.legend === null ? "heard" : "beside"}
      choice={list.choice}
      first={list.first}
      options={list.chips.map((chip) => ({ value: chip.code, label: say(chip.words), detail: detailOf(chip.code) ?? chip.mark }))}
      value={codes.filter((code) => chips.some((chip) => chip.code === code))}
      onChange={(picked) => onChange(pick(chips, codes, picked))}
    >
      {list.own === undefined ? null : <OwnChips code={list.own} legend={legend} chips={chips} onChange={onChange} />}
    </ChipGroup>
  );
}

/** Chips in the writer's own words. What is typed is in the note from the first letter on. */
function OwnChips({ code, legend, chips, onChange }: { code: string; legend: string; chips: Chips; onChange: (chips: Chips) => void }) {
  const { say, words: shared, language } = useLanguage();
  /** The text of the chip that is being written; null where none is. */
  const [text, setText] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const isOpen = text !== null;
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  const own = chips.filter((chip) => chip.code === code);
  function write(next: string): void {
    const rest = chips.filter((chip) => !(chip.code === code && chip.detail === text));
    onChange(next.trim() === "" ? rest : [...rest, { code, detail: next }]);
    setText(next);
  }
  return (
    <>
      {own
        .filter((chip) => chip.detail !== text)
        .map((chip) => (
          <Chip key={chip.detail} state="on" label={chip.detail ?? ""} onPress={() => onChange(chips.filter((one) => one !== chip))} />
        ))}
      {text === null ? (
        <NewChip label={shared.chip.add} onPress={() => setText("")} />
      ) : (
        <span className="own-chip">
          <input
            ref={field}
            className="control control--short"
            aria-label={words.ownWordsFor[language](legend)}
            value={text}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => write(event.target.value)}
            onBlur={() => setText(null)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== "Escape") return;
              if (event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              setText(null);
            }}
          />
          <Button onClick={() => setText(null)}>{say(words.add)}</Button>
        </span>
      )}
    </>
  );
}

const stateCode = (who: string, moment: string) => `${who}_${moment}_`;
const isState = (code: string) => regulationMoments.some((moment) => code.startsWith(stateCode("child", moment.code)) || code.startsWith(stateCode("adult", moment.code)));

/** How each was at the start, in the middle and at the end. */
function States({ chips, child, adult, onChange }: { chips: Chips; child: string; adult: string; onChange: (chips: Chips) => void }) {
  const { say, language } = useLanguage();
  const rows = [
    { who: "child", name: child },
    { who: "adult", name: adult },
  ].filter((row) => row.name !== "");
  return (
    <div className="states">
      {rows.map(({ who, name }) => (
        <div key={who} className="state-row">
          <strong>{name}</strong>
          {regulationMoments.map((moment, index) => {
            const prefix = stateCode(who, moment.code);
            const value = chips.find((chip) => chip.code.startsWith(prefix))?.code.slice(prefix.length) ?? "";
            return (
              <span key={moment.code} className="state">
                {index === 0 ? null : <Icon glyph={IconArrowNarrowRight} className="soft" />}
                <small aria-hidden className="soft">
                  {say(moment.words)}
                </small>
                <select
                  className={value === "" ? "state-select soft" : "state-select"}
                  aria-label={words.stateOf[language](name, say(moment.words))}
                  value={value}
                  onChange={(event) => {
                    const rest = chips.filter((chip) => !chip.code.startsWith(prefix));
                    onChange(event.target.value === "" ? rest : [...rest, { code: `${prefix}${event.target.value}` }]);
                  }}
                >
                  <option value="">{say(words.notSaid)}</option>
                  {regulationStates.map((state) => (
                    <option key={state.code} value={state.code}>
                      {say(state.words)}
                    </option>
                  ))}
                </select>
              </span>
            );
          })}
        </div>
      ))}
    </div>
  );
}

const isFeeling = (code: string) => feelings.some((feeling) => code === `child_${feeling.code}` || code === `adult_${feeling.code}`);

function Feelings({ chips, child, adult, onChange }: { chips: Chips; child: string; adult: string; onChange: (chips: Chips) => void }) {
  const { say } = useLanguage();
  const rows = [
    { who: "child", name: child },
    { who: "adult", name: adult },
  ].filter((row) => row.name !== "");
  return (
    <>
      {rows.map(({ who, name }) => {
        const codes = feelings.map((feeling) => `${who}_${feeling.code}`);
        return (
          <ChipGroup
            key={who}
            legend={name}
            choice="many"
            first={6}
            options={feelings.map((feeling) => ({ value: `${who}_${feeling.code}`, label: say(feeling.words) }))}
            value={codes.filter((code) => chips.some((chip) => chip.code === code))}
            onChange={(picked) => onChange(pick(chips, codes, picked))}
          />
        );
      })}
    </>
  );
}

const isObjective = (code: string) => objectives.some((objective) => objective.code === code);

/** Objectives of the content grid, touched 0 to 3, and where each stands. It suggests; the rating is made elsewhere. */
function Objectives({ chips, onChange }: { chips: Chips; onChange: (chips: Chips) => void }) {
  const { say, language } = useLanguage();
  return (
    <details className="fold">
      <summary>
        {say(words.openObjectives)} · {words.touched[language](chips.filter((chip) => readTouch(chip.detail).touched > 0).length)}
      </summary>
      <div className="objectives">
        {objectives.map(({ code, words: name }) => (
          <Objective
            key={code}
            name={say(name)}
            detail={chips.find((chip) => chip.code === code)?.detail}
            onChange={(detail) => {
              const rest = chips.filter((chip) => chip.code !== code);
              onChange(detail === null ? rest : [...rest, { code, detail }]);
            }}
          />
        ))}
      </div>
    </details>
  );
}

function Objective({ name, detail, onChange }: { name: string; detail: string | undefined; onChange: (detail: string | null) => void }) {
  const { say } = useLanguage();
  const { touched, standing } = readTouch(detail);
  return (
    <div className="objective">
      <span aria-hidden>{name}</span>
      <span className="objective-marks">
        {touched === 0 ? null : (
          <select className={standing === null ? "state-select soft" : "state-select"} aria-label={`${name}: ${say(standingAsked)}`} value={standing ?? ""} onChange={(event) => onChange(writeTouch(touched, event.target.value === "" ? null : Number(event.target.value)))}>
            <option value="">{say(standingAsked)}</option>
            {objectiveStandings.map((one) => (
              <option key={one.code} value={one.code}>
                {say(one.words)}
              </option>
            ))}
          </select>
        )}
        <Segments legend={name} mark="filled" value={String(touched)} options={["0", "1", "2", "3"].map((value) => ({ value, label: value }))} onChange={(value) => onChange(value === "0" ? null : writeTouch(Number(value), standing))} />
      </span>
    </div>
  );
}
