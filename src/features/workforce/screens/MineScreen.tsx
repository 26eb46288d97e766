import { MyListing } from "#features/about/screens/MyListing.tsx";
import { MyDocuments } from "#features/documents/screens/StaffDocuments.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { credentialNames, words } from "../screens.words.ts";
import { SpanState, useCredentialName } from "./CredentialState.tsx";
import "./workforce.css";

/** One's own credentials as the agency has them, and which of them end. */
export default function MineScreen() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.mine);
  const nameOf = useCredentialName();
  const mine = useAnswer(["workforce.mine"], (api) => api.workforce.mine());
  return (
    <div className="page">
      <PageHeader title={say(words.mine)}>{hasRole(me, "clinician", "trainee", "supervisor", "senior_leader", "administrator") ? <Link href="/app/roster">{say(words.toRoster)}</Link> : null}</PageHeader>
      {mine.isPending ? (
        <Loading rows={4} />
      ) : mine.isError ? (
        <ErrorState sentence={sentenceFor(mine.error, language)} verb={{ run: () => void mine.refetch() }} />
      ) : mine.data.credentials.length === 0 ? (
        <EmptyState sentence={say(words.mineNone)}>{say(words.mineNext)}</EmptyState>
      ) : (
        <>
          <DataTable
            caption={say(words.mine)}
            rows={mine.data.credentials}
            rowKey={(one) => one.credentialId}
            phone="cards"
            columns={[
              { key: "kind", label: say(words.kind), cell: (one) => <span id={`credential-${one.credentialId}`}>{`${say(credentialNames[one.kind])} ${nameOf(one)}`.trim()}</span> },
              { key: "issuer", label: say(words.issuer), cell: (one) => [one.issuer, one.number].filter((part) => part !== "").join(" · ") || "–" },
              { key: "from", label: say(words.validFrom), cell: (one) => day(one.validFrom, "full") },
              { key: "state", label: say(words.state), cell: (one) => <SpanState span={one} today={mine.data.today} /> },
            ]}
          />
          <p className="soft">{say(words.mineNext)}</p>
        </>
      )}
      <MyDocuments />
      <MyListing />
    </div>
  );
}
