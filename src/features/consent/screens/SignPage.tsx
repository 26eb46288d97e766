import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { formatDay } from "#ui/formats.ts";
import { Icon } from "#ui/Icon.tsx";
import { InLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { ConsentKind } from "../contract.ts";
import { words } from "../screens.words.ts";
import { consentTexts } from "../words.ts";
import type { SignerOfKind } from "./ConsentsPanel.tsx";

/** What is asked of whom, in which language. */
export type Asked = { kind: ConsentKind; signer: SignerOfKind; language: Language; validTo: CivilDate | null };

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
  const text = consentTexts[asked.kind][own];
  async function sign() {
    const wrong: FieldWrong[] = [];
    if (answer === "") wrong.push({ path: "answer", message: words.needAnswer[own] });
    if (signedName.trim() === "") wrong.push({ path: "signedName", message: words.needName[own] });
    const sent = await sending.send(async () => {
      if (answer === "") return;
      await api.consents.sign({ caseId, kind: asked.kind, answer, authorityId: asked.signer.authorityId, signerId: asked.signer.personId, signedName: signedName.trim(), language: own, validTo: asked.validTo });
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
      title={text.title}
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
          <Thanks sentence={answer === "no" ? words.thanksNo[own] : words.thanksYes[own]} after={words.giveBack[own]} />
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
            <div className="consent-text">
              {text.paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
              {asked.validTo === null ? null : <p>{words.until[own](formatDay(asked.validTo, own, "full"))}</p>}
            </div>
            <RadioGroup id={sending.id("answer")} error={sending.errorOf("answer")} label={words.answer[own]} value={answer} onChange={(value) => setAnswer(value === "yes" ? "yes" : "no")} options={[{ value: "yes", label: words.yes[own] }, { value: "no", label: words.no[own] }]} />
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
      <p>{after}</p>
    </div>
  );
}
