import { SelectField } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { Words } from "#kernel/language.ts";
import { type Figure, figure, figureParts, type Figures } from "../shapes.contract.ts";
import { colourNames, extraNames, figureNames, hairNames, robeNames, skinNames, words } from "../screens.words.ts";

const fields: readonly { key: keyof Figure; label: Words; names: Record<string, Words> }[] = [
  { key: "skin", label: words.skin, names: skinNames },
  { key: "hair", label: words.hair, names: hairNames },
  { key: "colour", label: words.colour, names: colourNames },
  { key: "robe", label: words.robe, names: robeNames },
  { key: "extra", label: words.extra, names: extraNames },
];

/** How the people in the pictures look: made alike with the family, and the same on every page. */
export function FigureFields({ figures, onChange }: { figures: Figures; onChange: (figures: Figures) => void }) {
  const { say } = useLanguage();
  return (
    <details className="fold">
      <summary>{say(words.people)}</summary>
      <div className="story-figures">
        {figureParts.filter((part) => part !== "second").map((part) => (
          <fieldset key={part}>
            <legend>{say(figureNames[part])}</legend>
            {fields.map(({ key, label, names }) => (
              <SelectField
                key={key}
                label={say(label)}
                value={figures[part][key]}
                onChange={(value) => {
                  const next = figure.safeParse({ ...figures[part], [key]: value });
                  if (next.success) onChange({ ...figures, [part]: next.data });
                }}
                options={Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </details>
  );
}
