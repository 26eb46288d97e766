import { IconEye } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { partOf } from "../features.words.ts";
import { words } from "../screens.words.ts";
import { auditActions, type Oddity, type TrailEntry } from "../trail.contract.ts";
import { actionNames, outcomeNames } from "../words.ts";
import { Asked, useMoments, useStaffChoices } from "./shared.tsx";

type Chosen = { staff: string; family: string; kind: string; from: string; to: string };
const keys = ["staff", "family", "kind", "from", "to"] as const;

/** What stands out, and the trail itself; what is asked stands in the address, and what is read here stands in the trail. */
export function TrailPart() {
  const { say } = useLanguage();
  const asked = useSearch({ strict: false }) as Record<string, unknown>;
  const travel = useNavigate();
  const chosen = Object.fromEntries(keys.map((key) => [key, typeof asked[key] === "string" ? asked[key] : ""])) as Chosen;
  const choose = (next: Partial<Chosen>) => void travel({ href: addressOf({ ...chosen, ...next }), replace: true });
  return (
    <section className="part" aria-labelledby="trail">
      <h2 id="trail">{say(words.trail)}</h2>
      <p className="soft">{say(words.trailWhy)}</p>
      <Oddities />
      <Entries chosen={chosen} choose={choose} />
    </section>
  );
}

const addressOf = (chosen: Partial<Chosen>) => `/app/privacy?${new URLSearchParams({ part: "trail", ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== "")) }).toString()}`;

/** How much of what stands out is drawn before somebody asks for more, so that the trail itself is not far below. */
const AT_FIRST = 8;
function Oddities() {
  const { say, language, day, words: shared } = useLanguage();
  const [drawn, setDrawn] = useState(AT_FIRST);
  const answer = useAnswer(["privacy", "oddities"], (api) => api.privacy.trail.oddities());
  return (
    <section aria-labelledby="oddities">
      <h3 id="oddities">{say(words.oddities)}</h3>
      <Asked answer={answer}>
        {({ from, oddities }) => (
          <>
            <p className="soft">{words.odditiesWhy[language](day(from, "full"))}</p>
            {oddities.length === 0 ? <EmptyState sentence={say(words.noOddities)} /> : null}
            <RowList labelledBy="oddities">
              {oddities.slice(0, drawn).map((one, place) => (
                <RowWithVerb
                  key={`${one.kind} ${one.on} ${one.staffId} ${one.caseId} ${place}`}
                  state="later"
                  kind={day(one.on, "weekday")}
                  glyph={IconEye}
                  who={sayOddity(one, language)}
                  why={one.childName ?? undefined}
                  verb={{ label: say(words.showThese), href: addressOf({ ...(one.kind === "failed_sign_ins" ? { kind: "refusal" } : {}), staff: one.staffId ?? "", family: one.caseId ?? "", from: one.on, to: one.on }) }}
                />
              ))}
            </RowList>
            {oddities.length <= drawn ? null : (
              <p>
                <Button onClick={() => setDrawn(drawn + AT_FIRST)}>{shared.table.more(Math.min(AT_FIRST, oddities.length - drawn))}</Button>
              </p>
            )}
          </>
        )}
      </Asked>
    </section>
  );
}

const sayOddity = (one: Oddity, language: "en" | "es"): string => words.odd[one.kind][language](one.staffName, one.count, one.usual ?? 0);

function Entries({ chosen, choose }: { chosen: Chosen; choose: (next: Partial<Chosen>) => void }) {
  const { say, language } = useLanguage();
  const staff = useStaffChoices();
  const { dayOf, timeOf } = useMoments();
  const kind = auditActions.find((one) => one === chosen.kind) ?? null;
  const list = usePages(["privacy", "trail", chosen], (api, after) => api.privacy.trail.list({ staffId: chosen.staff || null, caseId: chosen.family || null, kind, from: chosen.from || null, to: chosen.to || null, after }));
  const entries = list.pages.flatMap((page) => page.entries);
  return (
    <>
      <div className="desk-filter">
        <SelectField label={say(words.staff)} width="short" empty={say(words.anybody)} value={chosen.staff} onChange={(next) => choose({ staff: next })} options={staff} />
        <SelectField label={say(words.what)} width="short" empty={say(words.anything)} value={chosen.kind} onChange={(next) => choose({ kind: next })} options={auditActions.map((value) => ({ value, label: say(actionNames[value]) }))} />
        <DateField label={say(words.from)} value={chosen.from} onChange={(next) => choose({ from: next })} />
        <DateField label={say(words.to)} value={chosen.to} onChange={(next) => choose({ to: next })} />
        {keys.some((key) => chosen[key] !== "") ? <Link href="/app/privacy?part=trail">{say(words.wholeTrail)}</Link> : null}
      </div>
      <Asked answer={{ isPending: list.state === "loading", error: list.fault, data: list.state === "there" ? entries : undefined, refetch: list.again }}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState sentence={say(words.trailNone)} />
          ) : (
            <DataTable<TrailEntry>
              caption={say(words.entries)}
              rows={all}
              rowKey={(one) => one.entryId}
              step={60}
              phone="cards"
              more={list.more === null ? null : { state: list.more.state, fetch: () => list.more?.fetch() }}
              columns={[
                { key: "at", label: say(words.at), cell: (one) => `${dayOf(one.at)}, ${timeOf(one.at)}` },
                { key: "who", label: say(words.who), cell: (one) => <Who one={one} /> },
                { key: "did", label: say(words.did), cell: (one) => `${say(actionNames[one.action])}${one.outcome in outcomeNames && one.action !== "refusal" ? ` (${say(outcomeNames[one.outcome]!)})` : ""}` },
                { key: "what", label: say(words.about), cell: (one) => <span title={one.procedure}>{say(partOf(one.procedure))}</span> },
                { key: "family", label: say(words.family), cell: (one) => (one.caseId !== null && one.childName !== null ? <Link href={addressOf({ family: one.caseId })}>{one.childName}</Link> : one.families > 0 ? words.severalFamilies[language](one.families) : "–") },
              ]}
            />
          )
        }
      </Asked>
    </>
  );
}

function Who({ one }: { one: TrailEntry }) {
  const { say } = useLanguage();
  const roles = one.roles.flatMap((role) => (role in roleNames ? [say(roleNames[role as keyof typeof roleNames])] : []));
  const kind = one.actorKind in words.actors ? say(words.actors[one.actorKind as keyof typeof words.actors]) : one.actorKind;
  return <>{one.staffName === null ? kind : [one.staffName, ...(roles.length === 0 ? [] : [roles.join(", ")])].join(" · ")}</>;
}
