import { IconArrowBackUp, IconArrowRight, IconClock, IconReplace, IconRotate, IconSchool, IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { useForm } from "#features/payers/screens/useForm.ts";
import { checkWords, claimWords as words } from "../claim.words.ts";
import type { ClaimView } from "../contract.ts";
import { LearnFields } from "./LearnFields.tsx";

const ALL = [["claims.get"], ["claims.list"], ["claims.content"]] as const;

/** What may be done with the claim now: another claim is made by one press, and shown. */
export function ClaimVerbs({ claim, may }: ClaimView) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const goTo = useGoTo();
  const sending = useSending("claim-verbs");
  const seen = { claimId: claim.claimId, revision: claim.revision };
  const make = (work: () => Promise<{ claimId: string }>) =>
    void sending.send(async () => {
      const { claimId } = await work();
      await refresh(...ALL);
      goTo(`/app/claims/${claimId}`);
    });
  const suggested = claim.correction?.suggests;
  return (
    <section className="part claim-verbs" aria-labelledby="claim-verbs-title" hidden={may.length === 0}>
      <h2 id="claim-verbs-title">{say(words.verbs)}</h2>
      {sending.fault === null ? null : <ErrorState sentence={sentenceFor(sending.fault, language)} />}
      <div className="buttons">
        {may.includes("replace") ? <Button look={suggested === "replacement" ? "main" : "second"} glyph={IconReplace} state={sending.state} onClick={() => make(() => api.claims.replace(seen))}>{say(words.replace)}</Button> : null}
        {may.includes("void") ? <Button look={suggested === "void" ? "main" : "second"} glyph={IconArrowBackUp} state={sending.state} onClick={() => make(() => api.claims.takeBack(seen))}>{say(words.void)}</Button> : null}
        {may.includes("secondary") ? <Button glyph={IconArrowRight} state={sending.state} onClick={() => make(() => api.claims.goOn(seen))}>{say(words.secondary)}</Button> : null}
        {may.includes("resume") ? <Button glyph={IconRotate} state={sending.state} onClick={() => make(() => api.claims.resume(seen))}>{say(words.resume)}</Button> : null}
      </div>
      {may.includes("late") ? <FormPanel verb={say(words.late)} glyph={IconClock}>{(close) => <ReasonFields kind="late" seen={seen} close={close} />}</FormPanel> : null}
      {may.includes("learn") ? <FormPanel verb={say(words.learn)} glyph={IconSchool}>{(close) => <Learn claimId={claim.claimId} close={close} />}</FormPanel> : null}
      {may.includes("drop") ? <FormPanel verb={say(words.drop)} glyph={IconX}>{(close) => <ReasonFields kind="drop" seen={seen} close={close} />}</FormPanel> : null}
    </section>
  );
}

function ReasonFields({ kind, seen, close }: { kind: "late" | "drop"; seen: { claimId: string; revision: number }; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `claim-${kind}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { reason: "" });
  async function submit() {
    const sent = await sending.send(
      async () => {
        await (kind === "late" ? api.claims.sayLate({ ...seen, reason: form.reason }) : api.claims.drop({ ...seen, reason: form.reason }));
        await refresh(...ALL);
      },
      form.reason.trim().length < 3 ? [{ path: "reason", message: say(words.needReason) }] : [],
    );
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words[kind])} look={kind === "drop" ? "danger" : "main"} onSubmit={() => void submit()} onCancel={close}>
      {kind === "drop" ? <p className="soft">{say(words.dropWhy)}</p> : null}
      <TextField {...field("reason")} label={say(words.reason)} maxLength={500} need="required" />
    </SendForm>
  );
}

function Learn({ claimId, close }: { claimId: string; close: () => void }) {
  const { say, language } = useLanguage();
  const found = useAnswer(["claimChecks.propose", claimId], (api) => api.claimChecks.propose({ claimId }));
  // The panel opened before its fields were there: the focus follows once they are.
  const shown = useRef<HTMLDivElement>(null);
  const isThere = found.data !== undefined;
  useEffect(() => {
    if (isThere) shown.current?.querySelector<HTMLElement>("select, input, button")?.focus();
  }, [isThere]);
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  if (found.data === undefined) return <Loading rows={3} />;
  return (
    <div ref={shown}>
      {found.data.proposed.length > 0 ? (
        <LearnFields claimId={claimId} payerId={found.data.payerId} proposed={found.data.proposed} close={close} />
      ) : (
        <>
          <p role="status">{say(checkWords.nothing)}</p>
          <div className="buttons"><Button onClick={close}>{say(checkWords.close)}</Button></div>
        </>
      )}
    </div>
  );
}
