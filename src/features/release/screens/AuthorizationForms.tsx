import { IconBook, IconCircleCheck, IconCircleX, IconCopy, IconPlayerStop, IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { copyWays } from "#features/consent/contract.ts";
import { copyNames } from "#features/consent/screens.words.ts";
import { fieldOf, useChoices } from "#features/cases/screens/fields.tsx";
import type { Authorization } from "../authorizations.contract.ts";
import { endNames, words } from "../screens.words.ts";
import { elementNames } from "../words.ts";
import { type FormValues, useReleaseChanged } from "./shared.tsx";

type Given = { caseId: string; one: Authorization; about: string; onDone: () => void };

const useText = ({ caseId, one }: Pick<Given, "caseId" | "one">) => useAnswer(["release.authorizations.text", caseId, one.authorizationId, one.state], (api) => api.release.authorizations.text({ caseId, authorizationId: one.authorizationId }));

/** The text, and what the law asks of it. */
function TheText({ asked, one }: { asked: ReturnType<typeof useText>; one: Authorization }) {
  const { say, language } = useLanguage();
  if (asked.isPending) return <Loading rows={4} />;
  if (asked.isError) return <ErrorState sentence={sentenceFor(asked.error, language)} verb={{ run: () => void asked.refetch() }} />;
  const { lines, elements, textHash } = asked.data.text;
  return (
    <>
      <div className="release-text" role="region" aria-label={say(words.theText)} tabIndex={0} lang={one.language}>
        {lines.map((line) => (
          <p key={line.words}>{line.kind === "text" ? line.words : <strong>{line.words}</strong>}</p>
        ))}
      </div>
      <details className="fold">
        <summary>{say(words.elements)}</summary>
        <ul className="release-elements">
          {elements.map((each) => (
            <li key={each.element}>
              <Icon glyph={each.there ? IconCircleCheck : IconCircleX} /> {say(elementNames[each.element])}: {say(each.there ? words.there : words.missing)} <span className="soft">({each.source})</span>
            </li>
          ))}
        </ul>
        <p className="soft release-proof">
          {say(words.proof)}: {textHash}
        </p>
      </details>
    </>
  );
}

/** Reading an authorization again. */
export function ReadPanel(given: Given) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.read)} about={given.about} glyph={IconBook}>
      {() => <ReadText {...given} />}
    </FormPanel>
  );
}
function ReadText({ caseId, one }: Given) {
  return <TheText asked={useText({ caseId, one })} one={one} />;
}

/** Signing: the very text stands above the name. */
export function SignPanel(props: Given & { today: string; signers: readonly { authorityId: string | null; name: string }[] }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.sign)} about={props.about} glyph={IconSignature}>
      {(close) => <SignFields {...props} close={close} />}
    </FormPanel>
  );
}

function SignFields({ caseId, one, today, signers, onDone, close }: Parameters<typeof SignPanel>[0] & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const sending = useSending("sign-authorization");
  const text = useText({ caseId, one });
  const [form, setForm] = useState<FormValues>({ who: signers.length === 1 ? "0" : "", way: "here", signedOn: today });
  const field = fieldOf(sending, form, (key, value) => setForm((before) => ({ ...before, [key]: value })));
  const papers = useAnswer(["documents.list", caseId, "release"], (asked) => asked.documents.list({ caseId }), { when: form.way === "paper" ? "now" : "not_yet" });
  async function submit() {
    const wrong: FieldWrong[] = [];
    const signer = form.who === "" ? undefined : signers[Number(form.who)];
    const isPaper = form.way === "paper";
    if (signer === undefined) wrong.push({ path: "authorityId", message: say(words.choose) });
    if (isPaper && !form.documentId) wrong.push({ path: "documentId", message: say(words.choose) });
    if ((form.signedName ?? "").trim() === "") wrong.push({ path: "signedName", message: say(words.need) });
    const sent = await sending.send(async () => {
      if (text.data === undefined) return;
      await api.release.authorizations.sign({ caseId, authorizationId: one.authorizationId, authorityId: signer!.authorityId, way: isPaper ? "paper" : "here", signedOn: isPaper ? form.signedOn! : today, documentId: isPaper ? form.documentId! : null, signedName: form.signedName!, witness: form.witness ?? "", textHash: text.data.text.textHash });
      await changed();
    }, wrong);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="sign-authorization" sending={sending} submit={say(words.sign)} onSubmit={() => void submit()} onCancel={close}>
      {signers.length === 0 ? <p>{say(words.noSigner)}</p> : null}
      <SelectField {...field("who", "authorityId")} label={say(words.whoSigns)} options={signers.map((each, place) => ({ value: String(place), label: each.name }))} />
      <TheText asked={text} one={one} />
      <RadioGroup {...field("way")} label={say(words.way)} options={[{ value: "here", label: say(words.here) }, { value: "paper", label: say(words.paper) }]} />
      {form.way === "paper" ? (
        <>
          <SelectField {...field("documentId")} label={say(words.thePaper)} options={(papers.data?.documents ?? []).filter((each) => each.removed === null).map((each) => ({ value: each.documentId, label: each.title }))} />
          <DateField {...field("signedOn")} label={say(words.signedOn)} max={today} />
        </>
      ) : null}
      <TextField {...field("signedName")} label={say(words.signedName)} maxLength={200} need="required" />
      <TextField {...field("witness")} label={say(words.witness)} maxLength={200} need="optional" />
    </SendForm>
  );
}

/** One choice and its verb: how a copy was given, or why it ends. */
function Choose({ name, label, body, options, submit, act, close }: { name: string; label: string; body?: string; options: { value: string; label: string }[]; submit: string; act: (value: string) => Promise<unknown>; close: () => void }) {
  const { say } = useLanguage();
  const sending = useSending(name);
  const [value, setValue] = useState("");
  async function send() {
    if (await sending.send(() => act(value), value === "" ? [{ path: "value", message: say(words.choose) }] : [])) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={submit} onSubmit={() => void send()} onCancel={close}>
      {body === undefined ? null : <p>{body}</p>}
      <SelectField id={sending.id("value")} error={sending.errorOf("value")} label={label} value={value} onChange={setValue} options={options} />
    </SendForm>
  );
}

/** Noting that whoever signed got a copy. */
export function CopyPanel({ caseId, one, about, onDone }: Given) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const choices = useChoices();
  const act = async (value: string) => {
    await api.release.authorizations.giveCopy({ caseId, authorizationId: one.authorizationId, way: copyWays.find((each) => each === value)! });
    await changed();
    onDone();
  };
  return (
    <FormPanel verb={say(words.noteCopy)} about={about} glyph={IconCopy}>
      {(close) => <Choose name="authorization-copy" label={say(words.copy)} options={choices(copyNames)} submit={say(words.keep)} act={act} close={close} />}
    </FormPanel>
  );
}

/** Ending an authorization from this moment. */
export function EndPanel({ caseId, one, about, onDone }: Given) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const choices = useChoices();
  const act = async (value: string) => {
    await api.release.authorizations.end({ caseId, authorizationId: one.authorizationId, why: value === "revoked" || value === "event" ? value : "mistake" });
    await changed();
    onDone();
  };
  return (
    <FormPanel verb={say(words.end)} about={about} glyph={IconPlayerStop}>
      {(close) => <Choose name="end-authorization" label={say(words.endWhy)} body={say(words.endBody)} options={choices(endNames)} submit={say(words.end)} act={act} close={close} />}
    </FormPanel>
  );
}
