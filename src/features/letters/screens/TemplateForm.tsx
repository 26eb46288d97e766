import { IconAlertTriangle, IconArrowUp, IconPlus, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { dateInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { Button, GlyphButton } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { type FieldName, fieldNames, type LetterKind, letterKinds, MOST_LETTERS, type Paragraph, type TemplateContent, type TemplateVersion } from "../contract.ts";
import { checkTemplate, unevenFields } from "../fields.rules.ts";
import { sampleParagraphs } from "../sample.rules.ts";
import { shippedUnder } from "../shipped.rules.ts";
import { words } from "../screens.words.ts";
import { fieldWords, letterNames } from "../words.ts";
import { LookAtLetter } from "./LookAtLetter.tsx";
import { useDeviceDraft } from "./useDeviceDraft.ts";

type Typed = { nameEn: string; nameEs: string; kind: LetterKind; paragraphs: Paragraph[]; note: string };
const empty: Paragraph = { en: "", es: "" };
const typedOf = (version: TemplateVersion | null): Typed => (version === null ? { nameEn: "", nameEs: "", kind: "school", paragraphs: [empty], note: "" } : { nameEn: version.content.name.en, nameEs: version.content.name.es, kind: version.content.kind, paragraphs: [...version.content.paragraphs], note: "" });
const contentOf = ({ nameEn, nameEs, kind, paragraphs }: Typed): TemplateContent => ({ name: { en: nameEn, es: nameEs }, kind, paragraphs });
const languages = ["en", "es"] as const;
/** Where somebody wrote last: which paragraph in which language, and from where to where in it. */
type Place = { at: number; language: Language; from: number; to: number };

/** Makes a template or another version of one, both languages side by side. What is wrong is said while it is typed; what was typed stays on this device until it is kept. */
export function TemplateForm({ version, onDone, close }: { version: TemplateVersion | null; onDone: (sentence: string) => void; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `letter-template-${version?.template ?? "new"}`;
  const sending = useSending(name);
  const draft = useDeviceDraft<Typed>(`${name}-${version?.number ?? 0}`, typedOf(version));
  const form = draft.content;
  const [said, setSaid] = useState("");
  const place = useRef<Place>({ at: 0, language, from: 0, to: 0 });
  const inWords = (one: Language) => say(one === "en" ? words.inEnglish : words.inSpanish);
  const field = (key: "nameEn" | "nameEs" | "note", path: string) => ({ id: sending.id(path), value: form[key], onChange: (value: string) => draft.write({ ...form, [key]: value }), error: sending.errorOf(path) });
  const setParagraphs = (paragraphs: Paragraph[]) => draft.write({ ...form, paragraphs });
  const idOf = (at: number, of: Language) => sending.id(`content.paragraphs.${at}.${of}`);
  const typed = checkTemplate(form);

  function putIn(one: FieldName) {
    const { language: of } = place.current;
    const at = Math.min(place.current.at, form.paragraphs.length - 1);
    const text = form.paragraphs[at]![of];
    const [from, to] = [Math.min(place.current.from, text.length), Math.min(place.current.to, text.length)];
    const piece = `{${one}}`;
    // At once, so that no letter that is typed right after goes astray.
    flushSync(() => setParagraphs(form.paragraphs.map((each, index) => (index === at ? { ...each, [of]: text.slice(0, from) + piece + text.slice(to) } : each))));
    setSaid(words.wentIn[language](piece, words.paragraphIn[language](at + 1, inWords(of))));
    place.current = { at, language: of, from: from + piece.length, to: from + piece.length };
    const area = document.getElementById(idOf(at, of));
    if (!(area instanceof HTMLTextAreaElement)) return;
    area.focus();
    area.setSelectionRange(from + piece.length, from + piece.length);
  }
  async function keep() {
    const wrong: FieldWrong[] = typed.map(({ path, message }) => ({ path, message: say(message) }));
    if (form.nameEn.trim() === "") wrong.push({ path: "content.name.en", message: say(words.needBoth) });
    if (form.nameEs.trim() === "") wrong.push({ path: "content.name.es", message: say(words.needBoth) });
    if (form.paragraphs.length === 0) wrong.push({ path: "content.paragraphs", message: say(words.needOne) });
    const isKept = await sending.send(async () => {
      await api.letters.save({ template: version?.template ?? null, after: version?.number ?? 0, content: contentOf(form), note: form.note });
      await refresh(["letters.templates"], ["letters.versions"]);
    }, wrong);
    if (!isKept) return;
    draft.drop();
    onDone(say(words.kept));
    close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      {draft.found === "yes" ? (
        <p className="soft">
          {say(words.draftFound)} <Button look="quiet" onClick={draft.drop}>{say(words.draftAway)}</Button>
        </p>
      ) : null}
      <div className="letter-pair">
        <TextField {...field("nameEn", "content.name.en")} label={`${say(words.name)}, ${inWords("en")}`} maxLength={80} need="required" />
        <TextField {...field("nameEs", "content.name.es")} label={`${say(words.name)}, ${inWords("es")}`} maxLength={80} need="required" />
      </div>
      {version !== null && shippedUnder(version.template) !== null ? null : <SelectField id={sending.id("content.kind")} error={sending.errorOf("content.kind")} label={say(words.kind)} hint={say(words.kindHint)} value={form.kind} onChange={(value) => draft.write({ ...form, kind: letterKinds.find((one) => one === value) ?? form.kind })} options={letterKinds.map((value) => ({ value, label: say(letterNames[value]) }))} />}
      <Fields onPick={putIn} />
      <p role="status" className="hidden-words">
        {said}
      </p>
      <div
        id={sending.id("content.paragraphs")}
        tabIndex={-1}
        className="letter-edits"
        onSelect={(event) => {
          if (!(event.target instanceof HTMLTextAreaElement)) return;
          const { id, selectionStart, selectionEnd } = event.target;
          form.paragraphs.forEach((_each, at) => languages.forEach((of) => idOf(at, of) === id && (place.current = { at, language: of, from: selectionStart, to: selectionEnd })));
        }}
      >
        {form.paragraphs.map((one, at) => (
          // Paragraphs have no id of their own: they stand in their order.
          <fieldset key={at} className="letter-edit">
            <legend className="hidden-words">{words.paragraph[language](at + 1)}</legend>
            <div className="letter-pair">
              {languages.map((of) => {
                const path = `content.paragraphs.${at}.${of}`;
                const now = one[of] === "" ? undefined : typed.find((each) => each.path === path);
                return (
                  <div key={of}>
                    <TextArea id={idOf(at, of)} label={words.paragraphIn[language](at + 1, inWords(of))} lang={of} value={one[of]} maxLength={MOST_LETTERS} error={now === undefined ? (one[of] === "" ? sending.errorOf(path) : null) : say(now.message)} onChange={(value) => setParagraphs(form.paragraphs.map((each, index) => (index === at ? { ...each, [of]: value } : each)))} />
                    <Sample one={one} of={of} />
                  </div>
                );
              })}
            </div>
            {unevenFields(one).map((each) => (
              <p key={`${each.field} ${each.onlyIn}`} className="mark mark--almost">
                <Icon glyph={IconAlertTriangle} size={14} />
                <span>{words.onlyIn[language](`{${each.field}}`, inWords(each.onlyIn))}</span>
              </p>
            ))}
            <span className="buttons">
              {at === 0 ? null : <GlyphButton glyph={IconArrowUp} label={words.up[language](at + 1)} onPress={() => setParagraphs(form.paragraphs.map((_each, index) => form.paragraphs[index === at - 1 ? at : index === at ? at - 1 : index]!))} />}
              {form.paragraphs.length === 1 ? null : <GlyphButton glyph={IconX} label={words.remove[language](at + 1)} onPress={() => setParagraphs(form.paragraphs.filter((_each, index) => index !== at))} />}
            </span>
          </fieldset>
        ))}
        {form.paragraphs.length >= 30 ? null : (
          <p>
            <Button glyph={IconPlus} onClick={() => setParagraphs([...form.paragraphs, empty])}>
              {say(words.addParagraph)}
            </Button>
          </p>
        )}
      </div>
      {version === null ? null : <TextField {...field("note", "note")} label={say(words.note)} maxLength={300} need="optional" />}
      <LookAtLetter content={contentOf(form)} may={typed.length === 0 && form.nameEn.trim() !== "" && form.nameEs.trim() !== "" ? "yes" : "no"} />
    </SendForm>
  );
}

/** Every field with what it stands for; choosing one puts it where somebody wrote last. */
function Fields({ onPick }: { onPick: (one: FieldName) => void }) {
  const { say } = useLanguage();
  return (
    <details className="fold">
      <summary>{say(words.fields)}</summary>
      <p className="soft small">{say(words.fieldsHint)}</p>
      <ul className="letter-fields">
        {fieldNames.map((one) => (
          <li key={one}>
            <Button onClick={() => onPick(one)}>{`{${one}}`}</Button> <span className="soft">{say(fieldWords[one])}</span>
          </li>
        ))}
      </ul>
      <p className="soft small">{say(words.noChart)}</p>
    </details>
  );
}

/** The paragraph as it would be said, with made-up facts; nothing while it cannot be read. */
function Sample({ one, of }: { one: Paragraph; of: Language }) {
  const { say } = useLanguage();
  const me = useMe();
  if (one[of].trim() === "" || checkTemplate({ paragraphs: [{ en: one[of], es: one[of] }] }).length > 0) return null;
  const today = dateInZone(new Date().toISOString(), me.agency.timeZone);
  const said = sampleParagraphs({ paragraphs: [{ en: one[of], es: one[of] }] }, of, me.agency.name, today).join(" ");
  return said === one[of].trim() ? null : (
    <p className="soft small letter-sample">
      {say(words.sample)} <span lang={of}>{said}</span>
    </p>
  );
}
