import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { FirstSteps } from "./FirstSteps.tsx";

/** The first steps of an agency, also after they are done. */
export default function BeginScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["begin.get"], (api) => api.begin.get());
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/programme", label: say(words.back) }} />
      {found.isPending ? <Loading rows={6} /> : found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : <FirstSteps {...found.data} />}
    </div>
  );
}
