import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { words } from "../screens.words.ts";
import { mailLabels, textLabels } from "../words.ts";
import { type Leaving, Messages } from "./Messages.tsx";

/** What was sent to families, waits, failed or is unclear, and why; in the demo each message can be opened. */
export default function OutboxScreen() {
  const { say } = useLanguage();
  usePageTitle(words.title);
  const detail = ({ mail, texts }: Leaving) => [say(mailLabels[mail]), ...(texts === "demo" ? [] : [say(textLabels[texts])])].join(" ");
  return (
    <div className="page outbox">
      <Messages caseId={null} head={(leaving) => <PageHeader title={say(words.title)} detail={leaving === null ? undefined : detail(leaving)} />} />
    </div>
  );
}
