import { IconArrowLeft, IconCircleX, IconFileCheck, IconSend, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Button, FileLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { useChoices } from "#features/cases/screens/fields.tsx";
import { fieldWords, letterNames } from "#features/letters/words.ts";
import { sayRecipient } from "../authorization.rules.ts";
import type { Release, ShownPart } from "../contract.ts";
import { reasonWords, releaseStates, statusNames, words } from "../screens.words.ts";
import { sentWays } from "../shapes.contract.ts";
import { basisNames, wayNames } from "../words.ts";
import { LetterEditor } from "./LetterEditor.tsx";
import { Reasoned, useReleaseChanged } from "./shared.tsx";

type Given = { caseId: string; releaseId: string; onDone: () => void; onClose: () => void };

/** One copy or letter as it would leave now: what goes, what stays and why, and its notices. */
export function ReleaseView({ caseId, releaseId, onDone, onClose }: Given) {
  const { say, day, language } = useLanguage();
  const found = useAnswer(["release.get", caseId, releaseId], (api) => api.release.get({ caseId, releaseId }));
  const back = (
    <p>
      <Button look="quiet" glyph={IconArrowLeft} onClick={onClose}>
        {say(words.close)}
      </Button>
    </p>
  );
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError)
    return (
      <>
        {back}
        <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />
      </>
    );
  const { release, basisReason, basisSource, parts, stays, offers, missing, template, notices, may } = found.data;
  const isOver = release.state === "sent" || release.state === "withdrawn";
  return (
    <>
      {back}
      <h3>
        {say(template ?? (release.letterKind === null ? words.record : letterNames[release.letterKind]))}: {sayRecipient(release.recipient)}
      </h3>
      <p className="soft">
        {words.aboutName[language](release.subjectName)}; {say(releaseStates[release.state])}. {say(basisNames[release.basis])}: {words.source[language](basisSource.source, say(statusNames[basisSource.status]))}
      </p>
      {release.sentOn === null || release.sentWay === null ? null : <p>{words.sentOn[language](say(wayNames[release.sentWay]), day(release.sentOn, "full"))}</p>}
      {basisReason === null || isOver ? null : <Why sentence={`${say(words.notOpen)} ${say(reasonWords[basisReason])}`} />}
      {may.includes("edit") ? (
        <LetterEditor key={release.revision} caseId={caseId} release={release} parts={parts} offers={offers} />
      ) : (
        <>
          <h4>{say(isOver ? words.went : words.goes)}</h4>
          {parts.length === 0 && release.form === "record" && !isOver ? <p>{say(words.goesNothing)}</p> : null}
          <PartList parts={parts} reasons={isOver ? "hidden" : "shown"} />
        </>
      )}
      {missing.length === 0 || isOver ? null : (
        <section aria-labelledby="missing-paragraphs">
          <h4 id="missing-paragraphs">{say(words.missingParagraphs)}</h4>
          <p className="soft">{say(words.staysHint)}</p>
          <ul className="release-parts">
            {missing.map((one) => (
              <li key={one.text} className="release-part">
                <p lang={release.language}>{one.text}</p>
                <p className="soft">{words.lacks[language](one.fields.map((field) => say(fieldWords[field])).join("; "))}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {stays.length === 0 || isOver ? null : (
        <details className="fold">
          <summary>{say(words.stays)}</summary>
          <p className="soft">{say(words.staysHint)}</p>
          <ul className="release-parts">
            {stays.map((one) => (
              <li key={`${one.reason} ${one.disclosure.class} ${one.disclosure.ownerPersonId} ${one.disclosure.part2}`} className="release-part">
                <span>
                  {words.count[language](one.count)}: {say(reasonWords[one.reason])}
                </span>
                <ClassMark kind={one.disclosure.class} part2={one.disclosure.part2 ? "yes" : "no"} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <details className="fold">
        <summary>{say(words.notices)}</summary>
        {notices.map((one) => (
          <p key={one.notice}>
            {one[release.language]} <span className="soft">({words.source[language](one.source, say(statusNames[one.status]))})</span>
          </p>
        ))}
      </details>
      {release.textHash === null ? null : (
        <p className="soft release-proof">
          {say(words.proof)}: {release.textHash}
        </p>
      )}
      <Verbs caseId={caseId} release={release} may={may} onDone={onDone} />
    </>
  );
}

function Why({ sentence }: { sentence: string }) {
  return (
    <p className="release-why" role="alert">
      <Icon glyph={IconCircleX} /> {sentence}
    </p>
  );
}

/** Parts with their class; a reason why one may not leave stands below it. */
function PartList({ parts, reasons }: { parts: readonly ShownPart[]; reasons: "shown" | "hidden" }) {
  const { say, day } = useLanguage();
  return (
    <ul className="release-parts">
      {parts.map((one, place) => (
        // Parts have no id of their own: they stand in their order.
        <li key={`${place} ${one.source}`} className="release-part">
          <p>
            {one.title === "" ? null : <strong>{one.title} </strong>}
            {one.on === null || one.title === "" ? null : <span className="soft">{day(one.on, "full")} </span>}
            {one.words}
          </p>
          <ClassMark kind={one.disclosure.class} part2={one.disclosure.part2 ? "yes" : "no"} />
          {one.reason === null || reasons === "hidden" ? null : <Reasoned reason={one.reason} />}
        </li>
      ))}
      {parts.length === 0 ? <li className="soft">{say(words.goesNothing)}</li> : null}
    </ul>
  );
}

function Verbs({ caseId, release, may, onDone }: { caseId: string; release: Release; may: readonly string[]; onDone: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const fixing = useSending("fix-release");
  const ids = { caseId, releaseId: release.releaseId };
  const act = async (work: () => Promise<unknown>) => {
    const sent = await fixing.send(async () => {
      await work();
      await changed();
    });
    if (sent) onDone();
  };
  return (
    <div id="fix-release" tabIndex={-1}>
      <ErrorSummary errors={fixing.errors.map((one) => ({ ...one, fieldId: "fix-release" }))} attempt={fixing.attempt} />
      {may.includes("fix") ? <p className="soft">{say(words.fixBody)}</p> : null}
      <span className="release-verbs">
        {release.documentId === null ? null : <FileLink href={`/api/cases/${caseId}/documents/${release.documentId}/content`}>{say(words.openPaper)}</FileLink>}
        {release.dataDocumentId === null ? null : <FileLink href={`/api/cases/${caseId}/documents/${release.dataDocumentId}/content`}>{say(words.openData)}</FileLink>}
        {may.includes("fix") ? (
          <Button look="main" glyph={IconFileCheck} state={fixing.state} onClick={() => void act(() => api.release.fix({ ...ids, revision: release.revision }))}>
            {say(words.fix)}
          </Button>
        ) : null}
        {may.includes("send") ? (
          <FormPanel verb={say(words.send)} glyph={IconSend}>
            {(close) => <SendFields ids={ids} onDone={onDone} close={close} />}
          </FormPanel>
        ) : null}
        {may.includes("withdraw") ? (
          <Button look="quiet" glyph={IconX} state={fixing.state} onClick={() => void act(() => api.release.withdraw(ids))}>
            {say(words.withdraw)}
          </Button>
        ) : null}
      </span>
    </div>
  );
}

function SendFields({ ids, onDone, close }: { ids: { caseId: string; releaseId: string }; onDone: () => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(ids.caseId);
  const choices = useChoices();
  const sending = useSending("send-release");
  const [way, setWay] = useState("");
  async function submit() {
    const chosen = sentWays.find((one) => one === way);
    const sent = await sending.send(async () => {
      await api.release.send({ ...ids, way: chosen! });
      await changed();
    }, chosen === undefined ? [{ path: "way", message: say(words.choose) }] : []);
    if (!sent) return;
    onDone();
    close();
  }
  return (
    <SendForm name="send-release" sending={sending} submit={say(words.send)} onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.sendBody)}</p>
      <SelectField id={sending.id("way")} error={sending.errorOf("way")} label={say(words.sentWay)} value={way} onChange={setWay} options={choices(wayNames)} />
    </SendForm>
  );
}
