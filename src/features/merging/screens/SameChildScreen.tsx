import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type Pages, usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Merge, Pair } from "../contract.ts";
import { leftoverNames, likenessWords, words } from "../screens.words.ts";
import { nameOf } from "./saying.ts";
import "./merging.css";

/** Which records may be of the same child; for who decides, those that were joined as well. */
export default function SameChildScreen() {
  const { say } = useLanguage();
  const decides = hasRole(useMe(), "administrator");
  usePageTitle(words.title);
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/families", label: say(words.back) }} />
      <Candidates verb={decides ? "compare" : "none"} />
      {decides ? <Joined /> : null}
    </div>
  );
}

function Candidates({ verb }: { verb: "compare" | "none" }) {
  const { say } = useLanguage();
  const list = usePages(["merging.candidates"], (api, after) => api.merging.candidates({ after }));
  const pairs = list.pages.flatMap((one) => one.pairs);
  return (
    <section className="part" aria-labelledby="maybe">
      <h2 id="maybe">{say(words.maybe)}</h2>
      {verb === "none" ? <p className="soft">{say(words.tell)}</p> : null}
      <StateOf list={list} />
      {list.state === "there" && pairs.length === 0 && list.more === null ? <p className="soft">{say(words.none)}</p> : null}
      <ul className="same-pairs">
        {pairs.map((one) => (
          <PairRow key={`${one.sides[0]!.caseId} ${one.otherCaseId}`} one={one} verb={verb} />
        ))}
      </ul>
      <More list={list} />
    </section>
  );
}

function PairRow({ one, verb }: { one: Pair; verb: "compare" | "none" }) {
  const { say, day } = useLanguage();
  return (
    <li>
      <strong>{say(likenessWords[one.likeness])}</strong>
      {one.sides.map((side) => (
        <span key={side.caseId}>
          <Link href={`/app/families/${side.caseId}`}>{nameOf(side)}</Link>{" "}
          <span className="soft">{[side.childBirthDate === null ? null : day(side.childBirthDate, "full"), `${say(words.opened)} ${day(side.openedOn, "full")}`, side.clinicians.join(", ") || null].filter((part) => part !== null).join(" · ")}</span>
        </span>
      ))}
      {verb === "compare" ? (
        <Link href={`/app/same-child/${one.sides[0]!.caseId}/${one.otherCaseId}`} aria-label={`${say(words.compare)}: ${one.sides.map(nameOf).join(", ")}`}>
          {say(words.compare)}
        </Link>
      ) : null}
    </li>
  );
}

function Joined() {
  const { say } = useLanguage();
  const list = usePages(["merging.list"], (api, after) => api.merging.list({ after }));
  const merges = list.pages.flatMap((one) => one.merges);
  return (
    <section className="part" aria-labelledby="joined">
      <h2 id="joined">{say(words.joinedList)}</h2>
      <StateOf list={list} />
      {list.state === "there" && merges.length === 0 ? <p className="soft">{say(words.noneJoined)}</p> : null}
      <ul className="same-pairs">
        {merges.map((one) => (
          <MergeRow key={one.mergeId} one={one} />
        ))}
      </ul>
      <More list={list} />
    </section>
  );
}

function MergeRow({ one }: { one: Merge }) {
  const { say, day, language } = useLanguage();
  const zone = useMe().agency.timeZone;
  const on = (at: string) => day(dateInZone(at, zone), "full");
  return (
    <li>
      <span>
        {words.joinedOn[language](one.childName, one.intoChildName, one.mergedBy, on(one.mergedAt))} <span className="soft">{one.reason}</span>
      </span>
      {one.undone === null ? (
        <>
          <Link href={`/app/families/${one.intoCaseId}`}>{say(words.toRecord)}</Link>
          <FormPanel verb={say(words.undo)} about={one.childName}>{(close) => <UndoFields mergeId={one.mergeId} close={close} />}</FormPanel>
        </>
      ) : (
        <>
          <span className="soft">{words.partedOn[language](one.undone.by, on(one.undone.at), one.undone.reason)}</span>
          {one.leftovers.length === 0 ? null : <Leftovers one={one} />}
        </>
      )}
    </li>
  );
}

function Leftovers({ one }: { one: Merge }) {
  const { say, language, number } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const [failed, setFailed] = useState("");
  async function look(kind: string) {
    try {
      await api.merging.look({ mergeId: one.mergeId, kind });
      setFailed("");
    } catch (error) {
      setFailed(sentenceFor(error as Parameters<typeof sentenceFor>[0], language));
    }
    await refresh(["merging.list"]);
  }
  return (
    <div>
      <p>{say(words.left)}</p>
      <ul>
        {one.leftovers.map((left) => {
          const name = say(leftoverNames[left.kind] ?? { en: left.kind, es: left.kind });
          return (
            <li key={left.kind}>
              {name}: {number(left.count)} {left.lookedAt === null ? <Button aria-label={`${say(words.looked)}: ${name}`} onClick={() => void look(left.kind)}>{say(words.looked)}</Button> : <span className="soft">({words.lookedBy[language](left.lookedBy)})</span>}
            </li>
          );
        })}
      </ul>
      <p role="status">{failed}</p>
      <Link href={`/app/families/${one.intoCaseId}`}>{say(words.toRecord)}</Link>
    </div>
  );
}

function UndoFields({ mergeId, close }: { mergeId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`undo-${mergeId}`);
  const [reason, setReason] = useState("");
  async function submit() {
    const sent = await sending.send(
      async () => {
        await api.merging.undo({ mergeId, reason });
        await refresh(["merging"], ["merging.list"], ["merging.candidates"], ["cases.list"]);
      },
      reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : [],
    );
    if (sent) close();
  }
  return (
    <SendForm name={`undo-${mergeId}`} sending={sending} submit={say(words.undoIt)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.undoHint)}</p>
      <TextField id={sending.id("reason")} label={say(words.undoReason)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" />
    </SendForm>
  );
}

function StateOf<P>({ list }: { list: Pages<P> }) {
  const { say, language } = useLanguage();
  if (list.state === "loading") return <Loading rows={2} />;
  return list.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.fault!, language)}`} verb={{ run: list.again }} /> : null;
}

function More<P>({ list }: { list: Pages<P> }) {
  const { say } = useLanguage();
  return list.more === null ? null : <Button state={list.more.state} onClick={list.more.fetch}>{say(words.more)}</Button>;
}
