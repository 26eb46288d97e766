import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState } from "#ui/States.tsx";
import type { StaffRole } from "#features/disclosure/contract.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { partOf } from "../features.words.ts";
import { words } from "../screens.words.ts";
import { addedUp, type Line } from "./lines.ts";
import { Asked } from "./shared.tsx";

type Row = { day: string; about?: "child" | "oneself"; roles: readonly StaffRole[]; name: string | null; procedure: string; times: number };

/** Who looked, in plain words: a day, somebody by name or by what they do here, what, and how often. */
function Looked({ caption, rows, none }: { caption: string; rows: readonly Row[]; none: string }) {
  const { say, day, language } = useLanguage();
  if (rows.length === 0) return <EmptyState sentence={none} />;
  const who = (one: Row) => [one.name, one.roles.map((role) => say(roleNames[role])).join(", ")].filter((word) => word !== null && word !== "").join(" · ");
  const what = (one: Row) => `${say(partOf(one.procedure))}${one.about === undefined ? "" : ` · ${say(one.about === "child" ? words.aboutChild : words.aboutYou)}`}`;
  return (
    <DataTable<Line>
      caption={caption}
      rows={addedUp(rows.map((one) => ({ day: one.day, who: who(one), what: what(one), times: one.times })))}
      rowKey={(one) => `${one.day} ${one.who} ${one.what}`}
      phone="cards"
      columns={[
        { key: "day", label: say(words.day), cell: (one) => day(one.day, "full") },
        { key: "who", label: say(words.who), cell: (one) => one.who },
        { key: "what", label: say(words.about), cell: (one) => one.what },
        { key: "times", label: say(words.howOften), cell: (one) => words.times[language](one.times) },
      ]}
    />
  );
}

/** Who looked at one's own file as a member of staff. */
export function OwnFilePart() {
  const { say } = useLanguage();
  const answer = useAnswer(["privacy", "own-file"], (api) => api.privacy.trail.ofOneself());
  return (
    <section className="part" aria-labelledby="own-file">
      <h2 id="own-file">{say(words.own)}</h2>
      <p className="soft">{say(words.ownWhy)}</p>
      <Asked answer={answer}>{({ readers }) => <Looked caption={say(words.looked)} rows={readers} none={say(words.ownNone)} />}</Asked>
    </section>
  );
}

/** Who looked, for an adult of each family of one's own. */
export function FamilyPart() {
  const { say } = useLanguage();
  const me = useMe();
  const families = useAnswer(["cases.list", "own"], (api) => api.cases.list({ status: "all" }), { when: hasRole(me, "caregiver") ? "now" : "not_yet" });
  return (
    <>
      <p className="soft">{say(words.lookedWhy)}</p>
      <Asked answer={families}>{({ cases }) => cases.map((one) => <OneFamily key={one.caseId} caseId={one.caseId} name={`${one.childGivenName} ${one.childFamilyName}`.trim()} />)}</Asked>
    </>
  );
}

function OneFamily({ caseId, name }: { caseId: string; name: string }) {
  const { say } = useLanguage();
  const answer = useAnswer(["privacy", "readers", caseId], (api) => api.privacy.trail.ofFamily({ caseId }));
  return (
    <section className="part" aria-labelledby={`looked-${caseId}`}>
      <h2 id={`looked-${caseId}`}>{name}</h2>
      <Asked answer={answer}>{({ readers }) => <Looked caption={`${say(words.looked)}: ${name}`} rows={readers} none={say(words.lookedNone)} />}</Asked>
    </section>
  );
}
