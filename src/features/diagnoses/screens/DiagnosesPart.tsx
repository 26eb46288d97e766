import { useState } from "react";
import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Diagnosis } from "../contract.ts";
import { entriesThatCount, isSuspectedMaltreatment, stands, statusOn } from "../rules.ts";
import { statusNames, words } from "../screens.words.ts";
import { Title, useCodes } from "./CodeField.tsx";
import { DiagnosisForm } from "./DiagnosisForm.tsx";
import { StatusForm } from "./StatusForm.tsx";
import "./diagnoses.css";

type Of = { caseId: string; today: CivilDate; changed: () => Promise<void> };

/** The diagnoses of a chart: those that stand, the primary one first, and below them those that no longer do. */
export function DiagnosesPart({ begins, ...of }: Of & { begins: "open" | "closed" }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const list = useAnswer(["diagnoses.list", of.caseId], (api) => api.diagnoses.list({ caseId: of.caseId }));
  const writes = hasRole(me, "clinician", "trainee", "supervisor");
  const all = list.data?.diagnoses ?? [];
  const standing = all.filter((one) => stands(statusOn(one.history, of.today))).toSorted((one, other) => Number(other.isPrimary) - Number(one.isPrimary));
  const former = all.filter((one) => !standing.includes(one));
  const rowOf = (one: Diagnosis) => <DiagnosisRow key={one.diagnosisId} one={one} writes={writes ? "yes" : "no"} {...of} />;
  return (
    <section className="part" aria-labelledby="diagnoses">
      <h2 id="diagnoses">{say(words.title)}</h2>
      {list.isPending ? <Loading rows={2} /> : null}
      {list.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch() }} /> : null}
      {list.isSuccess && standing.length === 0 ? <p className="soft">{say(words.none)}</p> : null}
      {standing.length === 0 ? null : <ul className="diagnoses">{standing.map(rowOf)}</ul>}
      {former.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.former)}</summary>
          <ul className="diagnoses">{former.map(rowOf)}</ul>
        </details>
      )}
      {writes ? <DiagnosisForm {...of} begins={begins} /> : null}
    </section>
  );
}

function DiagnosisRow({ one, writes, ...of }: Of & { one: Diagnosis; writes: "yes" | "no" }) {
  const { say, day, language } = useLanguage();
  const status = statusOn(one.history, of.today);
  const since = entriesThatCount(one.history).findLast((entry) => entry.since <= of.today)?.since ?? null;
  const name = say(statusNames[status ?? "not_said"]);
  const details = [
    one.system === "ICD-10-CM" ? null : one.system,
    since === null || status === null ? name : words.since[language](name, day(since, "full")),
    isSuspectedMaltreatment(one.system, one.code) ? say(words.suspected) : null,
    one.finding === null ? null : words.foundBy[language](one.finding.by, day(one.finding.on, "full")),
    one.source || null,
  ].filter((detail) => detail !== null);
  return (
    <li>
      <p>
        <strong>{one.code}</strong> <DisplayOf one={one} />
        {one.isPrimary ? <span className="diagnosis-primary">{say(words.primary)}</span> : null}
      </p>
      <p className="soft">
        {details.join(" · ")}
        {one.finding?.documentId ? (
          <>
            {" · "}
            <Link href={`/app/families/${of.caseId}/documents`}>{say(words.toPaper)}</Link>
          </>
        ) : null}
      </p>
      {one.history.length === 0 ? null : <History one={one} />}
      {writes === "yes" && status !== "entered_in_error" ? (
        <div className="diagnosis-verbs">
          <StatusForm one={one} {...of} />
          {stands(status) ? <PrimaryVerb one={one} {...of} /> : null}
        </div>
      ) : null}
    </li>
  );
}

/** The title, in English; the agency's own label; or that the code is not in the list. */
function DisplayOf({ one }: { one: Diagnosis }) {
  const { say } = useLanguage();
  const codes = useCodes();
  if (one.system !== "ICD-10-CM") return <span>{one.display}</span>;
  const title = one.display || codes?.find((listed) => listed.code === one.code)?.description;
  if (title !== undefined && title !== "") return <Title title={title} />;
  return codes === null ? null : <span className="soft">{say(words.notListed)}</span>;
}

function History({ one }: { one: Diagnosis }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  return (
    <details className="fold">
      <summary aria-label={`${say(words.history)}: ${one.code}`}>{say(words.history)}</summary>
      <ol className="lines">
        {one.history.map((entry, index) => (
          <li key={entry.statusId} className="soft">
            {[
              words.entry[language](say(statusNames[entry.status]), day(entry.since, "full"), entry.byName, day(dateInZone(entry.at, me.agency.timeZone), "full")),
              entry.reason === "" ? null : `${say(words.reason)}: ${entry.reason}`,
              one.history[index + 1]?.corrects === true ? `${say(words.wasWrong)}.` : null,
            ].filter((part) => part !== null).join(" ")}
          </li>
        ))}
      </ol>
    </details>
  );
}

function PrimaryVerb({ one, caseId, changed }: Of & { one: Diagnosis }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending(`primary-${one.diagnosisId}`);
  const [said, setSaid] = useState("");
  const verb = say(one.isPrimary ? words.unsetPrimary : words.setPrimary);
  async function press() {
    const sent = await sending.send(async () => {
      await api.diagnoses.setPrimary({ caseId, diagnosisId: one.isPrimary ? null : one.diagnosisId });
      await changed();
    });
    if (sent) setSaid(say(words.saved));
  }
  return (
    <>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Button look="quiet" id={`primary-${one.diagnosisId}`} state={sending.state} aria-label={`${verb}: ${one.code}`} onClick={() => void press()}>
        {verb}
      </Button>
      <span role="status" className="hidden-words">{said}</span>
    </>
  );
}
