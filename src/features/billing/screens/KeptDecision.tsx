import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import type { Service } from "../contract.ts";
import { words } from "../screens.words.ts";
import { unsettledFirst, waitsForCosignature } from "./order.ts";

/** One service with the decision that was kept as evidence: what needs somebody first, every clause beside it. */
export function KeptDecision({ sessionId }: { sessionId: string }) {
  const { language, say, day } = useLanguage();
  const answer = useAnswer(["billing.list", "session", sessionId], (api) => api.billing.list({ sessionId, status: "all" }));
  const found = answer.data?.services[0];
  const back = { href: `/app/services?status=${found?.status ?? "held"}`, label: say(words.back) };
  return (
    <div className="page services">
      <PageHeader back={back} title={found === undefined ? say(words.title) : words.service[language](day(found.serviceDate, "full"))} />
      {found !== undefined ? (
        <Decision service={found} />
      ) : answer.isError ? (
        <ErrorState sentence={`${words.failed[language]} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} />
      ) : answer.data === undefined ? (
        <Loading rows={8} />
      ) : (
        <EmptyState sentence={say(words.notThere)} />
      )}
    </div>
  );
}

function Decision({ service }: { service: Service }) {
  const { language, say, day, number } = useLanguage();
  const { agency } = useMe();
  const { decision } = service;
  const moment = `${day(dateInZone(service.recordedAt, agency.timeZone), "full")}, ${timeInZone(service.recordedAt, agency.timeZone)}`;
  return (
    <>
      <DefinitionStrip
        definitions={[
          { label: say(words.child), value: <Link href={`/app/families/${service.caseId}`}>{service.childName}</Link> },
          { label: say(words.clinician), value: service.clinicianName },
          { label: say(words.units), value: service.units === null ? say(words.noUnits) : number(service.units) },
          { label: say(words.state), value: say(service.status === "held" ? words.stateHeld : words.stateReady) },
          { label: say(words.policy), value: decision.policy, detail: decision.version === null ? undefined : words.version[language](decision.version) },
        ]}
      />
      <section className="kept" aria-labelledby="kept-decision">
        <h2 id="kept-decision">{say(words.kept)}</h2>
        <VerdictLine {...decision} />
        {waitsForCosignature(service) ? <p>{say(words.waitsForCosignature)}</p> : null}
        <p className="soft small">
          {words.keptWhen[language](moment)} {say(words.sameWords)}
        </p>
        <FindingList findings={unsettledFirst(decision.findings)} dates="as_kept" />
      </section>
    </>
  );
}
