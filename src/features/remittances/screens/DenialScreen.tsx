import { IconCash, IconReceiptRefund, IconX } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { centsTyped } from "#features/payers/rules.ts";
import { pickedOf, useForm } from "#features/payers/screens/useForm.ts";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Denial } from "../denials.contract.ts";
import { words } from "../denials.words.ts";
import { sayCodes, sayRemedy } from "../reasons.words.ts";
import { AppealsPart } from "./AppealsPart.tsx";
import { TOUCHED } from "./FilesPart.tsx";
import { moneyOf, Reasons } from "./parts.tsx";
import "./remittances.css";

/** One claim that was not paid whole: why, what to do, its appeals, and what may be given up. */
export default function DenialScreen() {
  const { claimId = "" } = useParams({ strict: false });
  const { say, language, day } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["denials.get", claimId], (api) => api.denials.get({ claimId }));
  const back = { href: "/app/denials", label: say(words.back) };
  if (found.isPending) return <div className="page"><Loading rows={6} /></div>;
  if (found.isError) return <div className="page"><PageHeader back={back} title={say(words.title)} /><ErrorState sentence={`${say(words.notThere)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /></div>;
  const { denial, appeals, suggestedLetter } = found.data;
  const mayAppeal = denial.state === "posted" || denial.state === "appealed";
  return (
    <div className="page">
      <PageHeader back={back} title={words.one[language](denial.number)} detail={`${denial.childName}, ${denial.payerName}, ${day(denial.serviceDay, "full")}`} />
      <DefinitionStrip definitions={[{ label: say(words.charged), value: moneyOf(denial.chargeCents) }, { label: say(words.stillOpen), value: moneyOf(denial.openCents) }, ...(denial.patientCents === 0 ? [] : [{ label: say(words.family), value: moneyOf(denial.patientCents) }]), ...(denial.decidedOn === null ? [] : [{ label: say(words.decidedOn), value: day(denial.decidedOn, "full") }])]} />
      <section className="part" aria-labelledby="denial-why">
        <h2 id="denial-why">{say(words.reasons)}</h2>
        {denial.reasons.length === 0 ? <p className="soft">{denial.codes.length === 0 ? say(words.noReason) : sayCodes(denial.codes, language)}</p> : <Reasons of={denial.reasons} />}
      </section>
      <ToDo denial={denial} />
      {mayAppeal || appeals.length > 0 ? <AppealsPart denial={denial} appeals={appeals} suggested={suggestedLetter[language] ?? ""} may={mayAppeal ? "begin" : "read"} /> : null}
    </div>
  );
}

function ToDo({ denial }: { denial: Denial }) {
  const { say, language } = useLanguage();
  const remedies = [...new Set(denial.reasons.flatMap((one) => sayRemedy(one.reason)?.[language] ?? []))];
  const mayGiveUp = ["posted", "appealed", "written_off"].includes(denial.state) && (denial.openCents > 0 || denial.patientCents > 0);
  return (
    <section className="part" aria-labelledby="denial-todo">
      <h2 id="denial-todo">{say(words.todo)}</h2>
      <ul className="remit-costs">
        {remedies.map((one) => <li key={one}>{one}</li>)}
        {denial.hasNext ? <li>{say(words.next)}</li> : null}
        <li><Link href={`/app/claims/${denial.claimId}`}>{say(words.toClaim)}</Link></li>
        <li><Link href={`/app/ledger?claim=${denial.claimId}`}>{say(words.entries)}</Link></li>
      </ul>
      {mayGiveUp ? <FormPanel verb={say(words.writeOff)} glyph={IconX}>{(close) => <MoneyFields denial={denial} what="writeOff" close={close} />}</FormPanel> : null}
      {denial.openCents < 0 ? <FormPanel verb={say(words.refund)} glyph={IconReceiptRefund}>{(close) => <MoneyFields denial={denial} what="refund" close={close} />}</FormPanel> : null}
      {denial.patientCents > 0 ? <FormPanel verb={say(words.familyPaid)} glyph={IconCash}>{(close) => <MoneyFields denial={denial} what="familyPaid" close={close} />}</FormPanel> : null}
    </section>
  );
}

const verbs = { writeOff: words.writeItOff, refund: words.refundIt, familyPaid: words.familyIt };
const OF = ["receivable", "patient"] as const;
/** An amount with its reason: given up, sent back, or paid by the family. */
function MoneyFields({ denial, what, close }: { denial: Denial; what: keyof typeof verbs; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `money-${what}`;
  const sending = useSending(name);
  const both = what === "writeOff" && denial.openCents > 0 && denial.patientCents > 0;
  const open = what === "refund" ? -denial.openCents : what === "familyPaid" ? denial.patientCents : denial.openCents > 0 ? denial.openCents : denial.patientCents;
  const { form, field } = useForm(sending, { of: denial.openCents > 0 ? "receivable" : "patient", cents: (open / 100).toFixed(2), reason: "" });
  async function submit() {
    const cents = centsTyped(form.cents);
    const wrong = [...(cents === null || cents === 0 ? [{ path: "cents", message: say(words.needAmount) }] : []), ...(form.reason.trim().length < 3 ? [{ path: "reason", message: say(words.needReason) }] : [])];
    const given = { claimId: denial.claimId, cents: cents ?? 0, reason: form.reason };
    const sent = await sending.send(async () => {
      if (what === "writeOff") await api.denials.writeOff({ ...given, of: pickedOf(OF, form.of) });
      else await api.denials[what](given);
      await refresh(...TOUCHED);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(verbs[what])} look={what === "writeOff" ? "danger" : "main"} onSubmit={() => void submit()} onCancel={close}>
      {what === "writeOff" ? <p className="soft">{say(words.writeOffLead)}</p> : null}
      {both ? <RadioGroup {...field("of")} label={say(words.ofWhat)} options={[{ value: "receivable", label: say(words.ofPayer) }, { value: "patient", label: say(words.ofFamily) }]} /> : null}
      <TextField {...field("cents")} label={say(words.amount)} width="short" inputMode="decimal" need="required" />
      <TextField {...field("reason")} label={say(what === "familyPaid" ? words.howPaid : words.reason)} maxLength={500} need="required" />
    </SendForm>
  );
}
