import type { ReactNode } from "react";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { figureNames, figureWords } from "../figures.words.ts";
import { type Figure, LEAST_BASE, LEAST_PEOPLE, LEAST_TOLD } from "../offers.contract.ts";

/** A figure in words: told, hidden because few, or not told at all. */
export function useFigure(): (one: Figure) => string {
  const { say, number } = useLanguage();
  return ({ id, state, of, count, value }) => {
    if (of === null) return say(figureWords.tooFew);
    if (state === "few") return say(figureWords.few(LEAST_TOLD, number(of)));
    if (state === "many") return say(figureWords.many(number(of - LEAST_TOLD), number(of)));
    if (value === null) return say(figureWords.tooFew);
    if (id === "notes") return say(figureWords.days(number(value), number(of)));
    if (id === "supervision") return say(figureWords.hours(number(value), number(count ?? 0), number(of)));
    return say(figureWords.share(number(count ?? 0), number(of), number(value)));
  };
}

/** Figures with what each counts, among whom and over which days; beside them, where somebody said something of it, what was said. */
export function FigureTable({ figures, caption, said }: { figures: readonly Figure[]; caption: string; said: ((one: Figure) => ReactNode) | null }) {
  const { say, day } = useLanguage();
  const tell = useFigure();
  const [first] = figures;
  return (
    <>
      {first === undefined ? null : <p>{say(figureWords.span(day(first.from, "full"), day(first.to, "full")))}</p>}
      <DataTable
        caption={caption}
        phone="cards"
        rows={figures}
        rowKey={(one) => one.id}
        columns={[
          { key: "figure", label: say(figureWords.figure), cell: (one) => <strong>{say(figureNames[one.id].name)}</strong> },
          ...(said === null ? [] : [{ key: "said", label: say(figureWords.said), cell: said }]),
          { key: "measured", label: say(figureWords.measured), cell: (one: Figure) => tell(one) },
          { key: "definition", label: say(figureWords.definition), cell: (one) => <span className="soft small">{say(figureNames[one.id].counts)} {say(figureWords.among(say(figureNames[one.id].among)))}</span> },
        ]}
      />
      <p className="soft small figure-note">{say(figureWords.masking(LEAST_BASE, LEAST_TOLD, LEAST_PEOPLE))}</p>
    </>
  );
}
