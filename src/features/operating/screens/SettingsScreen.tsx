import { useAnswer } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Setting } from "../contract.ts";
import { words } from "../screens.words.ts";
import "./operating.css";

/** Every setting: what it does, how it stands, what is accepted. */
export default function SettingsScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.settingsTitle);
  const found = useAnswer(["operating.settings"], (api) => api.operating.settings());
  return (
    <div className="page">
      <PageHeader title={say(words.settingsTitle)} back={{ href: "/app/programme", label: say(words.back) }}>
        <Link href="/app/check">{say(words.checkTitle)}</Link>
      </PageHeader>
      <p className="operating-lead">{say(words.settingsLead)}</p>
      {found.isPending ? (
        <Loading rows={6} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : (
        <>
          <Some id="agency" title={say(words.agency)} hint={null} settings={found.data.agency} />
          <Some id="installation" title={say(words.installation)} hint={say(words.installationHint)} settings={found.data.installation} />
        </>
      )}
    </div>
  );
}

function Some({ id, title, hint, settings }: { id: string; title: string; hint: string | null; settings: readonly Setting[] }) {
  const { say } = useLanguage();
  return (
    <section className="part settings-table" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint === null ? null : <p className="soft">{hint}</p>}
      <DataTable
        caption={title}
        rows={settings}
        rowKey={(one) => one.name}
        phone="cards"
        columns={[
          { key: "name", label: say(words.name), cell: (one) => one.name },
          { key: "about", label: say(words.about), cell: (one) => one.about },
          { key: "present", label: say(words.present), cell: (one) => (one.href === null ? one.present : <>{one.present} · <Link href={one.href} aria-label={`${say(words.change)}: ${one.name}`}>{say(words.change)}</Link></>) },
          { key: "accepts", label: say(words.accepts), cell: (one) => <span className="soft">{one.accepts}</span> },
        ]}
      />
    </section>
  );
}
