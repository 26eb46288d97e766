import { IconGavel, IconLockOpen, IconLockX } from "@tabler/icons-react";
import { useState } from "react";
import type { Words } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { useSending } from "#ui/useSending.ts";
import { type AuditAction, auditActions } from "../trail.contract.ts";
import { type Glass, glassMinutes, verdicts } from "../glass.contract.ts";
import { partOf } from "../features.words.ts";
import { words } from "../screens.words.ts";
import { actionNames, verdictNames } from "../words.ts";
import { Asked, FamilyField, Standing, useDeskChanged, useMoments } from "./shared.tsx";

/** Emergency access: opened by an administrator, watched and reviewed by whoever answers for privacy. */
export function GlassPart({ opened }: { opened: string | null }) {
  const { say } = useLanguage();
  const me = useMe();
  const list = usePages(["privacy", "glass"], (api, after) => api.privacy.glass.list({ after }));
  const glasses = list.pages.flatMap((page) => page.glasses);
  const answers = hasRole(me, "privacy_officer");
  return (
    <section className="part" aria-labelledby="glass">
      <h2 id="glass">{say(words.glass)}</h2>
      <p className="soft">{say(answers ? words.glassRead : words.glassWhy)}</p>
      {hasRole(me, "administrator") ? <FormPanel verb={say(words.glassOpen)} glyph={IconLockOpen}>{(close) => <OpenFields close={close} />}</FormPanel> : null}
      <Asked answer={{ isPending: list.state === "loading", error: list.fault, data: list.state === "there" ? glasses : undefined, refetch: list.again }}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState sentence={say(words.glassNone)} />
          ) : (
            <ul className="desk-rows">
              {all.map((one) => (
                <OneGlass key={one.glassId} one={one} begins={opened === one.glassId ? "open" : "closed"} />
              ))}
            </ul>
          )
        }
      </Asked>
      <MorePages label={say(words.more)} more={list.more} />
    </section>
  );
}

function OneGlass({ one, begins }: { one: Glass; begins: "open" | "closed" }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const { dayOf, timeOf } = useMoments();
  const sending = useSending(`end-${one.glassId}`);
  const about = words.of[language](one.staffName, one.childName);
  const state = one.state === "open" ? words.openUntil[language](timeOf(one.endsAt)) : say(one.isReviewed ? words.over : words.waitsForReview);
  return (
    <li className="desk-row desk-row--short" id={`end-${one.glassId}`} tabIndex={-1}>
      <div className="desk-head">
        <strong>{about}</strong>
        <Standing standing={one.state !== "open" && one.isReviewed ? "done" : "asks"}>{state}</Standing>
      </div>
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.when), value: words.span[language](dayOf(one.openedAt), timeOf(one.openedAt), timeOf(one.endsAt)), ...(one.endedByName === null || one.askedUntil === null ? {} : { detail: words.endedBy[language](one.endedByName, timeOf(one.askedUntil)) }) },
          { label: say(words.reason), value: one.reason },
          ...one.reviews.map((each) => ({ label: say(verdictNames[each.verdict]), value: each.words, detail: words.reviewedBy[language](each.byName, dayOf(each.at), each.acts) })),
        ]}
      />
      {one.watches ? <Readings glassId={one.glassId} begins={begins} /> : null}
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <span className="desk-verbs">
        {one.state === "open" && one.isOwn ? <Link href={`/app/families/${one.caseId}/emergency`}>{say(words.openRecord)}</Link> : null}
        {one.state === "open" ? (
          <Button glyph={IconLockX} state={sending.state} aria-label={`${say(words.endNow)}: ${about}`} onClick={() => void sending.send(async () => {
            await api.privacy.glass.end({ glassId: one.glassId });
            await changed();
          })}>
            {say(words.endNow)}
          </Button>
        ) : one.watches && !one.isReviewed ? (
          <FormPanel verb={say(words.review)} about={about} glyph={IconGavel} begins={begins}>
            {(close) => <ReviewFields glassId={one.glassId} close={close} />}
          </FormPanel>
        ) : null}
      </span>
    </li>
  );
}

/** What was done with the record meanwhile, asked when somebody wants to know. */
function Readings({ glassId, begins }: { glassId: string; begins: "open" | "closed" }) {
  const { say } = useLanguage();
  const [shown, setShown] = useState(begins);
  return (
    <details className="fold" open={begins === "open"} onToggle={(event) => setShown(event.currentTarget.open ? "open" : "closed")}>
      <summary>{say(words.readings)}</summary>
      {shown === "closed" ? null : <Groups glassId={glassId} answer={null} />}
    </details>
  );
}

const useReadings = (glassId: string, when: "now" | "not_yet" = "now") => useAnswer(["privacy", "readings", glassId], (api) => api.privacy.glass.readings({ glassId }), { when });

/** Every kind of act with how often, first and last; each act of a kind where somebody opens it. */
function Groups({ glassId, answer: given }: { glassId: string; answer: ReturnType<typeof useReadings> | null }) {
  const { say, language } = useLanguage();
  const own = useReadings(glassId, given === null ? "now" : "not_yet");
  const { timeOf } = useMoments();
  return (
    <Asked answer={given ?? own}>
      {({ acts, groups }) =>
        acts === 0 ? (
          <p className="soft">{say(words.noReadings)}</p>
        ) : (
          <>
            <p>{words.actsShown[language](acts)}</p>
            <ul className="desk-list">
              {groups.map((one) => (
                <li key={`${one.procedure} ${one.action} ${one.outcome}`}>
                  {say(partOf(one.procedure))} · {saidAct(one, say)} · {words.times[language](one.count)} · {one.count === 1 ? timeOf(one.firstAt) : words.fromTo[language](timeOf(one.firstAt), timeOf(one.lastAt))}
                  {one.count === 1 ? null : <Acts glassId={glassId} of={one.procedure} about={say(partOf(one.procedure))} />}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Asked>
  );
}
const saidAct = (one: { action: string; outcome: string }, say: (words: Words) => string) => (one.outcome === "done" ? say(actionNames[auditActions.find((each) => each === one.action) ?? ("read" satisfies AuditAction)]) : say(words.didNot));

/** The moment of each act of one kind, a page at a time. */
function Acts({ glassId, of, about }: { glassId: string; of: string; about: string }) {
  const { say } = useLanguage();
  const [shown, setShown] = useState<"open" | "closed">("closed");
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open ? "open" : "closed")}>
      <summary aria-label={`${say(words.eachAct)}: ${about}`}>{say(words.eachAct)}</summary>
      {shown === "closed" ? null : <ActPages glassId={glassId} of={of} />}
    </details>
  );
}
function ActPages({ glassId, of }: { glassId: string; of: string }) {
  const { say } = useLanguage();
  const { timeOf } = useMoments();
  const list = usePages(["privacy", "acts", glassId, of], (api, after) => api.privacy.glass.acts({ glassId, of, after }));
  const acts = list.pages.flatMap((page) => page.acts);
  return (
    <Asked answer={{ isPending: list.state === "loading", error: list.fault, data: list.state === "there" ? acts : undefined, refetch: list.again }}>
      {(all) => (
        <>
          <p>{all.map((one) => (one.outcome === "done" ? timeOf(one.at) : `${timeOf(one.at)} (${say(words.didNot)})`)).join(", ")}</p>
          <MorePages label={say(words.more)} more={list.more} />
        </>
      )}
    </Asked>
  );
}

/** Opens a record in an emergency: of the family given, else of one that is looked for. */
export function OpenFields({ caseId: given = "", close }: { caseId?: string; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const sending = useSending("open-glass");
  const [caseId, setCaseId] = useState(given);
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState("30");
  async function submit() {
    const chosen = glassMinutes.find((one) => String(one) === minutes);
    const wrong = [...(caseId === "" ? [{ path: "caseId", message: say(words.needFamily) }] : []), ...(reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []), ...(chosen === undefined ? [{ path: "minutes", message: say(words.needChoice) }] : [])];
    const sent = await sending.send(async () => {
      await api.privacy.glass.open({ caseId, reason, minutes: chosen! });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="open-glass" sending={sending} submit={say(words.glassOpenIt)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      {given !== "" ? null : <FamilyField sending={sending} value={caseId} onChange={setCaseId} />}
      <TextArea id={sending.id("reason")} label={say(words.reason)} value={reason} maxLength={2000} onChange={setReason} error={sending.errorOf("reason")} />
      <SelectField id={sending.id("minutes")} label={say(words.glassMinutes)} width="short" value={minutes} onChange={setMinutes} error={sending.errorOf("minutes")} options={glassMinutes.map((one) => ({ value: String(one), label: words.minutes[language](one) }))} />
    </SendForm>
  );
}

function ReviewFields({ glassId, close }: { glassId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const shown = useReadings(glassId);
  const sending = useSending(`review-${glassId}`);
  const [verdict, setVerdict] = useState("");
  const [text, setText] = useState("");
  async function submit() {
    const found = verdicts.find((one) => one === verdict);
    const wrong = [...(found === undefined ? [{ path: "verdict", message: say(words.needChoice) }] : []), ...(text.trim() === "" ? [{ path: "words", message: say(words.needWords) }] : [])];
    const sent = await sending.send(async () => {
      await api.privacy.glass.review({ glassId, acts: shown.data?.acts ?? 0, verdict: found!, words: text });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={`review-${glassId}`} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <Groups glassId={glassId} answer={shown} />
      <SelectField id={sending.id("verdict")} label={say(words.verdict)} value={verdict} onChange={setVerdict} error={sending.errorOf("verdict")} options={verdicts.map((value) => ({ value, label: say(verdictNames[value]) }))} />
      <TextArea id={sending.id("words")} label={say(words.reviewWords)} value={text} maxLength={4000} onChange={setText} error={sending.errorOf("words")} />
    </SendForm>
  );
}
