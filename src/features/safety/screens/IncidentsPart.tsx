import { IconAlertTriangle, IconEye } from "@tabler/icons-react";
import { useState } from "react";
import { addDays, dateInZone, wallTimeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { MomentField } from "#ui/MomentField.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type Incident, incidentKinds, severities } from "../reports.contract.ts";
import { incidentNames, severityNames, words } from "../reports.screens.words.ts";
import { useMomentWords } from "./OneReview.tsx";
import { WordsForm } from "./WordsForm.tsx";

/** Incidents that the reader may see: of a case where one is given, else all of them. */
export function IncidentsPart({ caseId }: { caseId?: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const list = usePages(["safety.incidents.list", caseId ?? ""], (api, after) => api.safety.incidents.list({ caseId, after }));
  const incidents = list.pages.flatMap((page) => page.incidents);
  return (
    <section className="part" aria-labelledby="incidents">
      <h2 id="incidents">{say(words.incidents)}</h2>
      <p className="soft">{say(words.incidentsWhy)}</p>
      {list.state === "loading" ? <Loading rows={2} /> : list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} /> : null}
      {list.state === "there" && incidents.length === 0 ? <EmptyState sentence={say(words.noIncidents)}>{say(words.noReportsNext)}</EmptyState> : null}
      <ul className="safety-list">
        {incidents.map((one) => (
          <li key={one.incidentId} id={`look-${one.incidentId}`} tabIndex={-1}>
            <OneIncident incident={one} />
          </li>
        ))}
      </ul>
      {list.more === null ? null : (
        <p>
          <Button state={list.more.state} onClick={list.more.fetch}>
            {say(words.more)}
          </Button>
        </p>
      )}
      {caseId === undefined || !hasRole(me, "clinician", "trainee") ? null : (
        <FormPanel verb={say(words.addIncident)} glyph={IconAlertTriangle}>
          {(close) => <Fields caseId={caseId} close={close} />}
        </FormPanel>
      )}
    </section>
  );
}

function OneIncident({ incident }: { incident: Incident }) {
  const { say, language } = useLanguage();
  const moment = useMomentWords();
  const api = useApi();
  const refresh = useRefresh();
  const { incidentId } = incident;
  const title = `${say(incidentNames[incident.kind])}, ${moment(incident.happenedAt)}`;
  const text = (label: string, value: string) => (value.trim() === "" ? [] : [{ label, value: <span className="safety-words">{value}</span> }]);
  return (
    <ClassEdge kind="report" level={3} title={title}>
      <p>
        {incident.childName === null ? "" : `${incident.childName}, `}
        {incident.byName}. {say(severityNames[incident.severity])}.
      </p>
      <div className="safety-facts">
        <DefinitionStrip look="list" definitions={[...text(say(words.what), incident.what), ...text(say(words.told), incident.told), ...text(say(words.followUp), incident.followUp), ...text(say(words.review), incident.review)]} />
      </div>
      {incident.reviewedAt === null ? <p className="soft">{say(words.waitsForReview)}</p> : <p className="soft">{words.reviewedBy[language](incident.reviewedByName ?? "", moment(incident.reviewedAt))}</p>}
      {incident.may === "read" ? null : (
        <FormPanel verb={say(words.reviewIt)} about={title} glyph={IconEye}>
          {(close) => <WordsForm name={`review-${incidentId}`} field="review" label={say(words.review)} send={(review) => api.safety.incidents.review({ incidentId, review }).then(() => refresh(["safety.incidents.list"], ["day.today"]))} close={close} />}
        </FormPanel>
      )}
    </ClassEdge>
  );
}

const DAYS_BACK = 30;

function Fields({ caseId, close }: { caseId: string; close: () => void }) {
  const { say } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const moment = useMomentWords();
  const refresh = useRefresh();
  const sending = useSending("incident");
  const today = dateInZone(new Date().toISOString(), agency.timeZone);
  const calendar = useAnswer(["calendar.list", "incident", caseId, today], (asked) => asked.calendar.list({ from: addDays(today, -DAYS_BACK), to: today, caseId }));
  const [sessionId, setSession] = useState("");
  const [kind, setKind] = useState<Incident["kind"] | "">("");
  const [severity, setSeverity] = useState<Incident["severity"] | "">("");
  const [happenedAt, setHappened] = useState<string | null>(null);
  const [text, setText] = useState({ what: "", told: "", followUp: "" });
  const sessions = calendar.data?.sessions ?? [];
  function pickSession(next: string) {
    setSession(next);
    // The hour of the session is known: it is offered, and can be changed.
    const found = sessions.find((one) => one.sessionId === next);
    if (found !== undefined && happenedAt === null) setHappened(wallTimeInZone(found.startsAt, agency.timeZone));
  }
  async function submit() {
    const wrong = [
      ...(kind === "" ? [{ path: "kind", message: say(words.needKind) }] : []),
      ...(severity === "" ? [{ path: "severity", message: say(words.needSeverity) }] : []),
      ...(happenedAt === null ? [{ path: "happenedAt", message: say(words.needMoment) }] : []),
      ...(text.what.trim() === "" ? [{ path: "what", message: say(words.needWords) }] : []),
    ];
    const sent = await sending.send(async () => {
      if (kind === "" || severity === "" || happenedAt === null) return;
      await api.safety.incidents.add({ caseId, sessionId: sessionId === "" ? null : sessionId, kind, severity, happenedAt, ...text });
      await refresh(["safety.incidents.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="incident" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("sessionId")} label={say(words.session)} empty={say(words.noSession)} value={sessionId} onChange={pickSession} error={sending.errorOf("sessionId")} options={sessions.map((one) => ({ value: one.sessionId, label: moment(one.startsAt) }))} />
      <MomentField id={sending.id("happenedAt")} label={say(words.happenedAt)} value={happenedAt} onChange={setHappened} error={sending.errorOf("happenedAt")} />
      <SelectField id={sending.id("kind")} label={say(words.kind)} value={kind} onChange={(next) => setKind(incidentKinds.find((one) => one === next) ?? "")} error={sending.errorOf("kind")} options={incidentKinds.map((value) => ({ value, label: say(incidentNames[value]) }))} />
      <SelectField id={sending.id("severity")} label={say(words.severity)} value={severity} onChange={(next) => setSeverity(severities.find((one) => one === next) ?? "")} error={sending.errorOf("severity")} options={severities.map((value) => ({ value, label: say(severityNames[value]) }))} />
      <TextArea id={sending.id("what")} label={say(words.what)} value={text.what} maxLength={10_000} onChange={(what) => setText({ ...text, what })} error={sending.errorOf("what")} />
      <TextArea id={sending.id("told")} label={say(words.told)} rows={2} value={text.told} maxLength={2000} onChange={(told) => setText({ ...text, told })} error={sending.errorOf("told")} need="optional" />
      <TextArea id={sending.id("followUp")} label={say(words.followUp)} rows={2} value={text.followUp} maxLength={4000} onChange={(followUp) => setText({ ...text, followUp })} error={sending.errorOf("followUp")} need="optional" />
    </SendForm>
  );
}
