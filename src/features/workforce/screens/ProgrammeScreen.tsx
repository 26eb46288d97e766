import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { Certificates } from "./Certificates.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { Staff } from "./Staff.tsx";
import { Teams } from "./Teams.tsx";

/** Who works here with which credentials, in which teams, and the agency's certificates. Administrators add to it. */
export default function ProgrammeScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const overview = useAnswer(["workforce.overview"], (api) => api.workforce.overview());
  const may = hasRole(me, "administrator") ? "write" : "read";
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={me.agency.name} />
      {overview.isPending ? (
        <Loading rows={6} />
      ) : overview.isError ? (
        <ErrorState sentence={sentenceFor(overview.error, language)} verb={{ run: () => void overview.refetch() }} />
      ) : (
        <>
          <section className="part">
            <h2 id="staff">{say(words.staff)}</h2>
            <Staff staff={overview.data.staff} may={may} />
            {may === "write" ? <InviteForm staff={overview.data.staff} /> : null}
          </section>
          <Teams teams={overview.data.teams} staff={overview.data.staff} may={may} />
          <Certificates certificates={overview.data.certificates} may={may} />
        </>
      )}
    </div>
  );
}
