import { IconAnchor, IconBolt, IconHandStop, IconHeart, IconHistory, IconPrinter } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { Segments } from "#ui/ChoiceField.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useMedia } from "#ui/media.ts";
import { EmptyState } from "#ui/States.tsx";
import { partNames } from "#features/stories/story.words.ts";
import type { Canvas, ChildCard, ToldStory } from "../contract.ts";
import { asDraft } from "../rules.ts";
import { childGroupNames, words } from "../screens.words.ts";
import { Board, BoardList } from "./Board.tsx";
import { type Called, layCards, layLines } from "./board.ts";

const sayPart = (part: string, language: Language) => Object.entries(partNames).find(([key]) => key === part)?.[1][language] ?? part;

/** The story in the middle of the canvas, line by line. */
export function StoryCard({ story, caseId, spoken }: { story: ToldStory | null; caseId: string | null; spoken?: Language }) {
  const { say, language, day } = useLanguage();
  const shown = spoken ?? language;
  const lines = (story?.lines ?? []).flatMap((one) => {
    const other = shown === "en" ? ("es" as const) : ("en" as const);
    const inOwn = one[shown] !== "";
    return one.en + one.es === "" ? [] : [{ part: one.part, text: inOwn ? one[shown] : one[other], lang: inOwn ? shown : other }];
  });
  if (lines.length === 0 && caseId === null) return null;
  return (
    <section className="canvas-story" aria-label={say(words.story)}>
      <div className="canvas-story-head">
        <h3>{say(words.story)}</h3>
        {story === null || story.toldOn.length === 0 || caseId === null ? null : <p className="soft small">{words.told[language](story.toldOn.map((one) => day(one, "full")).join(", "))}</p>}
      </div>
      {lines.length === 0 ? (
        <p className="soft">{say(words.noStory)}</p>
      ) : (
        <dl>
          {lines.map((one) => (
            <div key={one.part}>
              <dt>{sayPart(one.part, one.lang)}</dt>
              <dd lang={one.lang}>{one.text}</dd>
            </div>
          ))}
        </dl>
      )}
      {caseId === null ? null : (
        <p>
          <Link href={`/app/families/${caseId}/stories`}>{say(words.toStories)}</Link>
        </p>
      )}
    </section>
  );
}

/** What is safe to look at beside one adult. The server gave nothing else, and the cards find their places anew. */
export function AdultCanvas({ canvas, called }: { canvas: Canvas; called: Called }) {
  const { say, language } = useLanguage();
  const narrow = useMedia("(max-width: 899.98px)") === "matches";
  const [picked, setPicked] = useState<string | null>(null);
  const cards = useMemo(() => layCards(asDraft(canvas), canvas.facts, canvas.ratings, called, language), [canvas, called, language]);
  const lines = useMemo(() => layLines(asDraft(canvas).links, canvas.links, cards), [canvas, cards]);
  const Shown = narrow ? BoardList : Board;
  if (cards.length === 0 && canvas.story === null) return <EmptyState sentence={say(words.nothingFor)} />;
  return <Shown cards={cards} lines={lines} story={<StoryCard story={canvas.story} caseId={null} />} called={called} picked={picked} linking={null} onPick={setPicked} onAdd={null} />;
}

const childGlyphs: Record<ChildCard["group"], Glyph> = { happened: IconHistory, reminds: IconBolt, helps: IconHandStop, keep: IconAnchor };

/** A page for the child: large, few words, only what was chosen to be said. */
export function ChildPage({ canvas }: { canvas: Canvas }) {
  const { say, language } = useLanguage();
  const [spoken, setSpoken] = useState<Language>(language);
  const groups = (Object.keys(childGroupNames) as ChildCard["group"][]).filter((group) => canvas.cards.some((one) => one.group === group));
  return (
    <div className="child-page">
      <p className="canvas-tools soft">
        <span>{say(words.childIntro)}</span>
        <Segments legend="Language / Idioma" value={spoken} onChange={(value) => setSpoken(value === "es" ? "es" : "en")} options={[{ value: "en", label: "English" }, { value: "es", label: "Español" }]} />
        <Button glyph={IconPrinter} onClick={() => print()}>
          {say(words.print)}
        </Button>
      </p>
      {groups.length === 0 && canvas.story === null ? <EmptyState sentence={say(words.nothingFor)} /> : null}
      <div className="child-groups">
        {groups.map((group) => (
          <section key={group} aria-labelledby={`child-${group}`}>
            <h3 id={`child-${group}`} lang={spoken}>
              <Icon glyph={childGlyphs[group]} size={20} /> {childGroupNames[group][spoken]}
            </h3>
            <ul>
              {canvas.cards.filter((one) => one.group === group).map((one) => (
                <li key={`${one.title} ${one.line}`}>
                  <Icon glyph={IconHeart} size={26} />
                  <span>
                    <strong>{one.title}</strong>
                    <span>{one.line}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <StoryCard story={canvas.story} caseId={null} spoken={spoken} />
    </div>
  );
}
