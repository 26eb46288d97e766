import { IconX } from "@tabler/icons-react";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { useForm } from "#features/payers/screens/useForm.ts";
import { checkWords as words, claimWords, conditionNames } from "../claim.words.ts";
import type { ClaimCheck } from "../checks.contract.ts";
import { sayReason } from "../reasons.words.ts";
import { words as common } from "../screens.words.ts";
import "./claims.css";

/** What denials taught: each with its reason, what it holds, and how often it has. */
export default function LearntScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["claimChecks.list"], (api) => api.claimChecks.list());
  return (
    <div className="page claims">
      <PageHeader back={{ href: "/app/claims", label: say(common.back) }} title={say(words.title)} detail={say(words.lead)} />
      {found.isPending ? <Loading rows={4} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.checks.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      <ul className="claims-list">{found.data?.checks.map((one) => <OneCheck key={one.checkId} one={one} />)}</ul>
    </div>
  );
}

function OneCheck({ one }: { one: ClaimCheck }) {
  const { say, language, number } = useLanguage();
  return (
    <li>
      <strong>{one.words}</strong>
      <span>{say(conditionNames[one.condition.kind])}</span>
      <span className="soft claims-line">{[one.payerName ?? say(words.everyPayer), [words.reasonIs[language](one.reasonCode), sayReason(one.reasonCode)?.[language] ?? ""].filter((part) => part !== "").join(": "), words.held[language](number(one.held))].join(" · ")}</span>
      {one.learntFrom === null ? null : <Link href={`/app/claims/${one.learntFrom}`}>{say(words.from)}</Link>}
      {one.endedAt === null ? <FormPanel verb={say(words.end)} about={one.words} glyph={IconX}>{(close) => <EndFields one={one} close={close} />}</FormPanel> : <span>{words.ended[language](one.endedReason)}</span>}
    </li>
  );
}

function EndFields({ one: { checkId, revision }, close }: { one: ClaimCheck; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `end-check-${checkId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { reason: "" });
  async function submit() {
    const sent = await sending.send(() => api.claimChecks.end({ checkId, revision, reason: form.reason }).then(() => refresh(["claimChecks.list"], ["claims.list"])), form.reason.trim().length < 3 ? [{ path: "reason", message: say(claimWords.needReason) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.end)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <TextField {...field("reason")} label={say(claimWords.reason)} maxLength={500} need="required" />
    </SendForm>
  );
}
