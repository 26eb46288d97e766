import { useAnswer } from "#ui/client.ts";
import { ClassEdge, ClassMark } from "#ui/ClassEdge.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Held, Opening } from "../contract.ts";
import { stateOf } from "../rules.ts";
import { words } from "../screens.words.ts";
import { basisNames } from "../words.ts";
import { CloseForm, OpenForm } from "./CustodyForms.tsx";

/** What is in custody, for the privacy officer: whose notes about which family, how many, and to whom they were opened. */
export function CustodyPart() {
  const { say, language } = useLanguage();
  const list = useAnswer(["custody.list"], (api) => api.custody.list());
  return (
    <section className="part" aria-labelledby="custody">
      <h2 id="custody">{say(words.title)}</h2>
      <p className="soft">{say(words.why)}</p>
      {list.isPending ? <Loading rows={2} /> : list.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch() }} /> : null}
      {list.data?.held.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {list.data?.held.map((one) => <OneHeld key={`${one.caseId} ${one.authorId}`} held={one} today={list.data.today} />)}
    </section>
  );
}

function OneHeld({ held, today }: { held: Held; today: string }) {
  const { say, language, day } = useLanguage();
  const title = words.notesOf[language](held.authorName, held.childName);
  const openNow = held.openings.find((one) => stateOf(one, today) === "open");
  const isTaken = held.openings.some((one) => ["open", "later"].includes(stateOf(one, today)));
  return (
    <ClassEdge kind="psychotherapy_note" level={3} title={title} mark={<ClassMark kind="psychotherapy_note" said={openNow === undefined ? say(words.closed) : words.openTo[language](openNow.namedName)} />}>
      <p>
        {words.count[language](held.notes, day(held.firstOn, "full"), day(held.lastOn, "full"))}. {words.leftOn[language](day(held.leftOn, "full"))}.
      </p>
      {held.openings.length === 0 ? <p className="soft">{say(words.neverOpened)}</p> : null}
      {held.openings.map((one) => (
        <OneOpening key={one.openingId} opening={one} today={today} />
      ))}
      {isTaken ? null : held.candidates.length === 0 ? <p className="soft">{say(words.nobody)}</p> : <OpenForm held={held} today={today} about={title} />}
    </ClassEdge>
  );
}

function OneOpening({ opening, today }: { opening: Opening; today: string }) {
  const { say, language, day } = useLanguage();
  const state = stateOf(opening, today);
  const span = words.span[language](opening.namedName, day(opening.validFrom, "full"), day(opening.validTo, "full"));
  return (
    <div className="safety-facts">
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.states[state]), value: span, detail: words.openedBy[language](opening.openedByName) },
          { label: say(words.basis), value: say(basisNames[opening.basis]), ...(opening.documentId === null ? {} : { detail: say(words.withDocument) }) },
          { label: say(words.reason), value: <span className="safety-words">{opening.reason}</span>, ...(opening.closedAt === null ? {} : { detail: words.closedBy[language](opening.closedByName ?? "", opening.closeReason) }) },
        ]}
      />
      {state === "open" || state === "later" ? <CloseForm openingId={opening.openingId} about={span} /> : null}
    </div>
  );
}
