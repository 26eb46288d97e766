import { useState } from "react";
import { useApi, useRefresh } from "#ui/client.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { useSending } from "#ui/useSending.ts";
import { withoutPlace } from "../columns.rules.ts";
import { type BroughtList, type DateStyle, type ListField, listFields, type Making } from "../contract.ts";
import { words } from "../screens.words.ts";
import { fieldTitles } from "../words.ts";

const separatorWords = { ",": words.comma, ";": words.semicolon, "\t": words.tab } as const;

/** How the file of a list is read, to be changed before anything is made of it. */
export function HowRead({ list }: { list: BroughtList }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("reading");
  const [dates, setDates] = useState<DateStyle>(list.reading.dates);
  const [makes, setMakes] = useState<Making>(list.reading.makes);
  const [columns, setColumns] = useState(list.reading.columns);
  const { found } = list;
  const lost = withoutPlace(columns, makes);
  const set = (place: number, value: string) => setColumns(columns.map((one, at) => (at === place ? ((value || null) as ListField | null) : one === value ? null : one)));
  const readAgain = () =>
    void sending.send(async () => {
      await api.lists.read({ listId: list.listId, revision: list.revision, reading: { dates, makes, columns } });
      await refresh(["lists.get", list.listId], ["lists.rows", list.listId]);
    });
  return (
    <section className="part" aria-labelledby="how">
      <h2 id="how">{say(words.how)}</h2>
      <p className="soft">{found.format === "xlsx" ? say(words.foundXlsx) : words.foundCsv[language]((found.encoding ?? "").toUpperCase(), say(separatorWords[found.separator ?? ","]))}</p>
      <SendForm name="reading" sending={sending} submit={say(words.readAgain)} look="second" onSubmit={readAgain}>
        <RadioGroup id={sending.id("makes")} label={say(words.makes)} value={makes} onChange={(value) => setMakes(value as Making)} options={[{ value: "referrals", label: say(words.referrals) }, { value: "cases", label: say(words.cases) }]} />
        <RadioGroup id={sending.id("dates")} label={say(words.dates)} value={dates} onChange={(value) => setDates(value as DateStyle)} options={[{ value: "iso", label: say(words.iso) }, { value: "us", label: say(words.us) }]} />
        <details className="fold">
          <summary>{say(words.columns)}</summary>
          <p className="soft">{say(words.columnHint)}</p>
          <div className="list-columns">
            {found.headings.map((heading, place) => (
              <SelectField key={`${place} ${heading}`} id={sending.id(`column.${place}`)} label={heading === "" ? `${place + 1}` : heading} value={columns[place] ?? ""} onChange={(value) => set(place, value)} empty={say(words.leaveOut)} options={listFields.map((field) => ({ value: field, label: say(fieldTitles[field]) }))} />
            ))}
          </div>
        </details>
        {lost.length === 0 ? null : <p className="mark mark--draft">{words.withoutPlace[language](lost.map((field) => say(fieldTitles[field])).join(", "))}</p>}
        <p className="soft">{say(words.readAgainHint)}</p>
      </SendForm>
    </section>
  );
}
