import { IconEye, IconLockOpen, IconShieldX } from "@tabler/icons-react";
import { useState } from "react";
import { SelectField } from "#ui/ChoiceField.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Limit } from "../limits.contract.ts";
import { words } from "../reports.screens.words.ts";
import { useMomentWords } from "./OneReview.tsx";
import { WordsForm } from "./WordsForm.tsx";

const useLimitsChanged = (caseId: string) => {
  const refresh = useRefresh();
  return () => refresh(["safety.limits.list", caseId], ["day.today"]);
};

/** Whom the agency does not treat as the child's personal representative, and why, for those of the compartment. */
export function LimitsPart({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["safety.limits.list", caseId], (api) => api.safety.limits.list({ caseId }));
  return (
    <section className="part" aria-labelledby="limits">
      <h2 id="limits">{say(words.limits)}</h2>
      <p className="soft">{say(words.limitsWhy)}</p>
      {found.isPending ? <Loading rows={1} /> : found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.limits.map((one) => (
        <OneLimit key={one.limitId} caseId={caseId} limit={one} />
      ))}
      {!hasRole(me, "clinician") ? null : (
        <FormPanel verb={say(words.decide)} glyph={IconShieldX}>
          {(close) => <Fields caseId={caseId} close={close} />}
        </FormPanel>
      )}
    </section>
  );
}

function OneLimit({ caseId, limit }: { caseId: string; limit: Limit }) {
  const { say, language, day } = useLanguage();
  const moment = useMomentWords();
  const api = useApi();
  const changed = useLimitsChanged(caseId);
  const { grounds, limitId } = limit;
  const from = day(limit.validFrom, "full");
  const span = limit.validTo === null ? words.since[language](from) : limit.validTo < limit.validFrom ? words.sameDay[language](from) : words.until[language](from, day(limit.validTo, "full"));
  const title = `${limit.personName}, ${span}`;
  if (grounds === null) return <p>{title}</p>;
  const text = (label: string, value: string) => (value.trim() === "" ? [] : [{ label, value: <span className="safety-words">{value}</span> }]);
  return (
    <div id={`look-${limitId}`} tabIndex={-1}>
      <ClassEdge kind="report" level={3} title={title}>
        <div className="safety-facts">
          <DefinitionStrip
            look="list"
            definitions={[
              ...text(say(words.reason), grounds.reason),
              { label: say(words.decidedBy), value: grounds.byName },
              ...(grounds.reviewedAt === null ? [{ label: say(words.reviewer), value: grounds.reviewerName ?? say(words.privacyReviews) }] : [{ label: say(words.review), value: <span className="safety-words">{grounds.review}</span>, detail: words.reviewedBy[language](grounds.reviewedByName ?? "", moment(grounds.reviewedAt)) }]),
              ...text(say(words.ended), grounds.endReason),
            ]}
          />
        </div>
        <div className="safety-verbs">
          {!grounds.may.includes("review") ? null : (
            <FormPanel verb={say(words.reviewIt)} about={limit.personName} glyph={IconEye}>
              {(close) => <WordsForm name={`review-${limitId}`} field="review" label={say(words.review)} send={(review) => api.safety.limits.review({ limitId, review }).then(changed)} close={close} />}
            </FormPanel>
          )}
          {!grounds.may.includes("lift") ? null : (
            <FormPanel verb={say(words.lift)} about={limit.personName} glyph={IconLockOpen}>
              {(close) => <WordsForm name={`lift-${limitId}`} field="reason" label={say(words.liftReason)} send={(reason) => api.safety.limits.lift({ limitId, reason }).then(changed)} close={close} />}
            </FormPanel>
          )}
        </div>
      </ClassEdge>
    </div>
  );
}

function Fields({ caseId, close }: { caseId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useLimitsChanged(caseId);
  const sending = useSending("limit");
  const people = useAnswer(["cases.get", caseId], (asked) => asked.cases.get({ caseId }));
  const [personId, setPerson] = useState("");
  const [reason, setReason] = useState("");
  const adults = new Map((people.data?.people ?? []).filter((one) => one.part !== "child" && one.part !== "sibling").map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()]));
  async function submit() {
    const wrong = [...(personId === "" ? [{ path: "personId", message: say(words.needPerson) }] : []), ...(reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : [])];
    const sent = await sending.send(async () => {
      await api.safety.limits.decide({ caseId, personId, reason });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="limit" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("personId")} label={say(words.person)} value={personId} onChange={setPerson} error={sending.errorOf("personId")} options={[...adults].map(([value, label]) => ({ value, label }))} />
      <TextArea id={sending.id("reason")} label={say(words.reason)} value={reason} maxLength={4000} onChange={setReason} error={sending.errorOf("reason")} />
    </SendForm>
  );
}
