import { IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Button, GlyphButton } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { useChoices } from "#features/cases/screens/fields.tsx";
import type { Release, Sentence, ShownPart } from "../contract.ts";
import { openShort, words } from "../screens.words.ts";
import { Reasoned, useReleaseChanged } from "./shared.tsx";

type Offer = { source: string; words: string; reason: ShownPart["reason"]; disclosure: ShownPart["disclosure"] };
type Given = { caseId: string; release: Release; parts: readonly ShownPart[]; offers: readonly Offer[] };
const classes = ["service", "child_chart", "relationship", "caregiver"] as const;
type OwnClass = (typeof classes)[number];

/** A paragraph of the template that says nothing of the record. */
const isFixedWords = (one: ShownPart) => one.source.startsWith("paragraph:") && one.factIds.length === 0;

/** The sentence of a part as it is sent back. */
const sentenceOf = (one: ShownPart): Sentence => ({ source: one.source, words: one.source === "own" ? one.words : "", class: classes.find((each) => each === one.disclosure.class) ?? "child_chart", ownerPersonId: one.source === "own" ? one.disclosure.ownerPersonId : null });

/** The sentences of a letter: taken in and out one by one and kept at once; each says what it points to, and whether it may be said. */
export function LetterEditor({ caseId, release, parts, offers }: Given) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useReleaseChanged(caseId);
  const sending = useSending("letter");
  const save = (sentences: readonly Sentence[]) =>
    sending.send(async () => {
      await api.release.saveLetter({ caseId, releaseId: release.releaseId, revision: release.revision, sentences: [...sentences] });
      await changed();
    });
  const kept = parts.map(sentenceOf);
  const left = offers.filter((one) => !parts.some((part) => part.source === one.source));
  return (
    <div id="letter" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <h4>{say(words.sentences)}</h4>
      <ul className="release-parts">
        {parts.map((one, place) => (
          <li key={`${place} ${one.source}`} className="release-part">
            <p lang={release.language}>
              {one.words === "" ? say(words.lost) : one.words} <span className="soft">({one.source === "own" ? say(words.ownWords) : isFixedWords(one) ? say(words.templateWords) : words.pointsTo[language](one.factIds.length)})</span>
            </p>
            <span>
              <ClassMark kind={one.disclosure.class} /> <GlyphButton glyph={IconX} label={`${say(words.remove)}: ${one.words}`} onPress={() => void save(kept.filter((_each, at) => at !== place))} />
            </span>
            {one.reason === null ? null : <Reasoned reason={one.reason} />}
          </li>
        ))}
      </ul>
      {left.length === 0 ? null : (
        <details className="fold">
          <summary>{say(words.offers)}</summary>
          <ul className="release-parts">
            {left.map((one) => (
              <li key={one.source} className="release-part">
                <p lang={release.language}>{one.words}</p>
                <span>
                  <ClassMark kind={one.disclosure.class} /> <GlyphButton glyph={IconPlus} label={`${say(words.add)}: ${one.words}`} onPress={() => void save([...kept, { source: one.source, words: "", class: "service", ownerPersonId: null }])} />
                </span>
                {one.reason === null ? null : <Reasoned reason={one.reason} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      <OwnSentence caseId={caseId} sending={sending} onAdd={(one) => save([...kept, one])} />
    </div>
  );
}

function OwnSentence({ caseId, sending, onAdd }: { caseId: string; sending: ReturnType<typeof useSending>; onAdd: (one: Sentence) => Promise<boolean> }) {
  const { say } = useLanguage();
  const choices = useChoices();
  const [said, setSaid] = useState("");
  const [ofClass, setClass] = useState<OwnClass>("child_chart");
  const [owner, setOwner] = useState("");
  const family = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  const isOwned = ofClass === "relationship" || ofClass === "caregiver";
  const adults = [...new Map((family.data?.people ?? []).filter((one) => one.part === "caregiver").map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()]))];
  async function add() {
    if (await onAdd({ source: "own", words: said, class: ofClass, ownerPersonId: isOwned && owner !== "" ? owner : null })) setSaid("");
  }
  return (
    <details className="fold">
      <summary>{say(words.ownSentence)}</summary>
      <div className="fields">
        <TextArea id={sending.id("own")} label={say(words.ownSentence)} value={said} maxLength={2000} onChange={setSaid} />
        <SelectField id={sending.id("ownClass")} label={say(words.ownClass)} value={ofClass} onChange={(value) => setClass(classes.find((one) => one === value) ?? "child_chart")} options={choices(openShort, classes)} />
        {isOwned ? <SelectField id={sending.id("ownOwner")} label={say(words.ownOwner)} value={owner} onChange={setOwner} options={adults.map(([value, label]) => ({ value, label }))} /> : null}
        <p>
          <Button state={sending.state} onClick={() => void add()}>
            {say(words.addOwn)}
          </Button>
        </p>
      </div>
    </details>
  );
}
