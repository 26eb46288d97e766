import { IconGavel, IconLockOpen, IconLockX } from "@tabler/icons-react";
import { useState } from "react";
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
import { inRuns } from "./runs.ts";
import { Asked, FamilyField, Standing, useDeskChanged, useMoments } from "./shared.tsx";

/** Emergency access: opened by an administrator, watched and reviewed by whoever answers for privacy. */
export function GlassPart({ opened }: { opened: string | null }) {
  const { say } = useLanguage();
  const me = useMe();
  const list = usePages(["privacy", "glass"], (api, after) => api.privacy.glass.list({ after }));
  const glasses = list.pages.flatMap((page) => page.glasses);
  const reviews = hasRole(me, "privacy_officer");
  return (
    <section className="part" aria-labelledby="glass">
      <h2 id="glass">{say(words.glass)}</h2>
      <p className="soft">{say(reviews ? words.glassRead : words.glassWhy)}</p>
      {hasRole(me, "administrator") ? <FormPanel verb={say(words.glassOpen)} glyph={IconLockOpen}>{(close) => <OpenFields close={close} />}</FormPanel> : null}
      <Asked answer={{ isPending: list.state === "loading", error: list.fault, data: list.state === "there" ? glasses : undefined, refetch: list.again }}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState sentence={say(words.glassNone)} />
          ) : (
            <ul className="desk-rows">
              {all.map((one) => (
                <OneGlass key={one.glassId} one={one} reviews={reviews} begins={opened === one.glassId ? "open" : "closed"} />
              ))}
            </ul>
          )
        }
      </Asked>
      <MorePages label={say(words.more)} more={list.more} />
    </section>
  );
}

function OneGlass({ one, reviews, begins }: { one: Glass; reviews: boolean; begins: "open" | "closed" }) {
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
          ...one.reviews.map((each) => ({ label: say(verdictNames[each.verdict]), value: each.words, detail: words.reviewedBy[language](each.byName, dayOf(each.at)) })),
        ]}
      />
      {reviews ? <Readings glassId={one.glassId} begins={begins} /> : null}
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
        ) : reviews && !one.isReviewed && !one.isOwn ? (
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
  const { say, language } = useLanguage();
  const [shown, setShown] = useState(begins);
  const answer = useAnswer(["privacy", "readings", glassId], (api) => api.privacy.glass.readings({ glassId }), { when: shown === "open" ? "now" : "not_yet" });
  const { timeOf } = useMoments();
  return (
    <details className="fold" open={begins === "open"} onToggle={(event) => setShown(event.currentTarget.open ? "open" : "closed")}>
      <summary>{say(words.readings)}</summary>
      {shown === "closed" ? null : (
        <Asked answer={answer}>
          {({ readings }) =>
            readings.length === 0 ? (
              <p className="soft">{say(words.noReadings)}</p>
            ) : (
              <ul className="desk-list">
                {inRuns(readings.map((one) => ({ time: timeOf(one.at), said: `${say(partOf(one.procedure))} · ${one.outcome === "done" ? say(actionNames[auditActions.find((each) => each === one.action) ?? ("read" satisfies AuditAction)]) : say(words.didNot)}` }))).map((one, place) => (
                  <li key={place}>
                    {one.time} · {one.said}
                    {one.count === 1 ? null : <span className="soft"> · {words.times[language](one.count)}</span>}
                  </li>
                ))}
              </ul>
            )
          }
        </Asked>
      )}
    </details>
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
  const sending = useSending(`review-${glassId}`);
  const [verdict, setVerdict] = useState("");
  const [text, setText] = useState("");
  async function submit() {
    const found = verdicts.find((one) => one === verdict);
    const wrong = [...(found === undefined ? [{ path: "verdict", message: say(words.needChoice) }] : []), ...(text.trim() === "" ? [{ path: "words", message: say(words.needWords) }] : [])];
    const sent = await sending.send(async () => {
      await api.privacy.glass.review({ glassId, verdict: found!, words: text });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={`review-${glassId}`} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("verdict")} label={say(words.verdict)} value={verdict} onChange={setVerdict} error={sending.errorOf("verdict")} options={verdicts.map((value) => ({ value, label: say(verdictNames[value]) }))} />
      <TextArea id={sending.id("words")} label={say(words.reviewWords)} value={text} maxLength={4000} onChange={setText} error={sending.errorOf("words")} />
    </SendForm>
  );
}
