import { useState } from "react";
import { roleNames } from "#features/account/screens.words.ts";
import { CopyText } from "#features/account/screens/CopyText.tsx";
import { asApiFault, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { readInvitations } from "../rules.ts";
import { lineWords, words } from "../screens.words.ts";
import "#features/account/screens/open.css";

type Made = { name: string; link: string | null; why: string };

/** Invites several people, each by itself: one that is refused keeps nobody else from being invited. */
export function InviteSeveral() {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.invite)}>{(close) => <Lines close={close} />}</FormPanel>;
}

function Lines({ close }: { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("invite-several");
  const [text, setText] = useState("");
  const [made, setMade] = useState<readonly Made[]>([]);
  const roles = Object.entries(roleNames).filter(([role]) => role !== "caregiver").map(([, label]) => say(label)).join(", ");
  async function submit() {
    const { invited, faults } = readInvitations(text);
    const wrong = faults.length > 0 ? faults.map((one) => lineWords[one.wrong][language](one.line)).join(" ") : invited.length === 0 ? say(words.needLines) : null;
    await sending.send(
      async () => {
        const done: Made[] = [];
        for (const one of invited) {
          try {
            done.push({ name: one.name, link: (await api.account.invite({ ...one, language, supervisorId: null })).link, why: "" });
          } catch (error) {
            done.push({ name: one.name, link: null, why: sentenceFor(asApiFault(error), language) });
          }
          setMade([...done]);
        }
        await refresh(["workforce.overview"], ["workforce.listStaff"]);
      },
      wrong === null ? [] : [{ path: "lines", message: wrong }],
    );
  }
  if (made.length > 0)
    return (
      <div className="fields" role="status">
        <p>{say(words.invited)}</p>
        {made.map((one) => (one.link === null ? <p key={one.name}>{words.notInvited[language](one.name, one.why)}</p> : <CopyText key={one.name} label={words.linkFor[language](one.name)} text={one.link} />))}
      </div>
    );
  return (
    <SendForm name="invite-several" sending={sending} submit={say(words.send)} onSubmit={() => void submit()} onCancel={close}>
      <TextArea id={sending.id("lines")} label={say(words.lines)} hint={words.linesHint[language](roles)} rows={5} value={text} onChange={setText} error={sending.errorOf("lines")} need="required" />
    </SendForm>
  );
}
