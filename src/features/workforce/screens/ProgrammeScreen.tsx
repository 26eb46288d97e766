import { IconArrowsSplit, IconKey, IconMail, IconPhone, IconScaleOutline } from "@tabler/icons-react";
import { ButtonLink } from "#ui/Button.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { Absences } from "./Absences.tsx";
import { Certificates } from "./Certificates.tsx";
import { Endings } from "./Endings.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { Staff } from "./Staff.tsx";
import { Supervisions } from "./Supervisions.tsx";
import { Teams } from "./Teams.tsx";

/** What ends first, then who works here with which credentials, the teams over time, supervision, and the agency's certificates. */
export default function ProgrammeScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const overview = useAnswer(["workforce.overview"], (api) => api.workforce.overview());
  const may = hasRole(me, "administrator") ? "write" : "read";
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={me.agency.name}>
        <ButtonLink href="/app/programme/what-if" glyph={IconArrowsSplit}>
          {say(words.whatIf)}
        </ButtonLink>
        <ButtonLink href="/app/caseload/rule" glyph={IconScaleOutline}>
          {say(words.weights)}
        </ButtonLink>
        {may === "write" ? (
          <ButtonLink href="/app/programme/access" glyph={IconKey}>
            {say(words.access)}
          </ButtonLink>
        ) : null}
        {may === "write" ? (
          <ButtonLink href="/app/programme/on-call" glyph={IconPhone}>
            {say(words.onCall)}
          </ButtonLink>
        ) : null}
        {may === "write" ? (
          <ButtonLink href="/app/programme/reminders" glyph={IconMail}>
            {say(words.reminders)}
          </ButtonLink>
        ) : null}
      </PageHeader>
      {overview.isPending ? (
        <Loading rows={6} />
      ) : overview.isError ? (
        <ErrorState sentence={sentenceFor(overview.error, language)} verb={{ run: () => void overview.refetch() }} />
      ) : (
        <>
          <Endings endings={overview.data.endings} />
          {overview.data.findings.length === 0 ? null : (
            <section className="part" aria-labelledby="asked-of-people">
              <h2 id="asked-of-people">{say(words.asks)}</h2>
              <FindingList findings={overview.data.findings.map(({ name, finding }) => ({ ...finding, message: `${name}: ${finding.message}` }))} />
            </section>
          )}
          <section className="part">
            <h2 id="staff">{say(words.staff)}</h2>
            <Staff staff={overview.data.staff} teams={overview.data.teams} endings={overview.data.endings} today={overview.data.today} may={may} />
            {may === "write" ? <InviteForm staff={overview.data.staff} /> : null}
          </section>
          <Teams teams={overview.data.teams} staff={overview.data.staff} today={overview.data.today} may={may} />
          <Supervisions supervisions={overview.data.supervisions} staff={overview.data.staff} today={overview.data.today} may={may} />
          <Absences staff={overview.data.staff} />
          <Certificates certificates={overview.data.certificates} may={may} />
          <p className="buttons">
            <ButtonLink href="/app/instruments">{say(words.instruments)}</ButtonLink>
            <ButtonLink href="/app/letters">{say(words.letters)}</ButtonLink>
            <ButtonLink href="/app/note-templates">{say(words.noteTemplates)}</ButtonLink>
            <ButtonLink href="/app/measure-schedule">{say(words.measureSchedule)}</ButtonLink>
            {may === "write" ? (
              <>
                <ButtonLink href="/app/programme/training-issuers">{say(words.trainingIssuers)}</ButtonLink>
                <ButtonLink href="/app/programme/site">{say(words.publicPages)}</ButtonLink>
                <ButtonLink href="/app/begin">{say(words.firstSteps)}</ButtonLink>
                <ButtonLink href="/app/settings">{say(words.settings)}</ButtonLink>
                <ButtonLink href="/app/check">{say(words.check)}</ButtonLink>
              </>
            ) : null}
          </p>
        </>
      )}
    </div>
  );
}
