import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { type Definition, DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { ApplicationForm, ApplicationView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { distanceNames, kindNames, languageNames, licenceNames, roleNames, settingNames, statusNames, yesNo } from "../words.ts";
import { Actions } from "./Actions.tsx";
import { Measured } from "./Measured.tsx";
import { Readers } from "./Readers.tsx";
import "#features/intake/screens/intake.css";
import "./applications.css";

/** One application: what it says, who reads it and how, and what happens now. Names stay away while it is read blind. */
export default function ApplicationScreen({ applicationId }: { applicationId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.one);
  const found = useAnswer(["applications.get", applicationId], (api) => api.applications.get({ applicationId }));
  const plan = useAnswer(["applications.plan"], (api) => api.applications.plan());
  const back = { href: "/app/applications", label: say(words.title) };
  if (found.isPending || found.isError || plan.data === undefined)
    return (
      <div className="page">
        <PageHeader title={say(words.one)} back={back} />
        {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : <Loading rows={4} />}
      </div>
    );
  const one = found.data;
  return (
    <div className="page">
      <PageHeader title={one.organization === null ? words.code[language](one.code) : one.organization} detail={[say(statusNames[one.status]!), ...(one.organization === null ? [] : [one.code])].join(" · ")} back={back} />
      {one.names === null ? <p className="soft">{say(words.blind)}</p> : null}
      <DefinitionStrip
        definitions={[
          { label: say(words.kind), value: say(kindNames[one.kind]) },
          { label: say(words.cohort), value: one.cohort },
          { label: say(words.submitted), value: day(dateInZone(one.submittedAt, me.agency.timeZone), "full") },
          { label: say(words.language), value: say(languageNames[one.language]) },
        ]}
      />
      <div className="referral-columns">
        <div>
          <Said application={one} licences={plan.data.licences} />
          <Measured application={one} />
          <Readers application={one} rubric={plan.data.rubric} />
          <History application={one} />
        </div>
        <aside aria-label={say(words.next)}>
          <Actions application={one} rubric={plan.data.rubric} people={plan.data.load} />
        </aside>
      </div>
    </div>
  );
}

function Said({ application, licences }: { application: ApplicationView; licences: ApplicationForm["licences"] }) {
  const { say } = useLanguage();
  const { content, names, kind } = application;
  const nameOf = (id: string) => names?.people.find((one) => one.id === id)?.name ?? null;
  const definitions: Definition[] = [
    ...(names === null ? [] : [{ label: say(words.organization), value: names.organization }, { label: say(words.town), value: names.town }, { label: say(words.email), value: names.email }]),
    { label: say(words.setting), value: content.setting === "" ? "—" : say(settingNames[content.setting]) },
    { label: say(words.languages), value: content.languages.map((one) => say(languageNames[one])).join(", ") || "—" },
    { label: say(words.medicaid), value: content.medicaid === "" ? "—" : say(yesNo[content.medicaid]) },
    ...(kind === "single" ? [{ label: say(words.distance), value: content.distance === "" ? "—" : say(distanceNames[content.distance]) }, { label: say(words.areaField), value: application.area || "—" }] : []),
  ];
  return (
    <>
      <section className="part" aria-labelledby="about">
        <h2 id="about">{say(words.about)}</h2>
        <div className="application-facts">
          <DefinitionStrip look="list" definitions={definitions} />
        </div>
        <h3>{say(words.why)}</h3>
        <p className="application-words" lang={application.language}>{content.why}</p>
        {content.support === "" ? null : <><h3>{say(words.support)}</h3><p className="application-words" lang={application.language}>{content.support}</p></>}
      </section>
      <section className="part" aria-labelledby="people">
        <h2 id="people">{say(words.people)}</h2>
        <DataTable
          caption={say(words.people)}
          phone="cards"
          rows={content.people}
          rowKey={(one) => one.id}
          columns={[
            { key: "name", label: say(words.person), cell: (one) => nameOf(one.id) ?? <span className="soft">{say(words.hidden)}</span> },
            { key: "role", label: say(words.role), cell: (one) => say(roleNames[one.role]) },
            { key: "licence", label: say(words.licence), cell: (one) => (one.licence === "" ? "—" : `${say(licences.find((each) => each.id === one.credential)?.words ?? words.otherLicence)}, ${say(licenceNames[one.licence])}`) },
            { key: "degree", label: say(words.degree), cell: (one) => <span className="application-words">{one.degree || one.ownPart || "—"}</span> },
            { key: "years", label: say(words.years), cell: (one) => (one.yearsHere === "" ? "—" : `${one.yearsHere} / ${one.yearsInAll}`) },
          ]}
        />
        {application.notes.length === 0 ? null : <><h3>{say(words.notes)}</h3><ul>{application.notes.map((note) => <li key={note}>{note}</li>)}</ul></>}
      </section>
      {application.actions.length === 0 ? null : (
        <section className="part" aria-labelledby="actions">
          <h2 id="actions">{say(words.actions)}</h2>
          <ul>{saidOnce(application.actions.map((one) => ({ of: one.of === "agency" ? say(words.agency) : (nameOf(one.of) ?? say(roleNames.clinician)), words: say(one.words) }))).map((one) => <li key={one.words}><strong>{one.of}</strong> {one.words}</li>)}</ul>
        </section>
      )}
    </>
  );
}

/** What several have to do stands once, with whoever has to. */
function saidOnce(all: readonly { of: string; words: string }[]): { of: string; words: string }[] {
  const said = [...new Set(all.map((one) => one.words))];
  return said.map((words) => ({ of: [...new Set(all.flatMap((one) => (one.words === words ? [one.of] : [])))].join(", "), words }));
}

function History({ application }: { application: ApplicationView }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const dayOf = (at: string) => day(dateInZone(at, me.agency.timeZone), "full");
  return (
    <section className="part" aria-labelledby="history">
      <h2 id="history">{say(words.history)}</h2>
      <ul className="application-history">
        {application.decisions.map((one) => (
          <li key={one.at + one.decision}>
            <strong>{one.decision === "reopened" ? say(words.reopened) : say(words.decisions[one.decision])}</strong> {words.by[language](one.by ?? say(words.applicant), dayOf(one.at))}: <span lang={application.language}>{one.reason}</span>
          </li>
        ))}
        {application.letters.map((one) => (
          <li key={one.letterId}>
            <a className="link" href={`/api/applications/${application.applicationId}/letters/${one.letterId}`} target="_blank" rel="noopener">{words.letter[language](say(words.letters[one.kind]), dayOf(one.writtenAt))}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
