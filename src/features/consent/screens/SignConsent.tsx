import { IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { type Language, languages } from "#kernel/language.ts";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { type ConsentKind, consentKinds, type TakenWay, type VideoPurpose } from "../contract.ts";
import { kindNames, textLanguages, words } from "../screens.words.ts";
import type { SignerOfKind } from "./signers.ts";
import { PurposesField } from "./PurposesField.tsx";
import { type Asked, SignPage } from "./SignPage.tsx";

type Given = { caseId: string; signers: readonly SignerOfKind[]; today: CivilDate };

/** A signer in a list of choices: by authority, or by herself. */
const keyOf = (one: SignerOfKind): string => one.authorityId ?? one.personId ?? one.name;

/** Prepares a signature: which consent, who signs, in which language; then the screen is handed over. */
export function SignConsent(given: Given) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.sign)} glyph={IconSignature}>
      {(close) => <Prepare {...given} close={close} />}
    </FormPanel>
  );
}

function Prepare({ caseId, signers, today, close }: Given & { close: () => void }) {
  const { say, language } = useLanguage();
  const sending = useSending("prepare-consent");
  const family = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  const [kind, setKind] = useState<ConsentKind | "">("");
  const [who, setWho] = useState("");
  const [way, setWay] = useState<TakenWay>("here");
  const [witness, setWitness] = useState("");
  const [chosenLanguage, setChosenLanguage] = useState<Language | "">("");
  const [validTo, setValidTo] = useState("");
  const [purposes, setPurposes] = useState<VideoPurpose[]>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const able = signers.filter((one) => one.kind === kind);
  const signer = able.find((one) => keyOf(one) === who) ?? null;
  const spoken = signer === null ? null : (family.data?.people.find((one) => one.personId === signer.personId)?.language ?? null);
  const read = languages.find((one) => spoken?.toLowerCase().split("-")[0] === one) ?? null;
  const textLanguage = chosenLanguage || read || language;
  async function prepare() {
    const wrong: FieldWrong[] = [];
    if (kind === "") wrong.push({ path: "kind", message: say(words.needKind) });
    if (signer === null) wrong.push({ path: "authorityId", message: say(words.needSigner) });
    if (validTo !== "" && validTo < today) wrong.push({ path: "validTo", message: say(words.needLater) });
    if (kind === "video" && purposes.length === 0) wrong.push({ path: "purposes", message: say(words.needPurposes) });
    if (kind === "video" && validTo === "") wrong.push({ path: "validTo", message: say(words.needEnd) });
    await sending.send(async () => {
      if (kind !== "" && signer !== null) setAsked({ kind, signer, language: textLanguage, validTo: validTo === "" ? null : validTo, purposes: kind === "video" ? purposes : [], way, witness: witness.trim() });
    }, wrong);
  }
  const pickKind = (value: string) => {
    setKind(consentKinds.find((one) => one === value) ?? "");
    const only = signers.filter((one) => one.kind === value);
    setWho(only.length === 1 ? keyOf(only[0]!) : "");
    setWay("here");
    setChosenLanguage("");
  };
  return (
    <>
      <SendForm name="prepare-consent" label={say(words.sign)} sending={sending} submit={say(words.handOver)} onSubmit={() => void prepare()} onCancel={close}>
        <SelectField id={sending.id("kind")} error={sending.errorOf("kind")} label={say(words.kind)} value={kind} onChange={pickKind} options={consentKinds.filter((one) => signers.some((signs) => signs.kind === one)).map((one) => ({ value: one, label: say(kindNames[one]) }))} />
        {kind === "" ? null : (
          <>
            <RadioGroup id={sending.id("authorityId")} error={sending.errorOf("authorityId")} label={say(words.signer)} value={who} onChange={(value) => { setWho(value); setChosenLanguage(""); }} options={able.map((one) => ({ value: keyOf(one), label: one.name, ...(one.authorityId === null ? { hint: say(words.ownSigner) } : one.organization === null || one.organization === one.name ? {} : { hint: words.onBehalf[language](one.organization) }) }))} />
            <RadioGroup id={sending.id("way")} label={say(words.way)} value={way} onChange={(value) => setWay(value === "paper" || value === "spoken" ? value : "here")} options={[{ value: "here", label: say(words.wayHere) }, { value: "paper", label: say(words.wayPaper) }, ...(kind === "telehealth" ? [{ value: "spoken", label: say(words.waySpoken) }] : [])]} />
            <RadioGroup id={sending.id("language")} label={say(words.textLanguage)} hint={spoken !== null && read === null ? words.interpreted[language](spoken) : say(words.textLanguageHint)} value={textLanguage} onChange={(value) => setChosenLanguage(value === "es" ? "es" : "en")} options={languages.map((one) => ({ value: one, label: say(textLanguages[one]) }))} />
            {kind === "video" ? <PurposesField id={sending.id("purposes")} error={sending.errorOf("purposes")} legend={say(words.purposes)} hint={say(words.purposesHint)} value={purposes} onChange={setPurposes} /> : null}
            <DateField id={sending.id("validTo")} error={sending.errorOf("validTo")} label={say(words.validTo)} hint={say(kind === "video" ? words.videoEndHint : words.validToHint)} need={kind === "video" ? "required" : "optional"} min={today} value={validTo} onChange={setValidTo} />
            <TextField id={sending.id("witness")} label={say(words.witness)} need="optional" value={witness} maxLength={200} onChange={setWitness} />
            {way === "here" ? <p className="soft">{say(words.signIntro)}</p> : null}
          </>
        )}
      </SendForm>
      {asked === null ? null : (
        <SignPage
          caseId={caseId}
          asked={asked}
          onClose={(how) => {
            setAsked(null);
            if (how === "signed") close();
          }}
        />
      )}
    </>
  );
}
