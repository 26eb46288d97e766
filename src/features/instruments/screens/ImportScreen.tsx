import { useState } from "react";
import { type Api, useApi, useRefresh } from "#ui/client.ts";
import { CheckField } from "#ui/ChoiceField.tsx";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { sayClass } from "./scoring.ts";
import { Trial } from "./Trial.tsx";
import "./instruments.css";

type Preview = Awaited<ReturnType<Api["instruments"]["preview"]>>;

/** Brings in an instrument, a wording or change values: looked at first, tried out, and stored only when somebody takes it in. */
export default function ImportScreen() {
  const { say } = useLanguage();
  usePageTitle(words.title);
  const api = useApi();
  const sending = useSending("look");
  const [file, setFile] = useState("");
  const [preview, setPreview] = useState<Preview | null>(null);
  function change(text: string) {
    setFile(text);
    setPreview(null);
  }
  const look = () => void sending.send(async () => setPreview(await api.instruments.preview({ file })), file.trim() === "" ? [{ path: "file", message: say(words.needFile) }] : []);
  return (
    <div className="page instrument-import">
      <PageHeader title={say(words.importTitle)} detail={say(words.importLead)} back={{ href: "/app/instruments", label: say(words.back) }} />
      <SendForm name="look" sending={sending} submit={say(words.look)} onSubmit={look}>
        <label className="instrument-file">
          <span>{say(words.choose)}</span>
          <input type="file" accept="application/json,.json" onChange={(event) => void event.target.files?.[0]?.text().then(change)} />
        </label>
        <TextArea id={sending.id("file")} error={sending.errorOf("file")} label={say(words.file)} rows={6} value={file} onChange={change} />
      </SendForm>
      {preview === null ? null : preview.faults.length > 0 ? <Faults faults={preview.faults} /> : <Whole preview={preview} file={file} />}
    </div>
  );
}

function Faults({ faults }: { faults: Preview["faults"] }) {
  const { say, language } = useLanguage();
  return (
    <section className="part" aria-labelledby="faults">
      <div role="alert">
        <h2 id="faults">{words.wrong[language](faults.length)}</h2>
      </div>
      <p>{say(words.nothingStored)}</p>
      <DataTable
        caption={words.wrong[language](faults.length)}
        rows={faults.map((fault, place) => ({ ...fault, key: String(place) }))}
        rowKey={(fault) => fault.key}
        phone="cards"
        columns={[
          { key: "line", label: say(words.line), cell: (fault) => fault.line },
          { key: "place", label: say(words.place), cell: (fault) => (fault.path === "" ? "–" : fault.path) },
          { key: "expected", label: say(words.expected), cell: (fault) => fault.message },
        ]}
      />
    </section>
  );
}

function Whole({ preview, file }: { preview: Preview; file: string }) {
  const { say, language } = useLanguage();
  const spoken = (code: string | null) => (code === null ? "" : words.languages[code] === undefined ? code : say(words.languages[code]));
  return (
    <>
      <section className="part" aria-labelledby="contains">
        <div role="status">
          <h2 id="contains">{say(words.contains)}</h2>
        </div>
        <ul className="instrument-rules">
          {preview.parts.map((part) => (
            <li key={`${part.kind} ${part.instrument} ${part.language ?? ""}`}>
              <span>
                <strong>{[say(words.partKinds[part.kind]), spoken(part.language)].filter((one) => one !== "").join(", ")}:</strong> {part.name}, {words.version[language](part.version)}: {say(words.stands[part.stands])}
              </span>
              {part.kind === "definition" && part.class !== null ? <span className="soft">{sayClass({ class: part.class, origin: "own", languages: preview.parts.flatMap((one) => (one.kind === "text" && one.language !== null ? [one.language] : [])), languagesToCompare: [] }, words, language)}</span> : null}
            </li>
          ))}
        </ul>
      </section>
      {preview.trial === null ? null : <Trial trial={preview.trial} />}
      {preview.parts.some((part) => part.stands !== "same") ? <AcceptForm preview={preview} file={file} /> : null}
    </>
  );
}

const nothing = { reason: "", permissionBy: "", permissionOn: "", permissionTerms: "", isCompared: "no" as "yes" | "no", comparedBy: "", comparedOn: "" };
const paths = { permissionBy: "permission.by", permissionOn: "permission.on", permissionTerms: "permission.terms", comparedBy: "compared.by", comparedOn: "compared.on", reason: "reason" } as const;

function AcceptForm({ preview, file }: { preview: Preview; file: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const goTo = useGoTo();
  const sending = useSending("accept");
  const [form, setForm] = useState(nothing);
  const field = (key: keyof typeof paths) => ({ id: sending.id(paths[key]), error: sending.errorOf(paths[key]), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })) });
  const isCompared = preview.needsComparison && form.isCompared === "yes";
  async function take() {
    const asked = [...(preview.needsPermission ? (["permissionBy", "permissionOn", "permissionTerms"] as const) : []), ...(isCompared ? (["comparedBy", "comparedOn"] as const) : [])];
    const wrong: FieldWrong[] = asked.filter((key) => form[key].trim() === "").map((key) => ({ path: paths[key], message: say(key.endsWith("On") ? words.needDay : words.needText) }));
    if (form.reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    let taken: string[] = [];
    const sent = await sending.send(async () => {
      taken = (
        await api.instruments.accept({
          file,
          reason: form.reason,
          permission: preview.needsPermission ? { by: form.permissionBy, on: form.permissionOn, terms: form.permissionTerms } : null,
          compared: isCompared ? { by: form.comparedBy, on: form.comparedOn } : null,
        })
      ).instruments;
      await refresh(["instruments.list"], ["instruments.get"]);
    }, wrong);
    if (sent) goTo(taken.length === 1 ? `/app/instruments/${taken[0]}` : "/app/instruments");
  }
  return (
    <section className="part" aria-labelledby="take-in">
      <h2 id="take-in">{say(words.acceptTitle)}</h2>
      <SendForm name="accept" sending={sending} submit={say(words.accept)} onSubmit={() => void take()}>
        {preview.needsPermission ? (
          <>
            <p>{say(words.permissionLead)}</p>
            <TextField {...field("permissionBy")} label={say(words.permissionBy)} maxLength={200} />
            <DateField {...field("permissionOn")} label={say(words.permissionOn)} />
            <TextField {...field("permissionTerms")} label={say(words.permissionTerms)} maxLength={500} />
          </>
        ) : null}
        {preview.needsComparison ? <CheckField label={say(words.comparedCheck)} hint={say(words.comparedCheckHint)} value={form.isCompared} onChange={(value) => setForm((before) => ({ ...before, isCompared: value }))} /> : null}
        {isCompared ? (
          <>
            <TextField {...field("comparedBy")} label={say(words.comparedWho)} maxLength={200} />
            <DateField {...field("comparedOn")} label={say(words.comparedOn)} />
          </>
        ) : null}
        <TextField {...field("reason")} label={say(words.reason)} hint={say(words.reasonHint)} maxLength={2000} />
      </SendForm>
    </section>
  );
}
