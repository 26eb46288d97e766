import { IconCircleCheck, IconCircleX, IconClock } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, dateInZone } from "#kernel/dates.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { certificateNames, words } from "../screens.words.ts";
import { standOf } from "./spans.ts";

type Kind = keyof typeof certificateNames;
type Certificate = { certificateId: string; kind: Kind; validFrom: string; validTo: string | null; isAcceptable: boolean | null; source: string };
const SOON_DAYS = 60;

/** The agency's certification and its fidelity audits. */
export function Certificates({ certificates, may }: { certificates: readonly Certificate[]; may: "read" | "write" }) {
  const { say, day } = useLanguage();
  const me = useMe();
  const today = dateInZone(new Date().toISOString(), me.agency.timeZone);
  return (
    <section className="part">
      <h2 id="certificates">{say(words.certificates)}</h2>
      {certificates.length === 0 ? (
        <EmptyState sentence={say(words.noCertificates)} />
      ) : (
        <DataTable
          caption={say(words.certificates)}
          rows={certificates}
          rowKey={(one) => one.certificateId}
          phone="cards"
          columns={[
            { key: "kind", label: say(words.kind), cell: (one) => say(certificateNames[one.kind]) },
            { key: "from", label: say(words.validFrom), cell: (one) => day(one.validFrom, "full") },
            { key: "to", label: say(words.validTo), cell: (one) => <Until certificate={one} stand={standOf(one, today, addDays(today, SOON_DAYS))} /> },
            { key: "rating", label: say(words.rating), cell: (one) => (one.isAcceptable === null ? "–" : <span className={one.isAcceptable ? "mark mark--met" : "mark mark--not_met"}><Icon glyph={one.isAcceptable ? IconCircleCheck : IconCircleX} />{say(one.isAcceptable ? words.acceptable : words.notAcceptable)}</span>) },
            { key: "source", label: say(words.source), cell: (one) => one.source || "–" },
          ]}
        />
      )}
      {may === "write" ? <FormPanel verb={say(words.addCertificate)}>{(close) => <Fields close={close} />}</FormPanel> : null}
    </section>
  );
}

function Until({ certificate, stand }: { certificate: Certificate; stand: ReturnType<typeof standOf> }) {
  const { day, language } = useLanguage();
  if (certificate.validTo === null) return "–";
  if (stand === "ended") return <span className="mark mark--not_met"><Icon glyph={IconCircleX} />{words.ended[language](day(certificate.validTo, "full"))}</span>;
  return <span className={stand === "ends_soon" ? "mark mark--draft" : undefined}>{stand === "ends_soon" ? <Icon glyph={IconClock} /> : null}{day(certificate.validTo, "full")}</span>;
}

function Fields({ close }: { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("certificate");
  const [form, setForm] = useState({ kind: "", validFrom: "", validTo: "", rating: "", source: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.kind === "") wrong.push({ path: "kind", message: say(words.needChoice) });
    if (form.kind === "fidelity_audit" && form.rating === "") wrong.push({ path: "rating", message: say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    if (form.validTo !== "" && form.validTo < form.validFrom) wrong.push({ path: "validTo", message: say(words.needOrder) });
    const sent = await sending.send(async () => {
      await api.workforce.addCertificate({ kind: form.kind as Kind, validFrom: form.validFrom, validTo: form.validTo === "" ? null : form.validTo, isAcceptable: form.kind === "fidelity_audit" ? form.rating === "yes" : null, source: form.source });
      await refresh(["workforce.overview"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="certificate" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField {...text("kind")} label={say(words.kind)} options={Object.entries(certificateNames).map(([value, label]) => ({ value, label: say(label) }))} />
      <div className="field-pair">
        <DateField {...text("validFrom")} label={say(words.validFrom)} need="required" />
        <DateField {...text("validTo")} label={say(words.validTo)} need="optional" />
      </div>
      {form.kind === "fidelity_audit" ? <RadioGroup {...text("rating")} label={say(words.rating)} options={[{ value: "yes", label: say(words.acceptable) }, { value: "no", label: say(words.notAcceptable) }]} /> : null}
      <TextField {...text("source")} label={say(words.source)} hint={say(words.sourceHint)} need="optional" />
    </SendForm>
  );
}
