import { IconBook2, IconClipboardList, IconPrinter } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { type Result, results, type Room, type RowState, rowStates, type Subject, subjects } from "../contract.ts";
import { rowStateWords, words } from "../screens.words.ts";
import { Ages } from "./Ages.tsx";
import { Behind } from "./Behind.tsx";
import { Exceptions } from "./Exceptions.tsx";
import { countStates } from "./order.ts";
import { PrintSheet } from "./PrintSheet.tsx";
import { RoomTable } from "./RoomTable.tsx";
import { StateMark } from "./StateMark.tsx";
import "./compliance.css";

type Place = { part?: unknown; policy?: unknown; state?: unknown; rule?: unknown; of?: unknown; result?: unknown };
const oneOf = <T extends string>(known: readonly T[], asked: unknown): T | null => (known as readonly unknown[]).includes(asked) ? (asked as T) : null;
const text = (asked: unknown) => (typeof asked === "string" && asked !== "" ? asked : null);

/** The compliance room: every clause and timer with its evidence; what is behind a number; ages; exceptions. Where one is stands in the address. */
export default function ComplianceScreen() {
  const { say } = useLanguage();
  const me = useMe();
  const place = useSearch({ strict: false }) as Place;
  usePageTitle(words.title);
  const part = oneOf(["ages", "exceptions"], place.part) ?? "rules";
  const [policy, rule, subject] = [text(place.policy), text(place.rule), oneOf<Subject>(subjects, place.of)];
  if (policy !== null && rule !== null && subject !== null) return <Behind policy={policy} rule={rule} subject={subject} result={oneOf<Result>(results, place.result)} />;
  const address = (key: string) => (key === "rules" ? "/app/compliance" : `/app/compliance?part=${key}`);
  const tabs = (["rules", "ages", "exceptions"] as const).map((key) => ({ href: address(key), label: say(words[key]) }));
  return (
    <div className="page compliance">
      <PageHeader title={say(words.title)}>
        <ButtonLink glyph={IconBook2} href="/app/rulebook">
          {say(words.rulebook)}
        </ButtonLink>
        {hasRole(me, "administrator", "privacy_officer") ? (
          <ButtonLink glyph={IconClipboardList} href="/app/audits">
            {say(words.audits)}
          </ButtonLink>
        ) : null}
        {part === "rules" ? (
          <Button glyph={IconPrinter} onClick={() => window.print()}>
            {say(words.print)}
          </Button>
        ) : null}
      </PageHeader>
      <Tabs label={say(words.parts)} tabs={tabs} current={address(part)} />
      {part === "ages" ? <Ages /> : part === "exceptions" ? <Exceptions /> : <Rules policy={policy} state={oneOf<RowState>(rowStates, place.state)} />}
    </div>
  );
}

function Rules({ policy, state }: { policy: string | null; state: RowState | null }) {
  const { say, language, day } = useLanguage();
  const travel = useNavigate();
  // All rows come at once: the filters choose among them, and the printed sheet holds those that are chosen.
  const answer = useAnswer(["compliance.room"], (api) => api.compliance.room({ policy: null, state: null }));
  if (answer.isPending) return <Loading rows={10} />;
  if (answer.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(answer.error, language)}`} verb={{ run: () => void answer.refetch(), state: answer.isFetching ? "busy" : "ready" }} />;
  const { policies, rows, notEncoded, from } = answer.data;
  const ofPolicy = rows.filter((row) => policy === null || row.policy === policy);
  const chosen = ofPolicy.filter((row) => state === null || row.state === state);
  const go = (next: { policy: string | null; state: string | null }) => {
    const query = new URLSearchParams(Object.entries(next).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))).toString();
    void travel({ href: `/app/compliance${query === "" ? "" : `?${query}`}` });
  };
  return (
    <>
      <ul className="room-policies">{policies.map((one) => <PolicyLine key={one.policy} one={one} />)}</ul>
      <ul className="room-states" aria-label={say(words.state)}>
        {countStates(ofPolicy).map((one) => (
          <li key={one.state}>
            <StateMark state={one.state} word={`${one.rows} ${say(rowStateWords[one.state]).toLocaleLowerCase(language)}`} />
          </li>
        ))}
      </ul>
      <p className="soft">
        {words.sessionsSince[language](day(from, "full"))} {say(words.draftsWarn)}
      </p>
      <div className="filters room-filters">
        <SelectField label={say(words.policy)} empty={say(words.allPolicies)} value={policy ?? ""} onChange={(value) => go({ policy: value || null, state })} options={policies.map((one) => ({ value: one.policy, label: one.title }))} />
        <SelectField label={say(words.state)} empty={say(words.allStates)} value={state ?? ""} onChange={(value) => go({ policy, state: value || null })} options={rowStates.map((one) => ({ value: one, label: say(rowStateWords[one]) }))} />
      </div>
      {chosen.length === 0 ? <EmptyState sentence={say(words.noRows)}>{say(words.noRowsNext)}</EmptyState> : <RoomTable rows={chosen} />}
      <NotEncoded notEncoded={notEncoded.filter((one) => policy === null || one.policy === policy)} />
      <PrintSheet room={answer.data} rows={chosen} />
    </>
  );
}

function PolicyLine({ one }: { one: Room["policies"][number] }) {
  const { say, language, day } = useLanguage();
  return (
    <li>
      <strong>{one.title}</strong>{" "}
      <span className="soft">
        {one.cite} · {one.version === null ? say(words.noVersion) : words.version[language](one.validFrom === null ? one.version : day(one.validFrom, "full"))}
        {one.edition === null ? null : <> · {words.edition[language](one.edition)}</>}
      </span>
    </li>
  );
}

function NotEncoded({ notEncoded }: { notEncoded: Room["notEncoded"] }) {
  const { say } = useLanguage();
  if (notEncoded.length === 0) return null;
  return (
    <details className="fold room-not-encoded">
      <summary>{say(words.notEncoded)}</summary>
      <dl>
        {notEncoded.map((one) => (
          <div key={`${one.policy} ${one.cite}`}>
            <dt>{one.cite}</dt>
            <dd>{one.why}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
