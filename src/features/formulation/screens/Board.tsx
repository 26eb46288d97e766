import { IconBolt, IconBuildingBank, IconFeather, IconGhost2, IconHistory, IconHomeShield, IconLock, IconMap2, IconPlant2, IconPlus, IconShield, IconTarget, IconUsers } from "@tabler/icons-react";
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { groupNames, words } from "../screens.words.ts";
import { type Called, type Card, drawCurve, type Group, kindOf, type Line, neighboursOf } from "./board.ts";

const glyphs: Record<Group, Glyph> = { happened: IconHistory, reminders: IconBolt, strength: IconShield, angels: IconFeather, ghosts: IconGhost2, between: IconUsers, targets: IconTarget, context: IconMap2, body: IconPlant2, safety: IconHomeShield, others: IconBuildingBank };
/** Where the groups stand: three rows of four, the story in the middle. A cell may hold two. */
const cells: readonly { area: string; groups: readonly Group[] }[] = [
  { area: "happened", groups: ["happened"] },
  { area: "reminders", groups: ["reminders"] },
  { area: "strength", groups: ["strength"] },
  { area: "angels", groups: ["angels"] },
  { area: "ghosts", groups: ["ghosts"] },
  { area: "targets", groups: ["targets", "between"] },
  { area: "context", groups: ["context"] },
  { area: "body", groups: ["body"] },
  { area: "safety", groups: ["safety"] },
  { area: "others", groups: ["others"] },
];

export type BoardProps = {
  cards: readonly Card[];
  lines: readonly Line[];
  story: ReactNode;
  called: Called;
  picked: string | null;
  /** The card from which a line is being drawn. */
  linking: string | null;
  onPick: (key: string) => void;
  /** Null where nothing can be written. */
  onAdd: ((group: Group) => void) | null;
};

/** The canvas: groups of cards, and behind them the lines that were drawn on purpose. Empty groups are left out where nobody can write in them. */
export function Board(props: BoardProps) {
  const { say } = useLanguage();
  const { cards, lines, story, picked, onAdd } = props;
  const board = useRef<HTMLDivElement>(null);
  const drawn = useCurves(board, lines, picked);
  const shown = cells.filter((cell) => onAdd !== null || cell.groups.some((group) => cards.some((one) => one.group === group)));
  return (
    <div ref={board} className="canvas">
      <Lines drawn={drawn} />
      {shown.map((cell) => (
        <div key={cell.area} className={`canvas-cell canvas-cell--${cell.area}`}>
          {cell.groups.map((group) => {
            const of = cards.filter((one) => one.group === group);
            if (of.length === 0 && (onAdd === null || group === "between")) return null;
            return (
              <section key={group} className="canvas-group" aria-labelledby={`group-${group}`}>
                <h3 id={`group-${group}`}>
                  <Icon glyph={glyphs[group]} /> <span>{say(groupNames[group])}</span>
                </h3>
                <ul>
                  {of.map((one) => (
                    <li key={one.key}>
                      <CardButton {...props} card={one} />
                    </li>
                  ))}
                </ul>
                {onAdd === null || kindOf[group] === undefined ? null : <AddButton group={group} onAdd={onAdd} />}
              </section>
            );
          })}
        </div>
      ))}
      <div className="canvas-cell canvas-cell--story" data-key="story">
        {story}
      </div>
    </div>
  );
}

function AddButton({ group, onAdd }: { group: Group; onAdd: (group: Group) => void }) {
  const { say, language } = useLanguage();
  return (
    <Button look="quiet" glyph={IconPlus} aria-label={words.addTo[language](say(groupNames[group]))} onClick={() => onAdd(group)}>
      {say(words.keys.add)}
    </Button>
  );
}

/** Whose a card is, as a word with its lock where it is one adult's own. */
export function CardMark({ card, called }: { card: Card; called: Called }) {
  return card.class === "caregiver" ? <ClassMark kind="caregiver" owner={called(card.ownerPersonId)} /> : null;
}

function CardButton({ card, called, picked, linking, lines, onPick }: BoardProps & { card: Card }) {
  const { language } = useLanguage();
  const linked = neighboursOf(card, lines);
  return (
    <button type="button" data-key={card.key} className={`canvas-card canvas-card--${card.class}${linking !== null && linking !== card.key ? " canvas-card--aim" : ""}`} aria-pressed={picked === card.key} onClick={() => onPick(card.key)}>
      <span className="canvas-card-title">{card.title || "…"}</span>
      <span className="canvas-card-detail">
        <span>{card.detail}</span>
        <CardMark card={card} called={called} />
      </span>
      {linked.length === 0 ? null : <span className="hidden-words"> {words.linked[language](linked.map(({ other }) => other.title).join("; "))}</span>}
    </button>
  );
}

type Drawn = { id: string; path: string; ends: readonly [number, number][]; look: string };
/** The lines as curves, drawn anew whenever a card moves. */
function useCurves(board: RefObject<HTMLDivElement | null>, lines: readonly Line[], picked: string | null): readonly Drawn[] {
  const [drawn, setDrawn] = useState<readonly Drawn[]>([]);
  useLayoutEffect(() => {
    const host = board.current;
    if (host === null) return;
    const draw = () => {
      const origin = host.getBoundingClientRect();
      const boxOf = (key: string) => {
        const box = host.querySelector(`[data-key="${key}"]`)?.getBoundingClientRect();
        return box === undefined ? null : { left: box.left - origin.left, top: box.top - origin.top, width: box.width, height: box.height };
      };
      const next = lines.flatMap((line): Drawn[] => {
        const [from, to] = [boxOf(line.from.key), boxOf(line.to.key)];
        if (from === null || to === null) return [];
        const isPicked = picked === line.from.key || picked === line.to.key;
        const isOwn = line.from.class === "caregiver" || line.to.class === "caregiver";
        return [{ id: line.linkId, ...drawCurve(from, to), look: `canvas-line${isOwn ? " canvas-line--own" : ""}${isPicked ? " canvas-line--picked" : ""}` }];
      });
      setDrawn((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    };
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(host);
    return () => watch.disconnect();
  }, [board, lines, picked]);
  return drawn;
}

/** The lines behind the cards. They are told in words on the cards and in the list. */
function Lines({ drawn }: { drawn: readonly Drawn[] }) {
  return (
    <svg className="canvas-lines" aria-hidden focusable="false">
      {drawn.map((one) => (
        <g key={one.id} className={one.look}>
          <path d={one.path} />
          {one.ends.map(([x, y]) => (
            <circle key={`${x} ${y}`} cx={x} cy={y} r="3" />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** The same in words: each group with its cards and what each is linked with. */
export function BoardList({ cards, lines, story, called, onPick, onAdd, picked, linking }: BoardProps) {
  const { say, language, day } = useLanguage();
  return (
    <div className="canvas-list">
      {story}
      {cells.flatMap((cell) => cell.groups).map((group) => {
        const of = cards.filter((one) => one.group === group);
        if (of.length === 0 && (onAdd === null || group === "between")) return null;
        return (
          <section key={group} className="canvas-group" aria-labelledby={`list-${group}`}>
            <h3 id={`list-${group}`}>
              <Icon glyph={glyphs[group]} /> <span>{say(groupNames[group])}</span>
            </h3>
            <ul>
              {of.map((one) => (
                <li key={one.key}>
                  <CardButton cards={cards} lines={[]} story={null} called={called} picked={picked} linking={linking} onPick={onPick} onAdd={onAdd} card={one} />
                  {neighboursOf(one, lines).map(({ line, other }) => (
                    <p key={line.linkId} className="canvas-linked small">
                      {line.from.class === "caregiver" || line.to.class === "caregiver" ? <Icon glyph={IconLock} /> : null} {words.linked[language](other.title)}
                      {line.drawn === null ? null : <span className="soft"> · {words.linkedOn[language](day(line.drawn.on, "full"), line.drawn.by)}</span>}
                    </p>
                  ))}
                </li>
              ))}
            </ul>
            {onAdd === null || kindOf[group] === undefined ? null : <AddButton group={group} onAdd={onAdd} />}
          </section>
        );
      })}
    </div>
  );
}
