import { IconUser, IconUsersGroup } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { applicationKinds, type ApplicationRow, applicationsAsked, type ApplicationsAsked } from "../contract.ts";
import { words } from "../screens.words.ts";
import { kindNames, statusNames } from "../words.ts";
import { PlanPart } from "./PlanPart.tsx";
import "./applications.css";

const PATH = "/app/applications";
const tabs = ["open", "submitted", "waiting", "accepted", "declined", "withdrawn", "reopened", "all"] as const satisfies readonly ApplicationsAsked["status"][];

/** Applications to the collaborative, those to decide first; and the cohorts with their places. */
export default function ApplicationsScreen() {
  const { say, language } = useLanguage();
  const list = useAsked(applicationsAsked, PATH, useSearch({ strict: false }) as Record<string, unknown>);
  const { asked } = list;
  usePageTitle(words.title);
  const found = useAnswer(["applications.list", asked], (api) => api.applications.list(asked));
  const plan = useAnswer(["applications.plan"], (api) => api.applications.plan());
  const href = (one: (typeof tabs)[number]) => list.href({ status: one === "open" ? null : one });
  const label = (one: (typeof tabs)[number]) => (one === "open" ? say(words.open) : one === "all" ? say(words.all) : `${say(statusNames[one]!)} (${found.data?.counts[one] ?? 0})`);
  const rows = found.data?.applications ?? [];
  return (
    <div className="page">
      <PageHeader title={say(words.title)} />
      <Tabs label={say(words.which)} tabs={tabs.map((one) => ({ href: href(one), label: label(one) }))} current={href(asked.status)} />
      <div className="application-filters">
        <SelectField label={say(words.kind)} value={asked.kind ?? ""} empty={say(words.anyKind)} onChange={(next) => list.change({ kind: next === "" ? null : next })} options={applicationKinds.map((value) => ({ value, label: say(kindNames[value]) }))} />
        <SelectField label={say(words.cohort)} value={asked.cohortId ?? ""} empty={say(words.anyCohort)} onChange={(next) => list.change({ cohortId: next === "" ? null : next })} options={(plan.data?.cohorts ?? []).map((one) => ({ value: one.cohortId, label: one.name }))} />
        <SelectField label={say(words.own)} value={asked.own ?? ""} empty={say(words.anyOwn)} onChange={(next) => list.change({ own: next === "" ? null : next })} options={[{ value: "to_score", label: say(words.toScore) }]} />
        <SelectField label={say(words.sort)} value={asked.sort === "code" ? "code" : ""} empty={say(words.sorts.submitted)} onChange={(next) => list.change({ sort: next === "" ? null : next })} options={[{ value: "code", label: say(words.sorts.code) }]} />
      </div>
      {found.isPending ? (
        <Loading rows={5} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : rows.length === 0 ? (
        <EmptyState sentence={say(words.none)}>{asked.status === "all" ? undefined : <Link href={`${PATH}?status=all`}>{say(words.showAll)}</Link>}</EmptyState>
      ) : (
        <>
          <p className="soft">{words.count[language](rows.length)}</p>
          <RowList label={say(words.title)}>
            {rows.map((one) => (
              <Row key={one.applicationId} application={one} />
            ))}
          </RowList>
        </>
      )}
      {plan.data === undefined ? null : <PlanPart plan={plan.data} />}
    </div>
  );
}

function Row({ application }: { application: ApplicationRow }) {
  const { say, language } = useLanguage();
  const asks = application.own === "to_score" && (application.status === "submitted" || application.status === "waiting");
  const { organization, code, cohort, clinicians, scored, readers, mean } = application;
  return (
    <RowWithVerb
      state={asks ? "today" : application.status === "submitted" || application.status === "waiting" ? "later" : "done"}
      kind={say(statusNames[application.status]!)}
      glyph={application.kind === "team" ? IconUsersGroup : IconUser}
      who={organization === null ? code : `${organization} · ${code}`}
      href={`${PATH}/${application.applicationId}`}
      why={[say(kindNames[application.kind]), cohort, words.clinicians[language](clinicians), words.readers[language](scored, readers), ...(organization === null ? [say(words.blindShort)] : [])].join(" · ")}
      aside={mean === null ? undefined : words.mean[language](mean)}
      verb={{ label: say(asks ? words.score : words.read), href: `${PATH}/${application.applicationId}` }}
    />
  );
}
