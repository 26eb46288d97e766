import { IconPencilPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useAsAdult } from "#ui/shownTo.ts";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { ContentMark } from "#ui/ContentMark.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import type { Plan } from "../contract.ts";
import { words } from "../screens.words.ts";
import { PlanEditor } from "./PlanEditor.tsx";
import { AttemptPanel, ReviewPanel, SignPanel, usePlanChanged } from "./PlanForms.tsx";
import { PlanVersion } from "./PlanVersion.tsx";
import "./plan.css";

/** The plan of care of a case: the draft, the version in force or waiting for signatures, and those before. */
export default function PlanTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const asAdultId = useAsAdult(caseId);
  const found = useAnswer(["plan.get", caseId, asAdultId], (api) => api.plan.get({ caseId, asAdultId }));
  const [done, setDone] = useState("");
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const { plans, may, signers, today } = found.data;
  const draft = plans.find((one) => one.status === "draft") ?? null;
  const fixed = plans.filter((one) => one.status !== "draft");
  const inForce = fixed.find((one) => one.status === "approved") ?? null;
  const [newest] = fixed;
  const waiting = newest?.status === "unsigned" ? newest : null;
  const current = [waiting, inForce].filter((one): one is Plan => one !== null);
  const former = fixed.filter((one) => !current.includes(one));
  const beforeOf = (one: Plan) => fixed.find((other) => other.number < one.number) ?? null;
  const sayDone = () => setDone(say(words.done));
  const writes = may.includes("write");
  return (
    <>
      <ContentMark />
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      {plans.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {draft !== null && writes ? <PlanEditor key={draft.planId} caseId={caseId} plan={draft} /> : null}
      {draft === null && writes ? <Begin caseId={caseId} next={plans.length > 0 ? "next" : "first"} /> : null}
      {current.map((one) => (
        <section key={one.planId} className="part" aria-labelledby={`plan-${one.number}`}>
          <h2 id={`plan-${one.number}`}>{one.status === "approved" ? words.approved[language](one.number) : words.unsigned[language](one.number)}</h2>
          <PlanVersion caseId={caseId} plan={one} before={beforeOf(one)} />
          {writes ? (
            <div className="plan-verbs">
              {one === waiting ? <SignPanel caseId={caseId} plan={one} today={today} signers={signers} may={may} onDone={sayDone} /> : null}
              {one === waiting ? <AttemptPanel caseId={caseId} plan={one} today={today} onDone={sayDone} /> : null}
              {one === inForce ? <ReviewPanel caseId={caseId} plan={one} today={today} onDone={sayDone} /> : null}
            </div>
          ) : null}
        </section>
      ))}
      {former.length === 0 ? null : (
        <section className="part" aria-labelledby="plan-history">
          <h2 id="plan-history">{say(words.history)}</h2>
          {former.map((one) => (
            <details key={one.planId} className="fold">
              <summary>{words.former[language](one.number)}</summary>
              <PlanVersion caseId={caseId} plan={one} before={beforeOf(one)} />
            </details>
          ))}
        </section>
      )}
    </>
  );
}

function Begin({ caseId, next }: { caseId: string; next: "first" | "next" }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = usePlanChanged(caseId);
  const sending = useSending("begin");
  async function begin() {
    await sending.send(async () => {
      await api.plan.begin({ caseId });
      await changed();
    });
  }
  return (
    <div id="begin" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p>
        <Button look={next === "first" ? "main" : "second"} glyph={IconPencilPlus} state={sending.state} onClick={() => void begin()}>
          {say(next === "first" ? words.begin : words.beginNext)}
        </Button>
      </p>
      {next === "next" ? <p className="soft small">{say(words.carries)}</p> : null}
    </div>
  );
}
