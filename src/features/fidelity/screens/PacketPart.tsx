import { IconAlertTriangle, IconCheck, IconCircle, IconCircleMinus, IconPencil } from "@tabler/icons-react";
import { stepNames } from "#features/course/course.words.ts";
import { stepStateNames } from "#features/course/screens.words.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { useAnswer } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Content, Packet, PacketView } from "../contract.ts";
import { shareDone } from "../derive.rules.ts";
import { sayRegistration } from "../paper.rules.ts";
import { paperWords } from "../paper.words.ts";
import { words } from "../screens.words.ts";
import { ConfirmForm } from "./ConfirmForm.tsx";
import { Ratings } from "./Ratings.tsx";
import { PacketVersions, ReviewPanel } from "./ReviewPanel.tsx";

const glyphs = { done: IconCheck, not_applicable: IconCircleMinus, open: IconCircle };

/** One packet: what is missing, what falls out of the record, the ratings, and the verb that is one's own. */
export function PacketPart({ caseId, packet, onDone }: { caseId: string; packet: Packet; onDone: () => void }) {
  const { say, language } = useLanguage();
  const { slotId } = packet;
  const found = useAnswer(["fidelity.packet", caseId, slotId], (api) => api.fidelity.packet({ caseId, slotId }));
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const view = found.data;
  const isFresh = view.confirmed === null || packet.state === "returned";
  const shown = isFresh && view.live !== null ? view.live.content : view.confirmed;
  const writes = view.may.includes("confirm") && view.live !== null;
  return (
    <>
      {view.live === null || !isFresh ? null : <Missing caseId={caseId} view={view} writes={writes ? "yes" : "no"} />}
      {isFresh && view.live !== null && !writes && packet.state === "going_on" ? <p className="soft">{say(words.tooSoon)}</p> : null}
      {shown === null ? null : <Facts caseId={caseId} content={shown} />}
      {writes && isFresh ? <ConfirmForm key={view.live!.hash} caseId={caseId} view={view} onDone={onDone} /> : shown?.ratings == null ? null : <Ratings caseId={caseId} content={shown} ratings={shown.ratings.ratings} onChange={null} />}
      {shown?.ratings != null && !isFresh && shown.ratings.reflection !== "" ? (
        <>
          <h3>{say(words.reflection)}</h3>
          <p className="fidelity-words">{shown.ratings.reflection}</p>
        </>
      ) : null}
      {view.may.includes("review") ? <ReviewPanel caseId={caseId} view={view} onDone={onDone} /> : null}
      {writes && !isFresh ? (
        <FormPanel verb={say(words.write)} glyph={IconPencil}>
          {() => <ConfirmForm key={view.live!.hash} caseId={caseId} view={view} onDone={onDone} />}
        </FormPanel>
      ) : null}
      {view.versions.length === 0 ? null : <PacketVersions caseId={caseId} view={view} onDone={onDone} />}
    </>
  );
}

function Missing({ caseId, view, writes }: { caseId: string; view: PacketView; writes: "yes" | "no" }) {
  const { say, language, day } = useLanguage();
  const { notesOwed, content } = view.live!;
  const open = content.procedures.filter((one) => one.state === "open").length;
  if (notesOwed.length === 0 && open === 0 && writes === "no") return null;
  return (
    <>
      <h3>{say(words.missing)}</h3>
      <ul className="fidelity-missing">
        {notesOwed.map((one) => (
          <li key={one.sessionId}>
            <Icon glyph={IconAlertTriangle} /> <Link href={`/app/sessions/${one.sessionId}/note`}>{words.missingNote[language](day(one.on, "full"))}</Link>
          </li>
        ))}
        {open === 0 ? null : (
          <li>
            <Icon glyph={IconCircle} /> <Link href={`/app/families/${caseId}/course`}>{words.missingSteps[language](open)}</Link>
          </li>
        )}
        {writes === "yes" ? (
          <li>
            <Icon glyph={IconCircle} /> {say(words.missingTwo)}
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** Who took part, the figures of the contact log, and the steps: all of it read. */
function Facts({ caseId, content }: { caseId: string; content: Content }) {
  const { say, language, day } = useLanguage();
  const said = sayRegistration(content.registration, language);
  const share = shareDone(content.procedures);
  const nameOf = new Map(content.registration.caregivers.map((one) => [one.personId, one.name]));
  const labels = [["clinician", words.clinician], ["training", words.training], ["startOn", words.start], ["languages", words.languages], ["interpreter", words.interpreter], ["childAge", words.childAge], ["childGender", words.childGender], ["siblings", words.siblings], ["caregivers", words.caregivers]] as const;
  const { held, minutes, cancelled, noShow } = content.log;
  return (
    <>
      <h3>{say(words.who)}</h3>
      <DefinitionStrip look="list" definitions={labels.map(([key, label]) => ({ label: say(label), value: said[key] }))} />
      <h3>{say(words.contacts)}</h3>
      <p>{paperWords.figures[language](held, minutes, cancelled, noShow)}</p>
      <h3>{say(words.steps)}</h3>
      <p className="soft small">
        {share === null ? null : words.stepsDone[language](share)} <Link href={`/app/families/${caseId}/course`}>{say(words.toCourse)}</Link>
      </p>
      <ul className="fidelity-steps">
        {content.procedures.map((one) => (
          <li key={`${one.step} ${one.adultId ?? ""}`} className={`fidelity-step fidelity-step--${one.state}`}>
            <Icon glyph={glyphs[one.state]} />
            <span>
              {say(stepNames[one.step])}
              {one.adultId === null || !nameOf.has(one.adultId) ? "" : `, ${nameOf.get(one.adultId)}`}{" "}
              <span className="soft">
                {say(stepStateNames[one.state])}
                {one.on === null ? "" : `, ${day(one.on, "full")}`}
              </span>
              {one.disclosure.class === "protective" ? <ClassMark kind="protective" /> : null}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
