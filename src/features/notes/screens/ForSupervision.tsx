import { IconEyeOff, IconMessage } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { useShownTo } from "#ui/shownTo.ts";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { supervisionWords as words } from "../supervision.words.ts";

type Passage = { blockId: string; title: string };
/** What stands beside a note for supervision alone: hard moments, comments, and how often it was returned. Gone while an adult reads along. */
export function ForSupervision({ sessionId, passages }: { sessionId: string; passages: readonly Passage[] }) {
  const me = useMe();
  const shownTo = useShownTo();
  const isOpen = hasRole(me, "clinician", "trainee", "supervisor") && shownTo === null;
  return isOpen ? <Inside sessionId={sessionId} passages={passages} /> : null;
}

function Inside({ sessionId, passages }: { sessionId: string; passages: readonly Passage[] }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const moments = useAnswer(["supervision.moments", sessionId], (api) => api.supervision.moments.ofSession({ sessionId }));
  const said = useAnswer(["supervision.comments", sessionId], (api) => api.supervision.signing.comments({ sessionId }));
  const at = (instant: string) => `${day(dateInZone(instant, me.agency.timeZone), "full")}, ${timeInZone(instant, me.agency.timeZone)}`;
  const nameOf = (blockId: string | null) => passages.find((one) => one.blockId === blockId)?.title ?? say(words.onWhole);
  const isEmpty = (moments.data?.moments.length ?? 0) === 0 && moments.data?.mayMark !== true && (said.data?.comments.length ?? 0) === 0 && said.data?.mayComment !== true;
  if (moments.data === undefined || said.data === undefined || isEmpty) return null;
  return (
    <section className="note-supervision" aria-label={say(words.title)}>
      <ClassEdge kind="supervision" title={say(words.title)}>
        <p className="soft small">{say(moments.data.mayMark ? words.what : words.ofTwo)}</p>
        <ul className="note-supervision-list">
          {moments.data.moments.map((one) => (
            <li key={one.momentId}>
              <strong>{say(words.hardMoment)}</strong> {one.words} <span className="soft small">{one.authorId === me.staffId ? words.toldTo[language](one.supervisorName) : words.toldBy[language](one.authorName)}, {at(one.markedAt)}</span>
            </li>
          ))}
        </ul>
        {moments.data.mayMark ? (
          <FormPanel verb={say(words.mark)} glyph={IconEyeOff}>
            {(close) => <MarkFields sessionId={sessionId} supervisors={moments.data.supervisors} close={close} />}
          </FormPanel>
        ) : null}
        {said.data.comments.length === 0 && !said.data.mayComment ? null : (
          <>
            <h3>{say(words.comments)}</h3>
            <p className="soft small">{say(words.commentsWhat)}</p>
            <ul className="note-supervision-list">
              {said.data.comments.map((one) => (
                <li key={one.commentId}>
                  <strong>{one.writtenByName}</strong>{" "}
                  <span className="soft small">
                    {say(words.on)} {nameOf(one.blockId)}, {at(one.writtenAt)}
                  </span>
                  <p className="version-text">{one.words}</p>
                </li>
              ))}
            </ul>
            {said.data.mayComment ? (
              <FormPanel verb={say(said.data.comments.at(-1) !== undefined && said.data.comments.at(-1)!.writtenById !== me.staffId ? words.answer : words.comment)} glyph={IconMessage}>
                {(close) => <CommentFields sessionId={sessionId} passages={passages} close={close} />}
              </FormPanel>
            ) : null}
          </>
        )}
        {said.data.returns.length === 0 ? null : (
          <details className="fold">
            <summary>{say(words.returns)}</summary>
            <ul className="note-supervision-list">
              {said.data.returns.map((one) => (
                <li key={one.returnId}>
                  <strong>{one.returnedByName ?? "Dyad"}</strong> <span className="soft small">{at(one.returnedAt)}</span>
                  <p className="version-text">{one.reason}</p>
                </li>
              ))}
            </ul>
          </details>
        )}
      </ClassEdge>
    </section>
  );
}

function MarkFields({ sessionId, supervisors, close }: { sessionId: string; supervisors: readonly { staffId: string; name: string }[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("hard-moment");
  const [text, setText] = useState("");
  const [to, setTo] = useState(supervisors.length === 1 ? supervisors[0]!.staffId : "");
  async function keep() {
    const wrong = [...(text.trim() === "" ? [{ path: "words", message: say(words.needWords) }] : []), ...(to === "" ? [{ path: "supervisorId", message: say(words.needSupervisor) }] : [])];
    const sent = await sending.send(async () => {
      await api.supervision.moments.mark({ sessionId, supervisorId: to, words: text.replaceAll(/\s+/g, " ") });
      await refresh(["supervision.moments"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="hard-moment" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <TextArea id={sending.id("words")} label={say(words.words)} error={sending.errorOf("words")} rows={2} maxLength={1000} value={text} onChange={setText} />
      <SelectField id={sending.id("supervisorId")} label={say(words.told)} error={sending.errorOf("supervisorId")} value={to} onChange={setTo} options={supervisors.map((one) => ({ value: one.staffId, label: one.name }))} />
    </SendForm>
  );
}

function CommentFields({ sessionId, passages, close }: { sessionId: string; passages: readonly Passage[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("note-comment");
  const [text, setText] = useState("");
  const [on, setOn] = useState("");
  async function keep() {
    const sent = await sending.send(
      async () => {
        await api.supervision.signing.comment({ sessionId, blockId: on === "" ? null : on, supervisorId: null, words: text });
        await refresh(["supervision.comments", sessionId]);
      },
      text.trim() === "" ? [{ path: "words", message: say(words.needComment) }] : [],
    );
    if (sent) close();
  }
  return (
    <SendForm name="note-comment" sending={sending} submit={say(words.comment)} look="second" onSubmit={() => void keep()} onCancel={close}>
      <SelectField id={sending.id("blockId")} label={say(words.on)} empty={say(words.onWhole)} error={sending.errorOf("blockId")} value={on} onChange={setOn} options={passages.map((one) => ({ value: one.blockId, label: one.title }))} />
      <TextArea id={sending.id("words")} label={say(words.comment)} error={sending.errorOf("words")} rows={3} maxLength={4000} value={text} onChange={setText} />
    </SendForm>
  );
}
