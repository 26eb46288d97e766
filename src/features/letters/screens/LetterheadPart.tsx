import { IconPencil } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { Letterhead, LetterheadContent } from "../contract.ts";
import { headOf } from "../letterhead.rules.ts";
import { words } from "../screens.words.ts";
import { useDeviceDraft } from "./useDeviceDraft.ts";

/** The letterhead as it stands on the letters of now, those before, and another one for whoever runs the programme. */
export function LetterheadPart({ onDone }: { onDone: (sentence: string) => void }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const found = useAnswer(["letters.letterhead"], (api) => api.letters.letterhead());
  const sayVersion = (one: Letterhead) => (one.madeAt === null ? say(words.headShipped) : words.headOf[language](one.number, one.madeBy ?? "Dyad", day(dateInZone(one.madeAt, me.agency.timeZone), "full")));
  return (
    <section className="part" aria-labelledby="letterhead">
      <h2 id="letterhead">{say(words.head)}</h2>
      <p className="soft">{say(words.headWhat)}</p>
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <Shown content={found.data.current.content} />
          <p className="soft small">{sayVersion(found.data.current)}</p>
          {found.data.mayEdit ? (
            <FormPanel verb={say(words.changeHead)} glyph={IconPencil}>
              {(close) => <HeadForm key={found.data.current.number} current={found.data.current} onDone={onDone} close={close} />}
            </FormPanel>
          ) : null}
          {found.data.before.length === 0 ? null : (
            <details className="fold">
              <summary>{say(words.headsBefore)}</summary>
              {found.data.before.map((one) => (
                <div key={one.number}>
                  <Shown content={one.content} />
                  <p className="soft small">{sayVersion(one)}</p>
                </div>
              ))}
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Shown({ content }: { content: LetterheadContent }) {
  const { say, language } = useLanguage();
  const head = headOf(content, language);
  const other = say(content.name) === content.name.en ? content.name.es : content.name.en;
  return (
    <div className="letterhead">
      <p>
        <strong>{head.name}</strong>
        {other === head.name ? null : <span className="soft"> · {other}</span>}
        {head.below === "" ? null : <span className="letterhead-line">{head.below}</span>}
      </p>
      <p className="letterhead-ways">
        {head.lines.map((one) => (
          <span key={one} className="letterhead-line">
            {one}
          </span>
        ))}
      </p>
    </div>
  );
}

type Typed = { nameEn: string; nameEs: string; belowEn: string; belowEs: string; address: string; phone: string; website: string; email: string };
const typedOf = ({ name, below, address, phone, website, email }: LetterheadContent): Typed => ({ nameEn: name.en, nameEs: name.es, belowEn: below.en, belowEs: below.es, address: address.join("\n"), phone, website, email });

function HeadForm({ current, onDone, close }: { current: Letterhead; onDone: (sentence: string) => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("letterhead-form");
  const draft = useDeviceDraft<Typed>("letterhead", typedOf(current.content));
  const form = draft.content;
  const field = (key: keyof Typed, path: string) => ({ id: sending.id(path), value: form[key], onChange: (value: string) => draft.write({ ...form, [key]: value }), error: sending.errorOf(path) });
  const address = form.address.split("\n").map((one) => one.trim()).filter((one) => one !== "");
  async function keep() {
    const wrong: FieldWrong[] = [];
    if (form.nameEn.trim() === "") wrong.push({ path: "content.name.en", message: say(words.needBoth) });
    if (form.nameEs.trim() === "") wrong.push({ path: "content.name.es", message: say(words.needBoth) });
    if (address.length > 4 || address.some((one) => one.length > 100)) wrong.push({ path: "content.address", message: say(words.fourLines) });
    const isKept = await sending.send(async () => {
      await api.letters.saveLetterhead({ after: current.number, content: { name: { en: form.nameEn, es: form.nameEs }, below: { en: form.belowEn, es: form.belowEs }, address, phone: form.phone, website: form.website, email: form.email } });
      await refresh(["letters.letterhead"]);
    }, wrong);
    if (!isKept) return;
    draft.drop();
    onDone(say(words.headKept));
    close();
  }
  return (
    <SendForm name="letterhead-form" sending={sending} submit={say(words.keepHead)} onSubmit={() => void keep()} onCancel={close}>
      {draft.found === "yes" ? <p className="soft">{say(words.draftFound)}</p> : null}
      <div className="letter-pair">
        <TextField {...field("nameEn", "content.name.en")} label={say(words.nameEn)} maxLength={120} need="required" />
        <TextField {...field("nameEs", "content.name.es")} label={say(words.nameEs)} maxLength={120} need="required" />
        <TextField {...field("belowEn", "content.below.en")} label={say(words.belowEn)} maxLength={120} need="optional" />
        <TextField {...field("belowEs", "content.below.es")} label={say(words.belowEs)} maxLength={120} need="optional" />
      </div>
      <TextArea {...field("address", "content.address")} label={say(words.address)} maxLength={420} rows={4} need="optional" />
      <div className="field-pair">
        <TextField {...field("phone", "content.phone")} label={say(words.phone)} kind="tel" maxLength={40} need="optional" />
        <TextField {...field("email", "content.email")} label={say(words.email)} kind="email" maxLength={120} need="optional" />
        <TextField {...field("website", "content.website")} label={say(words.website)} maxLength={120} need="optional" />
      </div>
    </SendForm>
  );
}
