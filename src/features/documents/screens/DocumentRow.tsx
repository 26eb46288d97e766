import { IconDownload, IconReplace, IconTrashOff } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { CaseDocument, StaffDocument } from "#features/documents/contract.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { LookAtIt } from "./LookAtIt.tsx";
import { sayBytes } from "./naming.ts";
import { keepOnDevice } from "./sendFile.ts";

type Shown = CaseDocument | StaffDocument;

/** One document: what it is, who may see it, and its verbs. `replace` draws the form that puts another in its place. */
export function DocumentRow({ one, kindName, address, mark, replace, onTakeOut }: { one: Shown; kindName: string; address: string; mark?: ReactNode; replace?: (close: () => void) => ReactNode; onTakeOut?: (reason: string) => Promise<unknown> }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const on = (moment: string) => day(dateInZone(moment, me.agency.timeZone), "full");
  if (one.removed !== null)
    return (
      <li className="document document--out">
        <span>
          <strong>{say(words.takenOut)}</strong> <span className="soft">{[kindName, words.takenOutBy[language](one.removed.byName ?? say(words.someone), on(one.removed.at))].join(" · ")}</span>
        </span>
        <span className="soft">{one.removed.why}</span>
      </li>
    );
  const details = [one.title === kindName ? null : kindName, one.datedOn === null ? null : words.dated[language](day(one.datedOn, "full")), sayBytes(one.bytes, language), one.addedByName === null ? null : words.addedBy[language](one.addedByName, on(one.addedAt)), one.supersededBy === null ? null : say(words.replaced)];
  return (
    <li className="document">
      <span className="document-head">
        <strong>{one.title}</strong>
        {mark}
      </span>
      <span className="soft">{details.filter((detail) => detail !== null).join(" · ")}</span>
      {one.reason === "" ? null : <span className="soft">{one.reason}</span>}
      <span className="buttons document-verbs">
        <LookAtIt address={address} name={one.title} kindName={kindName} mediaType={one.mediaType} />
        <OpenButton address={address} name={one.title} />
        {replace === undefined || one.supersededBy !== null ? null : (
          <FormPanel verb={say(words.replace)} about={one.title} glyph={IconReplace}>
            {replace}
          </FormPanel>
        )}
        {onTakeOut === undefined ? null : (
          <FormPanel verb={say(words.takeOut)} about={one.title} glyph={IconTrashOff}>
            {(close) => <TakeOut documentId={one.documentId} onTakeOut={onTakeOut} close={close} />}
          </FormPanel>
        )}
      </span>
    </li>
  );
}

function OpenButton({ address, name }: { address: string; name: string }) {
  const { say, language } = useLanguage();
  const [state, setState] = useState<"ready" | "busy">("ready");
  const [fault, setFault] = useState<string | null>(null);
  async function open() {
    setState("busy");
    setFault(null);
    try {
      await keepOnDevice(address, language);
    } catch (error) {
      setFault(sentenceFor(asApiFault(error), language));
    } finally {
      setState("ready");
    }
  }
  return (
    <>
      <Button glyph={IconDownload} state={state} aria-label={words.openOf[language](name)} onClick={() => void open()}>
        {say(words.open)}
      </Button>
      {fault === null ? null : (
        <span role="alert" className="mark mark--not_met">
          {fault}
        </span>
      )}
    </>
  );
}

function TakeOut({ documentId, onTakeOut, close }: { documentId: string; onTakeOut: (reason: string) => Promise<unknown>; close: () => void }) {
  const { say } = useLanguage();
  const name = `take-out-${documentId}`;
  const sending = useSending(name);
  const [reason, setReason] = useState("");
  async function submit() {
    const sent = await sending.send(() => onTakeOut(reason), reason.trim() === "" ? [{ path: "reason", message: say(words.needWhy) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.takeOut)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("reason")} label={say(words.why)} hint={say(words.whyTakeOut)} value={reason} onChange={setReason} error={sending.errorOf("reason")} maxLength={500} need="required" />
    </SendForm>
  );
}
