import type { Language } from "#kernel/language.ts";
import { useLanguage } from "#ui/language.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import type { Sending } from "#ui/useSending.ts";
import { MOST_LETTERS, type OwnText } from "../contract.ts";
import { words } from "../screens.words.ts";
import { Preview } from "./OwnWordsShown.tsx";

const languages = ["en", "es"] as const;

/** One text in both languages side by side: a line, or several with how the page will show them. `path` is where the text stands in the content. */
export function BothFields({ label, path, value, onChange, sending, kind, most = MOST_LETTERS }: { label: string; path: string; value: OwnText; onChange: (value: OwnText) => void; sending: Sending; kind: "line" | "text"; most?: number }) {
  const { say } = useLanguage();
  const labelOf = (of: Language) => `${label}, ${say(of === "en" ? words.inEnglish : words.inSpanish)}`;
  return (
    <div className="site-pair">
      {languages.map((of) => {
        const at = `content.${path}.${of}`;
        const field = { id: sending.id(at), error: sending.errorOf(at), label: labelOf(of), value: value[of], maxLength: most, need: "optional" as const, onChange: (text: string) => onChange({ ...value, [of]: text }) };
        return (
          <div key={of}>
            {kind === "line" ? <TextField {...field} /> : <TextArea {...field} lang={of} rows={5} />}
            {kind === "line" ? null : <Preview text={value[of]} of={of} />}
          </div>
        );
      })}
    </div>
  );
}
