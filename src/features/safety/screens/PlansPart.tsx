import { IconPencilPlus, IconPrinter } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { useAnswer, useApi, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { planParts, type PlanAsk, type SafetyPlan } from "../plans.contract.ts";
import { partNames, words } from "../plans.screens.words.ts";
import { usePlansChanged } from "./changed.ts";
import { LookPanel } from "./LookPanel.tsx";
import { SafetyPlanEditor } from "./SafetyPlanEditor.tsx";

/** The safety plans of the adults around a child, one adult after the other. */
export function PlansPart({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const found = useAnswer(["safety.plans.list", caseId], (api) => api.safety.plans.list({ caseId }));
  return (
    <section className="part" aria-labelledby="safety-plans">
      <h2 id="safety-plans">{say(words.title)}</h2>
      <p className="soft">{say(words.why)}</p>
      {found.isPending ? <Loading rows={3} /> : found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.adults.length === 0 && found.data.plans.length === 0 ? <EmptyState sentence={say(words.nobody)}>{say(words.nobodyNext)}</EmptyState> : null}
      {adultsOf(found.data).map((adult) => (
        <OneAdult key={adult.personId} caseId={caseId} today={found.data!.today} {...adult} plans={found.data!.plans.filter((one) => one.personId === adult.personId)} ask={found.data!.asks.find((one) => one.personId === adult.personId) ?? null} />
      ))}
      {found.data?.childParts.map((one) => (
        <ClassEdge key={`${one.keptAt}${one.words}`} kind="child_chart" level={3} title={say(partNames.childWords.name)}>
          <p className="safety-words">{one.words}</p>
        </ClassEdge>
      ))}
    </section>
  );
}

type Adult = { personId: string; name: string };
/** Adults around the child now, and those of former times who have a plan. */
function adultsOf(data: { adults: readonly Adult[]; plans: readonly SafetyPlan[] } | undefined): Adult[] {
  const all = [...(data?.adults ?? []), ...(data?.plans ?? []).map((one) => ({ personId: one.personId, name: one.adultName }))];
  return [...new Map(all.toReversed().map((one) => [one.personId, one])).values()].toReversed();
}

function OneAdult({ caseId, personId, name, plans, ask, today }: Adult & { caseId: string; plans: readonly SafetyPlan[]; ask: PlanAsk | null; today: string }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const changed = usePlansChanged(caseId);
  const form = `begin-${personId}`;
  const sending = useSending(form);
  const draft = plans.find((one) => one.keptAt === null) ?? null;
  const [newest, ...former] = plans.filter((one) => one.keptAt !== null);
  const begin = () =>
    sending.send(async () => {
      await api.safety.plans.begin({ caseId, personId });
      await changed();
    });
  const since = ask === null ? "" : day(dateInZone(ask.since, agency.timeZone), "full");
  return (
    <ClassEdge kind="caregiver" owner={name} level={3} title={name}>
      {ask === null ? null : (
        <p>
          <strong>{(ask.why === "happened" ? words.askHappened : words.askDay)[language](since)}</strong>
        </p>
      )}
      {draft === null ? null : <SafetyPlanEditor key={draft.safetyPlanId} caseId={caseId} plan={draft} />}
      {newest === undefined ? (draft === null ? <p className="soft">{say(words.noPlan)}</p> : null) : <KeptPlan plan={newest} />}
      <div id={form} tabIndex={-1} className="safety-verbs">
        <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
        {newest === undefined ? null : <LookPanel caseId={caseId} plan={newest} about={name} today={today} />}
        {newest === undefined ? null : (
          <a className="button button--second" href={`/api/safety-plans/${newest.safetyPlanId}/paper`} download aria-describedby={`print-${personId}`}>
            <Icon glyph={IconPrinter} />
            <span>{say(words.print)}</span>
          </a>
        )}
        {draft === null ? (
          <Button glyph={IconPencilPlus} state={sending.state} aria-label={`${say(newest === undefined ? words.begin : words.beginNext)}: ${name}`} onClick={() => void begin()}>
            {say(newest === undefined ? words.begin : words.beginNext)}
          </Button>
        ) : null}
      </div>
      {newest === undefined ? null : (
        <p id={`print-${personId}`} className="soft small">
          {say(words.printWhy)}
        </p>
      )}
      {former.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.earlier)}</summary>
          {former.map((one) => (
            <KeptPlan key={one.safetyPlanId} plan={one} />
          ))}
        </details>
      )}
    </ClassEdge>
  );
}

/** A version as it was kept, with when it was looked at since. */
function KeptPlan({ plan }: { plan: SafetyPlan }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const { content } = plan;
  const inChart = content.childIn === "child_chart";
  const parts = [...planParts.slice(0, 4), "childWords" as const, ...planParts.slice(4)].filter((part) => content[part].trim() !== "");
  return (
    <div className="safety-kept safety-facts">
      <h4>{words.kept[language](plan.number, plan.keptAt === null ? "" : day(dateInZone(plan.keptAt, agency.timeZone), "full"), plan.keptByName ?? "")}</h4>
      <DefinitionStrip look="list" definitions={parts.map((part) => ({ label: say(partNames[part].name), value: <span className="safety-words">{content[part]}</span>, ...(part === "childWords" && inChart ? { detail: say(words.inChart) } : {}) }))} />
      {content.reviewOn === null ? null : (
        <p className="soft">
          {say(words.reviewOn)} {day(content.reviewOn, "full")}
        </p>
      )}
      {plan.looks.map((one, at) => (
        <p key={at} className="soft">
          {words.looked[language](day(one.lookedOn, "full"), one.byName ?? "")}: {say(one.outcome === "stands" ? words.stands : words.changes)}
          {one.nextOn === null ? "" : `. ${say(words.nextOn)} ${day(one.nextOn, "full")}`}
        </p>
      ))}
    </div>
  );
}
