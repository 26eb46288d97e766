import { type RefObject, useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { type VideoPurpose, videoPurposes } from "#features/consent/contract.ts";
import { purposeNames } from "#features/consent/words.ts";
import { strands } from "#features/notes/strands.words.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { type Comment, recordingStrands, type Watcher } from "../contract.ts";
import { sayings, words } from "../screens.words.ts";
import type { PlayerHandle } from "./Player.tsx";
import { sayPlace } from "./time.ts";

type Given = { recordingId: string; comments: readonly Comment[]; mayWatchFor: readonly VideoPurpose[]; as: Watcher; player: RefObject<PlayerHandle | null> };

/** What was said about moments, in the order of the film, each with its answers; and the way to say more. */
export function Comments(given: Given) {
  const { say } = useLanguage();
  const { comments } = given;
  return (
    <section className="part" aria-labelledby="said">
      <h2 id="said">{say(words.said)}</h2>
      <SaySomething {...given} />
      {comments.length === 0 ? <p className="soft">{say(words.nothingSaid)}</p> : null}
      <ol className="recordings-said">
        {comments.filter((one) => one.repliesTo === null || !comments.some((each) => each.commentId === one.repliesTo)).map((one) => (
          <li key={one.commentId}>
            <Said one={one} {...given} />
            <Answers to={one.commentId} {...given} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Answers to what was said, and answers to those: shown one under the other, however deep. */
function Answers({ to, ...given }: Given & { to: string }) {
  const found = given.comments.filter((one) => one.repliesTo === to);
  if (found.length === 0) return null;
  return (
    <ol className="recordings-answers">
      {found.map((one) => (
        <li key={one.commentId}>
          <Said one={one} {...given} />
          <Answers to={one.commentId} {...given} />
        </li>
      ))}
    </ol>
  );
}

function Said({ one, ...given }: Given & { one: Comment }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const [state, setState] = useState<"read" | "answering">("read");
  const where = one.toMs === null ? sayings.from[language](sayPlace(one.atMs)) : sayings.span[language](sayPlace(one.atMs), sayPlace(one.toMs));
  return (
    <article className="recordings-comment" aria-label={`${one.authorName}, ${where}`}>
      <p className="recordings-head">
        <button type="button" className="link-button" onClick={() => given.player.current?.goTo(one.atMs)}>{where}</button>
        <strong>{one.own ? `${one.authorName} (${say(words.you)})` : one.authorName}</strong>
        <span className="soft">{[one.strand === null ? null : say(strands[one.strand]), one.purpose === null ? null : say(purposeNames[one.purpose]), day(dateInZone(one.writtenAt, agency.timeZone), "full")].filter((each) => each !== null).join(" · ")}</span>
      </p>
      <p className="recordings-words">{one.words}</p>
      {state === "read" ? <Button look="quiet" aria-label={`${say(words.reply)}: ${one.authorName}, ${where}`} onClick={() => setState("answering")}>{say(words.reply)}</Button> : <SaySomething {...given} answers={one} close={() => setState("read")} />}
    </article>
  );
}

/** Says something about the moment at which the film stands, or from one moment to another; an answer belongs to the moment of what it answers. */
function SaySomething({ recordingId, mayWatchFor, as, player, answers, close }: Given & { answers?: Comment; close?: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = answers === undefined ? "say-something" : `answer-${answers.commentId}`;
  const sending = useSending(form);
  const [from, setFrom] = useState(0);
  const [to, setTo] = useState<number | null>(null);
  const [strand, setStrand] = useState("");
  const [purpose, setPurpose] = useState("");
  const [text, setText] = useState("");
  const mustChoose = as === "reviewer" && mayWatchFor.length > 1;
  async function send() {
    const wrong = text.trim() === "" ? [{ path: "words", message: say(words.needText) }] : [];
    const sent = await sending.send(async () => {
      await api.recordings.comment({ recordingId, atMs: answers?.atMs ?? from, toMs: answers === undefined ? to : answers.toMs, strand: recordingStrands.find((one) => one === strand) ?? null, words: text.trim(), repliesTo: answers?.commentId ?? null, purpose: videoPurposes.find((one) => one === purpose) ?? null });
      await refresh(["recordings.get", recordingId]);
    }, wrong);
    if (!sent) return;
    setText("");
    setTo(null);
    close?.();
  }
  const take = (what: "from" | "to") => {
    const place = player.current?.place() ?? 0;
    if (what === "from") {
      setFrom(place);
      setTo(null);
    } else if (place > from) setTo(place);
  };
  return (
    <SendForm name={form} label={say(answers === undefined ? words.say : words.reply)} sending={sending} submit={say(words.saySend)} onSubmit={() => void send()} onCancel={close}>
      {answers === undefined ? (
        <div className="recordings-place">
          <p role="status">{to === null ? sayings.from[language](sayPlace(from)) : sayings.span[language](sayPlace(from), sayPlace(to))}</p>
          <div className="buttons">
            <Button onClick={() => take("from")}>{say(words.takeFrom)}</Button>
            <Button onClick={() => take("to")}>{say(words.takeTo)}</Button>
            {to === null ? null : <Button look="quiet" onClick={() => setTo(null)}>{say(words.onlyMoment)}</Button>}
          </div>
        </div>
      ) : null}
      <TextArea id={sending.id("words")} error={sending.errorOf("words")} label={say(words.text)} hint={say(words.textHint)} value={text} onChange={setText} maxLength={4000} need="required" />
      {answers === undefined ? (
        <div className="recordings-choices">
          <SelectField id={sending.id("strand")} error={sending.errorOf("strand")} label={say(words.strand)} need="optional" empty={say(words.noStrand)} value={strand} onChange={setStrand} options={recordingStrands.map((one) => ({ value: one, label: say(strands[one]) }))} />
          {mustChoose || as !== "reviewer" ? <SelectField id={sending.id("purpose")} error={sending.errorOf("purpose")} label={say(words.forPurpose)} empty={mustChoose ? undefined : say(words.forAll)} value={purpose} onChange={setPurpose} options={mayWatchFor.map((one) => ({ value: one, label: say(purposeNames[one]) }))} /> : null}
        </div>
      ) : null}
    </SendForm>
  );
}
