import { IconCircleCheck, IconCircleX, IconClock, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
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
import { soonDay, standOf } from "./spans.ts";

type Kind = keyof typeof certificateNames;
type Certificate = { certificateId: string; kind: Kind; validFrom: string; validTo: string | null; isAcceptable: boolean | null; source: string };

/** The agency's certification and its fidelity audits. */
export function Certificates({ certificates, may }: { certificates: readonly Certificate[]; may: "read" | "write" }) {
  const { say, day } = useLanguage();
  const me = useMe();
  const today = dateInZone(new Date().toISOString(), me.agency.timeZone);
  const correcting = { key: "correct", label: say(words.setRight), cell: (one: Certificate) => <FormPanel verb={say(words.setRight)} about={`${say(certificateNames[one.kind])}, ${day(one.validFrom, "full")}`} glyph={IconPencil}>{(close) => <Fields close={close} corrects={one} />}</FormPanel> };
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
            { key: "kind", label: say(words.kind), cell: (one) => <span id={`certificate-${one.certificateId}`}>{say(certificateNames[one.kind])}</span> },
            { key: "from", label: say(words.validFrom), cell: (one) => day(one.validFrom, "full") },
            { key: "to", label: say(words.validTo), cell: (one) => <Until certificate={one} stand={standOf(one, today, soonDay(today))} /> },
            { key: "rating", label: say(words.rating), cell: (one) => (one.isAcceptable === null ? "–" : <span className={one.isAcceptable ? "mark mark--met" : "mark mark--not_met"}><Icon glyph={one.isAcceptable ? IconCircleCheck : IconCircleX} />{say(one.isAcceptable ? words.acceptable : words.notAcceptable)}</span>) },
            { key: "source", label: say(words.source), cell: (one) => one.source || "–" },
            ...(may === "write" ? [correcting] : []),
          ]}
        />
      )}
      {may === "write" ? <FormPanel verb={say(words.addCertificate)}>{(close) => <Fields close={close} corrects={null} />}</FormPanel> : null}
    </section>
  );
}

function Until({ certificate, stand }: { certificate: Certificate; stand: ReturnType<typeof standOf> }) {
  const { day, language } = useLanguage();
  if (certificate.validTo === null) return "–";
  if (stand === "ended") return <span className="mark mark--not_met"><Icon glyph={IconCircleX} />{words.ended[language](day(certificate.validTo, "full"))}</span>;
  return <span className={stand === "ends_soon" ? "mark mark--draft" : undefined}>{stand === "ends_soon" ? <Icon glyph={IconClock} /> : null}{day(certificate.validTo, "full")}</span>;
}

const ratingOf = (isAcceptable: boolean | null) => (isAcceptable === null ? "" : isAcceptable ? "yes" : "no");

/** A new certificate, or one in the place of another that is set right. */
function Fields({ close, corrects }: { close: () => void; corrects: Certificate | null }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = corrects === null ? "certificate" : `certificate-${corrects.certificateId}`;
  const sending = useSending(name);
  const [form, setForm] = useState(corrects === null ? { kind: "", validFrom: "", validTo: "", rating: "", source: "", reason: "" } : { kind: corrects.kind as string, validFrom: corrects.validFrom, validTo: corrects.validTo ?? "", rating: ratingOf(corrects.isAcceptable), source: corrects.source, reason: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.kind === "") wrong.push({ path: "kind", message: say(words.needChoice) });
    if (form.kind === "fidelity_audit" && form.rating === "") wrong.push({ path: "rating", message: say(words.needChoice) });
    if (form.validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    if (form.validTo !== "" && form.validTo < form.validFrom) wrong.push({ path: "validTo", message: say(words.needOrder) });
    if (corrects !== null && form.reason.trim() === "") wrong.push({ path: "reason", message: say(words.needReason) });
    const content = { kind: form.kind as Kind, validFrom: form.validFrom, validTo: form.validTo === "" ? null : form.validTo, isAcceptable: form.kind === "fidelity_audit" ? form.rating === "yes" : null, source: form.source };
    const sent = await sending.send(async () => {
      if (corrects === null) await api.workforce.addCertificate(content);
      else await api.workforce.correctCertificate({ ...content, certificateId: corrects.certificateId, reason: form.reason });
      await refresh(["workforce.overview"], ["foresight.whatIf"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(corrects === null ? words.add : words.save)} onSubmit={() => void submit()} onCancel={close}>
      {corrects !== null ? null : <SelectField {...text("kind")} label={say(words.kind)} options={Object.entries(certificateNames).map(([value, label]) => ({ value, label: say(label) }))} />}
      <div className="field-pair">
        <DateField {...text("validFrom")} label={say(words.validFrom)} need="required" />
        <DateField {...text("validTo")} label={say(words.validTo)} need="optional" />
      </div>
      {form.kind === "fidelity_audit" ? <RadioGroup {...text("rating")} label={say(words.rating)} options={[{ value: "yes", label: say(words.acceptable) }, { value: "no", label: say(words.notAcceptable) }]} /> : null}
      <TextField {...text("source")} label={say(words.source)} hint={say(words.sourceHint)} need="optional" />
      {corrects === null ? null : <TextField {...text("reason")} label={say(words.reason)} hint={say(words.reasonHint)} />}
    </SendForm>
  );
}
