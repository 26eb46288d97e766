import { IconAlertTriangle, IconArrowBackUp, IconFileShredder, IconFileText, IconLock, IconLockOpen } from "@tabler/icons-react";
import { useState } from "react";
import { Button, FileLink } from "#ui/Button.tsx";
import { CheckField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { usePages } from "#ui/usePages.ts";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Certificate, ClosedRecord, Hold, Proposal } from "../retention.contract.ts";
import { words } from "../screens.words.ts";
import { ruleNames, statusNames } from "../words.ts";
import { Asked, FamilyField, ReasonPanel, Standing, useDeskChanged, useMoments } from "./shared.tsx";

/** Closed records and their time, proposals that wait for a second person, holds, and certificates of what is gone. */
export function RetentionPart() {
  const { say } = useLanguage();
  const me = useMe();
  const proposes = hasRole(me, "privacy_officer");
  const list = usePages(["privacy", "retention"], (api, after) => api.privacy.retention.desk({ after }));
  const [first] = list.pages;
  const records = list.pages.flatMap((page) => page.records);
  const rules = useAnswer(["privacy", "rules"], (api) => api.privacy.requests.rules());
  const isDraft = (rules.data?.rules ?? []).some((one) => (one.key === "after_discharge_years" || one.key === "after_majority_years") && one.status === "draft");
  return (
    <section className="part" aria-labelledby="retention">
      <h2 id="retention">{say(words.retention)}</h2>
      <p className="soft">{say(words.retentionWhy)}</p>
      {isDraft ? (
        <p className="mark mark--draft">
          <Icon glyph={IconAlertTriangle} size={16} />
          <span>
            {say(words.draftRule)} <Link href="/app/privacy?part=rules">{say(words.toRules)}</Link>
          </span>
        </p>
      ) : null}
      <Asked answer={{ isPending: list.state === "loading", error: list.fault, data: first, refetch: list.again }}>
        {({ proposals, holds, certificates }) => (
          <>
            {proposals.length === 0 ? null : <Proposals proposals={proposals} />}
            <Holds holds={holds} proposes={proposes} />
            <section aria-labelledby="closed-records">
              <h3 id="closed-records">{say(words.records)}</h3>
              {records.length === 0 ? <EmptyState sentence={say(words.noRecords)} /> : null}
              <ul className="desk-rows">
                {records.map((one) => (
                  <OneRecord key={one.caseId} one={one} proposes={proposes} />
                ))}
              </ul>
              <MorePages label={say(words.more)} more={list.more} />
            </section>
            <Certificates certificates={certificates} />
          </>
        )}
      </Asked>
    </section>
  );
}

function OneRecord({ one, proposes }: { one: ClosedRecord; proposes: boolean }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  return (
    <li className="desk-row">
      <div className="desk-head">
        <strong>{one.childName}</strong>
        <Standing standing={one.state === "keeps" || one.state === "held" ? "rests" : "asks"}>{say(words.recordStates[one.state])}</Standing>
        <span className="soft">{[words.closedOn[language](day(one.closedOn, "full")), one.mayFrom === null ? say(words.noBirth) : words.mayFrom[language](day(one.mayFrom, "full"))].join(" · ")}</span>
      </div>
      {proposes && one.state === "may" ? <ReasonPanel name={`propose-${one.caseId}`} verb={words.propose} about={one.childName} glyph={IconFileShredder} run={(reason) => api.privacy.retention.propose({ caseId: one.caseId, reason })} /> : null}
    </li>
  );
}

function Proposals({ proposals }: { proposals: readonly Proposal[] }) {
  const { say } = useLanguage();
  return (
    <section aria-labelledby="proposals">
      <h3 id="proposals">{say(words.proposals)}</h3>
      <ul className="desk-rows">
        {proposals.map((one) => (
          <OneProposal key={one.purgeId} one={one} />
        ))}
      </ul>
    </section>
  );
}

function OneProposal({ one }: { one: Proposal }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const api = useApi();
  const changed = useDeskChanged();
  const { dayOf } = useMoments();
  const sending = useSending(`withdraw-${one.purgeId}`);
  return (
    <li className="desk-row" id={`withdraw-${one.purgeId}`} tabIndex={-1}>
      <div className="desk-head">
        <strong>{one.childName}</strong>
        <span className="soft">{[words.closedOn[language](day(one.closedOn, "full")), words.mayFrom[language](day(one.mayFrom, "full")), words.proposedBy[language](one.proposedByName, dayOf(one.proposedAt))].join(" · ")}</span>
      </div>
      <p>{one.reason}</p>
      <DefinitionStrip
        look="list"
        definitions={one.rule.map((each) => {
          const now = one.ruleToday.find((other) => other.key === each.key && other.value !== each.value);
          return { label: say(ruleNames[each.key]), value: String(each.value), detail: [say(statusNames[each.status]), each.source, ...(now === undefined ? [] : [words.figureToday[language](now.value)])].join(" · ") };
        })}
      />
      <span className="desk-verbs">
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
        <Link href={`/app/families/${one.caseId}`}>{say(words.openRecord)}</Link>
        {hasRole(me, "administrator") && !one.isOwn ? (
          <FormPanel verb={say(words.confirm)} about={one.childName} glyph={IconFileShredder}>
            {(close) => <ConfirmFields purgeId={one.purgeId} close={close} />}
          </FormPanel>
        ) : null}
        <Button glyph={IconArrowBackUp} state={sending.state} aria-label={`${say(words.takeBack)}: ${one.childName}`} onClick={() => void sending.send(async () => {
          await api.privacy.retention.withdraw({ purgeId: one.purgeId });
          await changed();
        })}>
          {say(words.takeBack)}
        </Button>
      </span>
    </li>
  );
}

function ConfirmFields({ purgeId, close }: { purgeId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const name = `confirm-${purgeId}`;
  const sending = useSending(name);
  const [read, setRead] = useState<"yes" | "no">("no");
  async function submit() {
    const sent = await sending.send(async () => {
      await api.privacy.retention.confirm({ purgeId });
      await changed();
    }, read === "no" ? [{ path: "read", message: say(words.needRead) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.confirm)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.confirmWhy)}</p>
      <CheckField id={sending.id("read")} label={say(words.confirmRead)} value={read} onChange={setRead} error={sending.errorOf("read")} />
    </SendForm>
  );
}

function Holds({ holds, proposes }: { holds: readonly Hold[]; proposes: boolean }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const { dayOf } = useMoments();
  return (
    <section aria-labelledby="holds">
      <h3 id="holds">{say(words.holds)}</h3>
      {proposes ? <FormPanel verb={say(words.hold)} glyph={IconLock}>{(close) => <HoldFields close={close} />}</FormPanel> : null}
      {holds.length === 0 ? <p className="soft">{say(words.noHolds)}</p> : null}
      <ul className="desk-rows">
        {holds.map((one) => (
          <li key={one.holdId} className="desk-row">
            <div className="desk-head">
              <strong>{one.childName}</strong>
              <span className="soft">{words.heldBy[language](one.heldByName, dayOf(one.heldAt))}</span>
            </div>
            <p>{one.reason}</p>
            {one.liftedAt === null ? null : <p className="soft">{words.liftedBy[language](one.liftedByName ?? "", dayOf(one.liftedAt), one.liftReason)}</p>}
            {proposes && one.liftedAt === null ? <ReasonPanel name={`lift-${one.holdId}`} verb={words.lift} about={one.childName} glyph={IconLockOpen} run={(reason) => api.privacy.retention.lift({ holdId: one.holdId, reason })} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function HoldFields({ close }: { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useDeskChanged();
  const sending = useSending("put-hold");
  const [caseId, setCaseId] = useState("");
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong = [...(caseId === "" ? [{ path: "caseId", message: say(words.needFamily) }] : []), ...(reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : [])];
    const sent = await sending.send(async () => {
      await api.privacy.retention.hold({ caseId, reason });
      await changed();
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="put-hold" sending={sending} submit={say(words.holdIt)} onSubmit={() => void submit()} onCancel={close}>
      <FamilyField sending={sending} value={caseId} onChange={setCaseId} />
      <TextArea id={sending.id("reason")} label={say(words.reason)} value={reason} maxLength={2000} onChange={setReason} error={sending.errorOf("reason")} />
    </SendForm>
  );
}

function Certificates({ certificates }: { certificates: readonly Certificate[] }) {
  const { say, language } = useLanguage();
  const { dayOf } = useMoments();
  return (
    <section aria-labelledby="certificates">
      <h3 id="certificates">{say(words.certificates)}</h3>
      {certificates.length === 0 ? <p className="soft">{say(words.noCertificates)}</p> : null}
      <ul className="desk-rows">
        {certificates.map((one) => (
          <li key={one.purgeId} className="desk-row">
            <div className="desk-head">
              <strong>{dayOf(one.confirmedAt)}</strong>
              <span>{words.gone[language](one.rows, one.files)}</span>
              <span className="soft">{words.byBoth[language](one.proposedByName, one.confirmedByName)}</span>
            </div>
            <span className="desk-verbs">
              <FileLink glyph={IconFileText} href={`/api/privacy/purges/${one.purgeId}/certificate?language=${language}`}>
                {say(words.paper)}
              </FileLink>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
