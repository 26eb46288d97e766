import { useAnswer, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { administrationWords as words } from "../administration.screens.words.ts";
import { Invitations } from "./Invitations.tsx";
import { Organisation } from "./Organisation.tsx";
import { Recoveries } from "./Recoveries.tsx";
import { Roles } from "./Roles.tsx";
import { SecondFactorRoles } from "./SecondFactorRoles.tsx";
import "./open.css";

/** Who comes in and with what, for those who run the programme: invitations, the second factor by role, the organisation's sign-in, letting in anew. */
export default function AccessScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const refresh = useRefresh();
  usePageTitle(words.title);
  const found = useAnswer(["access.get"], (api) => api.access.get());
  const again = () => refresh(["access.get"]);
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={me.agency.name} back={{ href: "/app/programme", label: say(words.toProgramme) }} />
      {found.isPending ? (
        <Loading rows={6} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : (
        <>
          <Invitations invitations={found.data.invitations} onChanged={again} />
          <Recoveries />
          <SecondFactorRoles roles={found.data.secondFactorRoles} onKept={again} />
          <Organisation organisation={found.data.organisation} callback={found.data.callback} bindings={found.data.bindings} onChanged={again} />
          <Roles />
        </>
      )}
    </div>
  );
}
