import type { CivilDate } from "#kernel/dates.ts";
import { useAnswer } from "#ui/client.ts";
import { Combobox } from "#ui/Combobox.tsx";
import { useLanguage } from "#ui/language.tsx";
import { isBillableOn, judgeCode, MOST_FOUND, searchCodes, writeCode } from "../codes.rules.ts";
import { axesWords } from "../axes.words.ts";
import type { ListedCode } from "../contract.ts";
import type { Suggestion } from "../crosswalk.rules.ts";
import { words } from "../screens.words.ts";

/** The shipped codes, asked once for the page: searching goes on here, and nothing that is typed leaves the device. */
export const useCodes = (): readonly ListedCode[] | null => useAnswer(["diagnoses.codes"], (api) => api.diagnoses.codes({})).data?.codes ?? null;

type CodeProps = { id: string; value: string; on: CivilDate; error: string | null; suggested?: readonly Suggestion[]; onChange: (value: string) => void };
/** An ICD-10-CM code by its beginning or by words of its title, with what the list says of it; first what the agency's table suggests, where it does. */
export function CodeField({ id, value, on, error, suggested = [], onChange }: CodeProps) {
  const { say, language } = useLanguage();
  const codes = useCodes();
  const written = writeCode(value);
  const verdict = codes === null || written === null ? null : judgeCode(codes, written, on);
  const found = codes === null ? [] : searchCodes(codes, value, on).filter((one) => verdict?.kind !== "heading" || one.code !== written);
  const typed = value.trim().toUpperCase();
  const offered = suggested.filter((one, place) => one.icdCode.startsWith(typed) && one.icdCode !== written && suggested.findIndex((other) => other.icdCode === one.icdCode) === place);
  const noteOf = (one: ListedCode) => (isBillableOn(one, on) ? {} : { note: say(judgeCode(codes!, one.code, on).kind === "heading" ? words.heading : words.closed) });
  return (
    <Combobox
      id={id}
      label={say(words.code)}
      hint={say(words.codeHint)}
      need="required"
      error={error}
      maxLength={100}
      value={value}
      onChange={onChange}
      onPick={onChange}
      options={[
        ...offered.map((one) => ({ value: one.icdCode, label: one.icdCode, detail: one.icdTitle, source: axesWords.suggested[language]([one.dcCode, one.payer].filter((part) => part !== "").join(", "), say(axesWords[one.status]).toLowerCase()) })),
        ...found.filter((one) => !offered.some((each) => each.icdCode === one.code)).map((one) => ({ value: one.code, label: one.code, detail: one.description, ...noteOf(one) })),
      ]}
      counted={words.found[language](found.length + offered.length, MOST_FOUND)}
      detailLanguage="en"
      after={
        <p role="status" className={verdict === null ? "hidden-words" : "field-hint"}>
          {verdict === null ? null : verdict.kind === "exact" ? <Title title={verdict.found.description} /> : say(verdict.kind === "outside" ? words.outside : verdict.kind === "heading" ? words.heading : words.closed)}
        </p>
      }
    />
  );
}

/** A title of the list: in English, and said to be where the screen is not. */
export function Title({ title }: { title: string }) {
  const { say } = useLanguage();
  const note = say(words.english);
  return (
    <>
      <span lang="en">{title}</span>
      {note === "" ? null : ` ${note}`}
    </>
  );
}
