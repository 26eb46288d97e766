import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import { type Language, languages } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { type ConsentKind, consentKinds, type VideoPurpose } from "../contract.ts";
import { kindNames, textLanguages, words } from "../screens.words.ts";
import type { ConsentAsk } from "../signing.contract.ts";
import type { SignerOfKind } from "./signers.ts";
import { PurposesField } from "./PurposesField.tsx";

type Given = { caseId: string; signers: readonly SignerOfKind[]; today: CivilDate; onDone: (sentence: string) => void };

/** Asks an adult to sign on the own page in the portal, and what waits there already. */
export function AskInPortal(given: Given) {
  const { say } = useLanguage();
  const found = useAnswer(["signing.list", given.caseId], (api) => api.signing.list({ caseId: given.caseId }));
  const asks = found.data?.asks ?? [];
  return (
    <>
      <FormPanel verb={say(words.askInPortal)} glyph={IconSend}>
        {(close) => <Ask {...given} close={close} />}
      </FormPanel>
      {asks.length === 0 ? null : (
        <section aria-labelledby="consent-asks">
          <h3 id="consent-asks">{say(words.asked)}</h3>
          <ul className="consent-kinds">
            {asks.map((one) => <Waiting key={one.askId} {...given} one={one} />)}
          </ul>
        </section>
      )}
    </>
  );
}

function Ask({ caseId, signers, today, onDone, close }: Given & { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("ask-consent");
  const family = useAnswer(["cases.get", caseId], (given) => given.cases.get({ caseId }));
  const [kind, setKind] = useState<ConsentKind | "">("");
  const [personId, setPerson] = useState("");
  const [chosenLanguage, setChosenLanguage] = useState<Language | "">("");
  const [validTo, setValidTo] = useState("");
  const [purposes, setPurposes] = useState<VideoPurpose[]>([]);
  // By whatever right: an adult stands here once.
  const able = [...new Map(signers.flatMap((one) => (one.kind === kind && one.personId !== null ? [[one.personId, one.name] as const] : [])))];
  const spoken = family.data?.people.find((one) => one.personId === personId)?.language.toLowerCase().split("-")[0];
  const textLanguage = chosenLanguage || (languages.find((one) => one === spoken) ?? language);
  const pickKind = (value: string) => {
    const picked = consentKinds.find((one) => one === value) ?? "";
    const only = [...new Set(signers.flatMap((one) => (one.kind === picked && one.personId !== null ? [one.personId] : [])))];
    setKind(picked);
    setPerson(only.length === 1 ? only[0]! : "");
  };
  async function ask() {
    const wrong: FieldWrong[] = [];
    if (kind === "") wrong.push({ path: "kind", message: say(words.needKind) });
    if (personId === "") wrong.push({ path: "personId", message: say(words.needSigner) });
    if (validTo !== "" && validTo < today) wrong.push({ path: "validTo", message: say(words.needLater) });
    if (kind === "video" && purposes.length === 0) wrong.push({ path: "purposes", message: say(words.needPurposes) });
    if (kind === "video" && validTo === "") wrong.push({ path: "validTo", message: say(words.needEnd) });
    const sent = await sending.send(async () => {
      if (kind === "") return;
      await api.signing.ask({ caseId, kind, personId, language: textLanguage, validTo: validTo === "" ? null : validTo, purposes: kind === "video" ? purposes : [] });
      await refresh(["signing.list", caseId]);
    }, wrong);
    if (!sent || kind === "") return;
    onDone(words.askedNow[language](able.find(([id]) => id === personId)?.[1] ?? "", say(kindNames[kind])));
    close();
  }
  return (
    <SendForm name="ask-consent" label={say(words.askInPortal)} sending={sending} submit={say(words.askSend)} onSubmit={() => void ask()} onCancel={close}>
      <p className="soft">{say(words.askIntro)}</p>
      <SelectField id={sending.id("kind")} error={sending.errorOf("kind")} label={say(words.kind)} value={kind} onChange={pickKind} options={consentKinds.filter((one) => signers.some((signs) => signs.kind === one && signs.personId !== null)).map((one) => ({ value: one, label: say(kindNames[one]) }))} />
      {kind === "" ? null : (
        <>
          <RadioGroup id={sending.id("personId")} error={sending.errorOf("personId")} label={say(words.signer)} value={personId} onChange={(value) => { setPerson(value); setChosenLanguage(""); }} options={able.map(([value, label]) => ({ value, label }))} />
          <RadioGroup id={sending.id("language")} label={say(words.textLanguage)} hint={say(words.textLanguageHint)} value={textLanguage} onChange={(value) => setChosenLanguage(value === "es" ? "es" : "en")} options={languages.map((one) => ({ value: one, label: say(textLanguages[one]) }))} />
          {kind === "video" ? <PurposesField id={sending.id("purposes")} error={sending.errorOf("purposes")} legend={say(words.purposes)} hint={say(words.purposesHint)} value={purposes} onChange={setPurposes} /> : null}
          <DateField id={sending.id("validTo")} error={sending.errorOf("validTo")} label={say(words.validTo)} hint={say(kind === "video" ? words.videoEndHint : words.validToHint)} need={kind === "video" ? "required" : "optional"} min={today} value={validTo} onChange={setValidTo} />
        </>
      )}
    </SendForm>
  );
}

function Waiting({ caseId, one, onDone }: Given & { one: ConsentAsk }) {
  const { say, day, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`ask-${one.askId}`);
  const withdraw = () =>
    void sending.send(async () => {
      await api.signing.withdraw({ caseId, askId: one.askId });
      await refresh(["signing.list", caseId]);
      onDone(say(words.askedNoMore));
    });
  return (
    <li className="consent-kind" id={`ask-${one.askId}`} tabIndex={-1}>
      <strong>{say(kindNames[one.kind])}</strong>
      <span>{words.askedOn[language](one.personName, day(one.askedOn, "full"))}</span>
      <Button look="quiet" state={sending.state} aria-label={`${say(words.askNoMore)}: ${say(kindNames[one.kind])}, ${one.personName}`} onClick={withdraw}>{say(words.askNoMore)}</Button>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
    </li>
  );
}
