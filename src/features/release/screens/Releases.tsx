import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { letterNames } from "#features/letters/words.ts";
import { sayRecipient } from "../authorization.rules.ts";
import type { Release } from "../contract.ts";
import { releaseStates, words } from "../screens.words.ts";
import { basisNames } from "../words.ts";
import { BeginRelease } from "./BeginRelease.tsx";
import { ReleaseView } from "./ReleaseView.tsx";
import { Part } from "./shared.tsx";

/** The copies and letters of a case, the newest first; one of them open in their place. */
export function Releases({ caseId, onDone }: { caseId: string; onDone: () => void }) {
  const { say } = useLanguage();
  const me = useMe();
  const [opened, setOpened] = useState<string | null>(null);
  const list = usePages(["release.list", caseId], (api, after) => api.release.list({ caseId, ...(after === null ? {} : { after }) }));
  const releases = list.pages.flatMap((page) => page.releases);
  return (
    <Part id="releases" title={words.releases} asked={{ isPending: list.state === "loading", isError: list.state === "failed", error: list.fault, refetch: list.again }}>
      {() =>
        opened === null ? (
          <>
            <p className="soft">{say(words.releasesIntro)}</p>
            {hasRole(me, "clinician", "trainee", "supervisor") ? <BeginRelease caseId={caseId} onBegun={setOpened} /> : null}
            {releases.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
            <ul className="release-rows">
              {releases.map((one) => (
                <Row key={one.releaseId} one={one} onOpen={() => setOpened(one.releaseId)} />
              ))}
            </ul>
            {list.more === null ? null : (
              <p>
                <Button state={list.more.state} onClick={list.more.fetch}>
                  {say(words.more)}
                </Button>
              </p>
            )}
          </>
        ) : (
          <ReleaseView caseId={caseId} releaseId={opened} onDone={onDone} onClose={() => setOpened(null)} />
        )
      }
    </Part>
  );
}

function Row({ one, onOpen }: { one: Release; onOpen: () => void }) {
  const { say, day, language } = useLanguage();
  const name = say(one.letterKind === null ? words.record : letterNames[one.letterKind]);
  return (
    <li className="release-row">
      <span className="release-head">
        <strong>{name}</strong>
        <span>{sayRecipient(one.recipient)}</span>
        <span>{words.aboutName[language](one.subjectName)}</span>
        <span className="mark">{say(releaseStates[one.state])}</span>
        <ClassMark kind={one.disclosure.class} owner={one.disclosure.ownerPersonId === null ? null : one.subjectName} />
      </span>
      <p className="soft">
        {[say(basisNames[one.basis]), one.purpose, ...(one.sentOn === null ? [] : [day(one.sentOn, "full")])].join(" · ")}
      </p>
      <span className="release-verbs">
        <Button aria-label={`${say(words.open)}: ${name}, ${sayRecipient(one.recipient)}`} onClick={onOpen}>
          {say(words.open)}
        </Button>
      </span>
    </li>
  );
}
