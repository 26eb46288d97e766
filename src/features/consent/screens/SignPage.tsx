import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { InLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { Loading } from "#ui/States.tsx";
import type { ConsentKind, TakenWay, VideoPurpose } from "../contract.ts";
import { words } from "../screens.words.ts";
import type { SignerOfKind } from "./signers.ts";

/** What is asked of whom, in which language. */
export type Asked = { kind: ConsentKind; signer: SignerOfKind; language: Language; validTo: CivilDate | null; purposes: readonly VideoPurpose[]; way: TakenWay; witness: string };

type Given = { caseId: string; asked: Asked; onClose: (how: "signed" | "left") => void };

/** The page that is handed over: the text, yes or no, a name. It covers everything else, and speaks the signer's language. */
export function SignPage(given: Given) {
  return (
    <InLanguage language={given.asked.language}>
      <Page {...given} />
    </InLanguage>
  );
}

function Page({ caseId, asked, onClose }: Given) {
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("sign-consent");
  const [answer, setAnswer] = useState<"yes" | "no" | "">("");
  const [signedName, setSignedName] = useState("");
  const [state, setState] = useState<"asking" | "signed">("asking");
  const own = asked.language;
  const { kind, validTo, way } = asked;
  const purposes = [...asked.purposes];
  const [documentId, setDocument] = useState("");
  const [effort, setEffort] = useState("");
  const text = useAnswer(["consents.text", caseId, kind, own, validTo, purposes.join()], (given) => given.consents.text({ caseId, kind, language: own, purposes, ...(validTo === null ? {} : { validTo }) }));
  const papers = useAnswer(["documents.list", caseId, "consents"], (given) => given.documents.list({ caseId }), { when: way === "paper" ? "now" : "not_yet" });
  const asksEffort = kind === "privacy_notice" && answer === "no";
  async function sign() {
    const wrong: FieldWrong[] = [];
    if (answer === "") wrong.push({ path: "answer", message: words.needAnswer[own] });
    if (signedName.trim() === "") wrong.push({ path: "signedName", message: words.needName[own] });
    if (way === "paper" && documentId === "") wrong.push({ path: "documentId", message: words.needPaper[own] });
    if (asksEffort && effort.trim() === "") wrong.push({ path: "effort", message: words.needEffort[own] });
    const sent = await sending.send(async () => {
      if (answer === "" || text.data === undefined) return;
      await api.consents.sign({ caseId, kind, answer, authorityId: asked.signer.authorityId, signerId: asked.signer.personId, signedName: signedName.trim(), language: own, validTo, purposes, way, documentId: way === "paper" ? documentId : null, witness: asked.witness, effort: asksEffort ? effort.trim() : "", textHash: text.data.textHash });
    }, wrong);
    if (!sent) return;
    setState("signed");
    await refresh(["consents.list", caseId]);
  }
  const leave = () => onClose(state === "signed" ? "signed" : "left");
  return (
    <Dialog
      state="open"
      size="wide"
      title={text.data?.lines[0]?.words ?? words.readTitle[own]}
      onClose={leave}
      footer={
        state === "signed" ? (
          <Button look="main" onClick={leave}>
            {words.done[own]}
          </Button>
        ) : (
          <Button look="main" type="submit" form="sign-consent" state={sending.state}>
            {words.signNow[own]}
          </Button>
        )
      }
    >
      <div className="consent-page" lang={own}>
        {state === "signed" ? (
          <Thanks sentence={answer === "no" ? words.thanksNo[own] : words.thanksYes[own]} after={way === "here" ? words.giveBack[own] : ""} />
        ) : text.data === undefined ? (
          <Loading rows={4} />
        ) : (
          <form
            id="sign-consent"
            tabIndex={-1}
            className="fields"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              event.stopPropagation();
              if (sending.state === "ready") void sign();
            }}
          >
            <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
            {way === "spoken" ? <p>{words.spokenNow[own]}</p> : null}
            <div className="consent-text">
              {text.data.lines.slice(1).map((one) => (
                <p key={one.words}>{one.words}</p>
              ))}
            </div>
            <RadioGroup id={sending.id("answer")} error={sending.errorOf("answer")} label={words.answer[own]} value={answer} onChange={(value) => setAnswer(value === "yes" ? "yes" : "no")} options={[{ value: "yes", label: words.yes[own] }, { value: "no", label: words.no[own] }]} />
            {asksEffort ? <TextField id={sending.id("effort")} error={sending.errorOf("effort")} label={words.effort[own]} hint={words.effortHint[own]} value={effort} onChange={setEffort} maxLength={500} need="required" /> : null}
            {way === "paper" ? <SelectField id={sending.id("documentId")} error={sending.errorOf("documentId")} label={words.paper[own]} hint={words.paperHint[own]} value={documentId} onChange={setDocument} options={(papers.data?.documents ?? []).filter((one) => one.removed === null).map((one) => ({ value: one.documentId, label: one.title }))} /> : null}
            <TextField id={sending.id("signedName")} error={sending.errorOf("signedName")} label={words.fullName[own]} hint={words.fullNameHint[own]} value={signedName} onChange={setSignedName} maxLength={200} need="required" />
          </form>
        )}
      </div>
    </Dialog>
  );
}

/** What was answered, said back; the focus comes here, so that it is heard. */
function Thanks({ sentence, after }: { sentence: string; after: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="consent-thanks">
      <p className="consent-gate consent-gate--yes">
        <Icon glyph={IconCircleCheck} size={24} />
        <span>{sentence}</span>
      </p>
      {after === "" ? null : <p>{after}</p>}
    </div>
  );
}
