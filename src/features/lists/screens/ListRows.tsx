import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHelpCircle } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi, useRefresh } from "#ui/client.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { kindNames } from "#features/people/screens.words.ts";
import type { AlikeOne, BroughtList, Choice, ListRow } from "../contract.ts";
import { alikeKinds, choiceWords, likenessNames, outcomeWords, verdictWords, whyWords, words } from "../screens.words.ts";
import { fieldTitles } from "../words.ts";

const before = ["all", "alike", "refused", "there", "ready"] as const;
const after = ["all", "made", "left", "kept"] as const;
type Show = (typeof before)[number] | (typeof after)[number];

/** The rows of a list, a page at a time, with a choice where somebody may be there already. */
export function ListRows({ list }: { list: BroughtList }) {
  const { say, language } = useLanguage();
  const isRead = list.state === "read";
  const [show, setShow] = useState<Show>(isRead && list.counts.alike > 0 ? "alike" : isRead && list.counts.refused > 0 ? "refused" : "all");
  const pages = usePages(["lists.rows", list.listId, list.revision, show], async (api, key) => {
    const { rows, next } = await api.lists.rows({ listId: list.listId, show, after: Number(key ?? 0) });
    return { rows, next: next === null ? null : String(next) };
  });
  const rows = pages.pages.flatMap((one) => one.rows);
  const labels: Record<Show, string> = { all: say(words.all), ready: say(verdictWords.ready), alike: say(verdictWords.alike), refused: say(verdictWords.refused), there: say(verdictWords.there), made: say(outcomeWords.made), left: say(outcomeWords.refused), kept: say(outcomeWords.kept) };
  return (
    <section className="part" aria-labelledby="rows">
      <h2 id="rows">{say(words.rows)}</h2>
      <SelectField id="show-rows" label={say(words.show)} value={show === "all" ? "" : show} onChange={(value) => setShow(value === "" ? "all" : (value as Show))} width="short" empty={labels.all} options={(isRead ? before : after).filter((one) => one !== "all").map((one) => ({ value: one, label: labels[one] }))} />
      {pages.state === "loading" ? <Loading rows={3} /> : null}
      {pages.state === "failed" ? <ErrorState sentence={sentenceFor(pages.fault!, language)} verb={{ run: pages.again }} /> : null}
      {pages.state === "there" && rows.length === 0 ? <p className="soft">{say(words.noRows)}</p> : null}
      <ol className="list-rows">
        {rows.map((row) => (
          <Row key={row.number} row={row} list={list} />
        ))}
      </ol>
      {pages.more === null ? null : <Button state={pages.more.state} onClick={pages.more.fetch}>{say(words.more)}</Button>}
    </section>
  );
}

const glyphs = { bad: IconAlertTriangle, asks: IconHelpCircle, good: IconCircleCheck, past: IconCircleDashed } as const;
const looks = { bad: "mark mark--not_met", asks: "mark mark--draft", good: "mark mark--met", past: "mark mark--not_applicable" } as const;
/** How a row stands, for the eye: it cannot be, it asks, it is or will be, or it is over. */
function standingOf({ outcome, verdict }: ListRow): keyof typeof glyphs {
  if (outcome === "waiting") return verdict === "refused" ? "bad" : verdict === "alike" ? "asks" : verdict === "ready" ? "good" : "past";
  return outcome === "refused" ? "bad" : outcome === "made" || outcome === "kept" ? "good" : "past";
}

function Row({ row, list }: { row: ListRow; list: BroughtList }) {
  const { say, day } = useLanguage();
  const { content } = row;
  const name = content === null ? "" : `${content.child.givenName} ${content.child.familyName}`.trim();
  const standing = standingOf(row);
  const state = row.outcome === "waiting" ? verdictWords[row.verdict] : outcomeWords[row.outcome];
  const adults = content?.adults.map((one) => `${one.givenName} ${one.familyName}`.trim() + ` (${say(kindNames[one.kind] ?? kindNames.other_caregiver!)})`).join(", ") ?? "";
  return (
    <li>
      <div className="list-row-head">
        <span>
          <span className="soft">
            {say(words.row)} {row.number}
          </span>{" "}
          <strong>{name}</strong> <span className="soft">{[content?.child.birthDate ? day(content.child.birthDate, "full") : null, adults === "" ? null : adults].filter((one) => one !== null).join(" · ")}</span>
        </span>
        <span className={looks[standing]}>
          <Icon glyph={glyphs[standing]} size={16} />
          <span>{say(state)}</span>
        </span>
        {row.outcome !== "made" && row.outcome !== "kept" ? null : row.madeCaseId === null ? <Link href={`/app/referrals/${row.madeReferralId}`}>{say(words.openReferral)}</Link> : <Link href={`/app/families/${row.madeCaseId}`}>{say(words.openCase)}</Link>}
      </div>
      {row.faults.map((fault) => (
        <span key={fault.field}>
          <strong>{say(fieldTitles[fault.field])}:</strong> {say(fault.expected)}
        </span>
      ))}
      {row.why === null || row.why === "not_valid" ? null : <span>{say(whyWords[row.why])}</span>}
      {row.outcome === "waiting" && row.alike.length > 0 ? <Alike row={row} list={list} name={name} /> : null}
    </li>
  );
}

type Named = ListRow["alike"][number];
const keyOf = (choice: Choice, same: { kind: string; id: string } | null) => (choice === "same" && same !== null ? `same ${same.kind} ${same.id}` : choice);

function Alike({ row, list, name }: { row: ListRow; list: BroughtList; name: string }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const [failed, setFailed] = useState("");
  const [chosen, setChosen] = useState(row.choice === null ? "" : keyOf(row.choice, row.sameAs));
  const there = row.alike.filter((one): one is Named & { kind: "case" | "referral" } => one.kind !== "row");
  async function choose(value: string) {
    if (value === "") return;
    const [choice, kind, id] = value.split(" ") as [Choice, "case" | "referral" | undefined, string | undefined];
    setChosen(value);
    try {
      await api.lists.choose({ listId: list.listId, number: row.number, choice, sameAs: kind === undefined ? null : { kind, id: id! } });
      setFailed("");
      await refresh(["lists.get", list.listId]);
    } catch (error) {
      setChosen(row.choice === null ? "" : keyOf(row.choice, row.sameAs));
      setFailed(sentenceFor(asApiFault(error), language));
    }
  }
  return (
    <div className="list-alike">
      <ul>
        {row.alike.map((one) => (
          <li key={`${one.kind} ${one.id}`}>
            <AlikeName one={one} /> <span className="soft">{[one.birthDate === null ? null : day(one.birthDate, "full"), say(likenessNames[one.likeness])].filter((part) => part !== null).join(" · ")}</span>
          </li>
        ))}
      </ul>
      <SelectField
        id={`choice-${row.number}`}
        label={words.choiceFor[language](name, row.number)}
        value={chosen}
        onChange={(value) => void choose(value)}
        empty={say(words.chooseFirst)}
        options={[...there.map((one) => ({ value: keyOf("same", one), label: words.sameAs[language](`${one.name} (${say(alikeKinds[one.kind])})`) })), ...(["new", "leave_out"] as const).map((one) => ({ value: one, label: say(choiceWords[one]) }))]}
      />
      <p role="status">{failed}</p>
    </div>
  );
}

function AlikeName({ one }: { one: AlikeOne & { name: string } }) {
  const { say } = useLanguage();
  const kind = one.kind === "row" ? `${say(words.row).toLowerCase()} ${one.id}` : say(alikeKinds[one.kind]);
  const label = one.name === "" ? kind : `${one.name} (${kind})`;
  return one.kind === "row" ? label : <Link href={one.kind === "case" ? `/app/families/${one.id}` : `/app/referrals/${one.id}`}>{label}</Link>;
}
