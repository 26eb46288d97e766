import { IconListCheck, IconPencil, IconUserX } from "@tabler/icons-react";
import { useState } from "react";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { Loading } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { type Objective, type ObjectiveStatus, objectiveStatuses, type Plan, type Rating, ratings } from "../contract.ts";
import { ratingNames, statusNames } from "../plan.words.ts";
import { listCarried } from "../rules.ts";
import { words } from "../screens.words.ts";
import { useLanguageChoices } from "./naming.ts";

type Signer = { authorityId: string; name: string };
type Of = { caseId: string; plan: Plan; today: string; onDone: () => void };

/** Asks again for the plan and for what rests on it. */
export function usePlanChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["plan.get", caseId], ["course.gates", caseId], ["course.get", caseId], ["compliance.dates", caseId], ["day.today"]);
}

/** Signing a version: the very text stands above the name. */
export function SignPanel(props: Of & { signers: readonly Signer[]; may: readonly string[] }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.sign)} glyph={IconPencil}>
      {(close) => <SignFields {...props} close={close} />}
    </FormPanel>
  );
}

function SignFields({ caseId, plan, today, signers, may, onDone, close }: Parameters<typeof SignPanel>[0] & { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = usePlanChanged(caseId);
  const sending = useSending("sign");
  const languages = useLanguageChoices();
  const [who, setWho] = useState("");
  const [textLanguage, setTextLanguage] = useState<"en" | "es">(language);
  const [way, setWay] = useState<"here" | "paper">("here");
  const [documentId, setDocument] = useState("");
  const [signedName, setName] = useState("");
  const [signedOn, setSignedOn] = useState(today);
  const part = who === "clinician" || who === "supervisor" ? who : "caregiver";
  const authorityId = part === "caregiver" && who !== "" ? who : null;
  const text = useAnswer(["plan.text", plan.planId, who, textLanguage], (asked) => asked.plan.text({ caseId, planId: plan.planId, authorityId, language: textLanguage }), { when: who === "" ? "not_yet" : "now" });
  const papers = useAnswer(["documents.list", caseId, "plan"], (asked) => asked.documents.list({ caseId }), { when: way === "paper" ? "now" : "not_yet" });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (who === "") wrong.push({ path: "authorityId", message: say(words.needSigner) });
    else if (text.data === undefined) wrong.push({ path: "textHash", message: say(words.needText) });
    if (signedName.trim() === "") wrong.push({ path: "signedName", message: say(words.needName) });
    const sent = await sending.send(async () => {
      await api.plan.sign({ caseId, planId: plan.planId, part, authorityId, language: textLanguage, way, documentId: way === "paper" && documentId !== "" ? documentId : null, signedName, signedOn: way === "here" ? today : signedOn, textHash: text.data!.textHash });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="sign" sending={sending} submit={say(words.sign)} onSubmit={() => void submit()} onCancel={close}>
      {signers.length === 0 ? <p>{say(words.noSigner)}</p> : null}
      <SelectField id={sending.id("authorityId")} label={say(words.whoSigns)} value={who} onChange={setWho} error={sending.errorOf("authorityId")} options={[...signers.map((one) => ({ value: one.authorityId, label: one.name })), ...(may.includes("sign_clinician") ? [{ value: "clinician", label: say(words.myselfClinician) }] : []), ...(may.includes("sign_supervisor") ? [{ value: "supervisor", label: say(words.myselfSupervisor) }] : [])]} />
      <RadioGroup id={sending.id("language")} label={say(words.language)} value={textLanguage} onChange={(next) => setTextLanguage(next as "en" | "es")} options={languages} />
      {who === "" ? null : text.data === undefined ? (
        <Loading rows={3} />
      ) : (
        <div id={sending.id("textHash")} className="plan-text" role="region" aria-label={say(words.theText)} tabIndex={0} lang={textLanguage}>
          {text.data.lines.map((one, at) => (
            <p key={at}>{one.kind === "text" ? one.words : <strong>{one.words}</strong>}</p>
          ))}
        </div>
      )}
      <RadioGroup id={sending.id("way")} label={say(words.way)} value={way} onChange={(next) => setWay(next as "here" | "paper")} options={[{ value: "here", label: say(words.onScreen) }, { value: "paper", label: say(words.onPaper) }]} />
      {way === "paper" ? (
        <>
          <SelectField id={sending.id("documentId")} label={say(words.paper)} hint={say(words.paperHint)} value={documentId} onChange={setDocument} error={sending.errorOf("documentId")} options={(papers.data?.documents ?? []).filter((one) => one.removed === null).map((one) => ({ value: one.documentId, label: one.title }))} />
          <DateField id={sending.id("signedOn")} label={say(words.signedOn)} value={signedOn} max={today} onChange={setSignedOn} error={sending.errorOf("signedOn")} />
        </>
      ) : null}
      <TextField id={sending.id("signedName")} label={say(words.name)} value={signedName} maxLength={200} onChange={setName} error={sending.errorOf("signedName")} />
    </SendForm>
  );
}

/** An attempt to have a version signed that failed. */
export function AttemptPanel(props: Of) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.attempt)} glyph={IconUserX}>
      {(close) => <AttemptFields {...props} close={close} />}
    </FormPanel>
  );
}

function AttemptFields({ caseId, plan, today, onDone, close }: Of & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = usePlanChanged(caseId);
  const sending = useSending("attempt");
  const [attemptedOn, setOn] = useState(today);
  const [reason, setReason] = useState("");
  async function submit() {
    const sent = await sending.send(async () => {
      await api.plan.attempt({ caseId, planId: plan.planId, attemptedOn, reason });
      await changed();
    }, reason.trim() === "" ? [{ path: "reason", message: say(words.needReason) }] : []);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="attempt" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("attemptedOn")} label={say(words.attemptedOn)} value={attemptedOn} max={today} onChange={setOn} error={sending.errorOf("attemptedOn")} />
      <TextArea id={sending.id("reason")} label={say(words.reason)} value={reason} maxLength={2000} onChange={setReason} error={sending.errorOf("reason")} />
    </SendForm>
  );
}

/** A review: the progress of each objective that stands open, and what becomes of the plan. */
export function ReviewPanel(props: Of) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.reviewIt)} glyph={IconListCheck}>
      {(close) => <ReviewFields {...props} close={close} />}
    </FormPanel>
  );
}

type Line = { rating: string; words: string; status: ObjectiveStatus };

function ReviewFields({ caseId, plan, today, onDone, close }: Of & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = usePlanChanged(caseId);
  const sending = useSending("review");
  const open: Objective[] = listCarried(plan.objectives);
  const [reviewedOn, setOn] = useState(today);
  const [why, setWhy] = useState<"due" | "change">("due");
  const [outcome, setOutcome] = useState<"keeps" | "new_version">("keeps");
  const [lines, setLines] = useState<Record<string, Line>>(() => Object.fromEntries(open.map((one) => [one.objectiveId, { rating: "", words: "", status: "open" as const }])));
  const set = (id: string, more: Partial<Line>) => setLines((before) => ({ ...before, [id]: { ...before[id]!, ...more } }));
  async function submit() {
    const wrong = open.flatMap((one, at) => (lines[one.objectiveId]!.rating === "" ? [{ path: `progress.${at}.rating`, message: say(words.needRating) }] : []));
    if (reviewedOn === "") wrong.push({ path: "reviewedOn", message: say(words.needDay) });
    const sent = await sending.send(async () => {
      await api.plan.review({ caseId, planId: plan.planId, reviewedOn, why, outcome, progress: open.map(({ objectiveId }) => ({ objectiveId, ...lines[objectiveId]!, rating: Number(lines[objectiveId]!.rating) })) });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="review" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.notHere)}</p>
      <DateField id={sending.id("reviewedOn")} label={say(words.reviewedOn)} value={reviewedOn} max={today} onChange={setOn} error={sending.errorOf("reviewedOn")} />
      <RadioGroup id={sending.id("why")} label={say(words.why)} value={why} onChange={(next) => setWhy(next as "due" | "change")} options={[{ value: "due", label: say(words.whyDue) }, { value: "change", label: say(words.whyChange) }]} />
      {open.map((one, at) => (
        <fieldset key={one.objectiveId} className="plan-objective-form">
          <legend>{one.words}</legend>
          <SelectField id={sending.id(`progress.${at}.rating`)} label={say(words.progress)} value={lines[one.objectiveId]!.rating} onChange={(rating) => set(one.objectiveId, { rating, ...(rating === "3" ? { status: "reached" as const } : {}) })} error={sending.errorOf(`progress.${at}.rating`)} options={ratings.map((value: Rating) => ({ value: String(value), label: say(ratingNames[value]) }))} />
          <TextArea id={sending.id(`progress.${at}.words`)} label={say(words.progressWords)} value={lines[one.objectiveId]!.words} maxLength={4000} onChange={(text) => set(one.objectiveId, { words: text })} error={sending.errorOf(`progress.${at}.words`)} />
          <SelectField id={sending.id(`progress.${at}.status`)} label={say(words.status)} value={lines[one.objectiveId]!.status} onChange={(status) => set(one.objectiveId, { status: (status || "open") as ObjectiveStatus })} options={objectiveStatuses.map((status) => ({ value: status, label: say(statusNames[status]) }))} />
        </fieldset>
      ))}
      <RadioGroup id={sending.id("outcome")} label={say(words.outcome)} value={outcome} onChange={(next) => setOutcome(next as "keeps" | "new_version")} options={[{ value: "keeps", label: say(words.keeps) }, { value: "new_version", label: say(words.newVersion) }]} />
    </SendForm>
  );
}
