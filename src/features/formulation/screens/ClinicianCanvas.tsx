import { IconArrowsJoin, IconPencil } from "@tabler/icons-react";
import { useMemo, useState, type ReactNode } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { KeyHint } from "#ui/KeyHint.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useKeys } from "#ui/useKeys.ts";
import type { SessionChoice } from "#features/calendar/screens/useSessionChoices.ts";
import type { Canvas, Content, DraftNode } from "../contract.ts";
import { beginNode, nodeKey } from "../rules.ts";
import { groupNames, words } from "../screens.words.ts";
import { Board, BoardList } from "./Board.tsx";
import { type Called, type Card, type Group, kindOf, layCards, layLines, neighboursOf } from "./board.ts";
import { type Adult, NodeForm } from "./NodeForm.tsx";
import { RatingPanel } from "./RatingPanel.tsx";

export type Shape = "canvas" | "list";
type Props = { caseId: string; today: string; canvas: Canvas; content: Content; /** Null where nothing can be written now. */ write: ((content: Content) => void) | null; adults: readonly Adult[]; sessions: readonly SessionChoice[]; called: Called; story: ReactNode; shape: Shape };

/** The canvas with what is picked under it: what it is linked with, and the verbs. */
export function ClinicianCanvas({ caseId, today, canvas, content, write, adults, sessions, called, story, shape }: Props) {
  const { say, language, day } = useLanguage();
  const [picked, setPicked] = useState<string | null>(null);
  const [linking, setLinking] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const cards = useMemo(() => layCards(content, canvas.facts, canvas.ratings, called, language), [content, canvas.facts, canvas.ratings, called, language]);
  const lines = useMemo(() => layLines(content.links, canvas.links, cards), [content.links, canvas.links, cards]);
  const card = cards.find((one) => one.key === picked) ?? null;
  const node = content.nodes.find((one) => one.nodeId === editing) ?? null;
  /** Lines whose end is gone are left behind with the next letter. */
  function change(next: Content): void {
    const ends = new Set([...next.nodes.map((one) => nodeKey(one.nodeId)), ...canvas.facts.map((one) => one.key)]);
    write?.({ nodes: next.nodes, links: next.links.filter((one) => ends.has(one.from) && ends.has(one.to)) });
  }
  function add(group: Group): void {
    const kind = kindOf[group];
    if (kind === undefined || write === null) return;
    const made = beginNode(kind, crypto.randomUUID(), adults[0]?.personId ?? null);
    change({ ...content, nodes: [...content.nodes, made] });
    setPicked(nodeKey(made.nodeId));
    setEditing(made.nodeId);
  }
  function link(from: string, to: string): void {
    setLinking(null);
    const isThere = content.links.some((one) => (one.from === from && one.to === to) || (one.from === to && one.to === from));
    if (from !== to && !isThere) change({ ...content, links: [...content.links, { linkId: crypto.randomUUID(), from, to }] });
  }
  function pick(key: string): void {
    if (linking !== null) {
      link(linking, key);
      return setPicked(linking);
    }
    if (key === picked && write !== null && key.startsWith("node:")) return setEditing(key.slice("node:".length));
    setPicked(key);
  }
  const current = card === null ? "happened" : card.group;
  useKeys([
    ...(write === null ? [] : [{ key: "a", says: say(words.add), run: () => add(kindOf[current] === undefined ? "happened" : current) }]),
    ...(write === null || card === null ? [] : [{ key: "l", says: say(words.keyLink), run: () => setLinking(card.key) }]),
    { key: "Escape", says: say(words.keyLeave), run: () => (linking === null ? setPicked(null) : setLinking(null)) },
  ]);
  const Shown = shape === "canvas" ? Board : BoardList;
  return (
    <>
      <Shown cards={cards} lines={lines} story={story} called={called} picked={picked} linking={linking} onPick={pick} onAdd={write === null ? null : add} />
      {card === null ? null : (
        <PickedStrip key={card.key} card={card} linking={linking !== null ? "on" : "off"} canWrite={write === null ? "no" : "yes"} others={cards.filter((one) => one.key !== card.key && !neighboursOf(card, lines).some(({ other }) => other.key === one.key))} onEdit={() => setEditing(card.key.slice("node:".length))} onLink={(key) => (key === null ? setLinking(linking === null ? card.key : null) : link(card.key, key))}>
          {neighboursOf(card, lines).map(({ line, other }) => (
            <li key={line.linkId}>
              {words.linked[language](other.title)} <span className="soft">{line.drawn === null ? "" : words.linkedOn[language](day(line.drawn.on, "full"), line.drawn.by)}</span>{" "}
              {write === null ? null : (
                <Button look="quiet" aria-label={words.unlink[language](other.title)} onClick={() => change({ ...content, links: content.links.filter((one) => one.linkId !== line.linkId) })}>
                  {say(words.unlinkShort)}
                </Button>
              )}
            </li>
          ))}
        </PickedStrip>
      )}
      {card?.node?.kind === "target" && write === null && canvas.may.includes("write") ? <RatingPanel key={card.key} caseId={caseId} today={today} targetId={card.node.nodeId} title={card.title} ratings={canvas.ratings} /> : null}
      <NodeForm
        node={node}
        adults={adults}
        sessions={sessions}
        called={called}
        onChange={(next: DraftNode) => change({ ...content, nodes: content.nodes.map((one) => (one.nodeId === next.nodeId ? next : one)) })}
        onRemove={() => {
          change({ ...content, nodes: content.nodes.filter((one) => one.nodeId !== editing) });
          setEditing(null);
          setPicked(null);
        }}
        onClose={() => setEditing(null)}
      />
    </>
  );
}

function PickedStrip({ card, linking, canWrite, others, onEdit, onLink, children }: { card: Card; linking: "on" | "off"; canWrite: "yes" | "no"; others: readonly Card[]; onEdit: () => void; onLink: (key: string | null) => void; children: ReactNode }) {
  const { say, language } = useLanguage();
  const groups = [...new Set(others.map((one) => one.group))];
  return (
    <section className="canvas-picked" aria-label={say(words.picked)}>
      <p role="status">
        <strong>{linking === "on" ? words.linkNow[language](card.title) : card.title}</strong> <span className="soft">{card.detail}</span>
      </p>
      <ul>{children}</ul>
      {canWrite === "no" ? null : (
        <div className="canvas-verbs">
          {card.node === null ? null : (
            <Button glyph={IconPencil} onClick={onEdit}>
              {say(words.edit)}
            </Button>
          )}
          <Button glyph={IconArrowsJoin} keys={["L"]} onClick={() => onLink(null)}>
            {say(linking === "on" ? words.stopLinking : words.link)}
          </Button>
          {linking === "off" ? null : <SelectField label={say(words.linkWith)} value="" onChange={(key) => key !== "" && onLink(key)} options={groups.map((group) => ({ group: say(groupNames[group]), options: others.filter((one) => one.group === group).map((one) => ({ value: one.key, label: one.title || "…" })) }))} />}
        </div>
      )}
    </section>
  );
}

/** The keys of the canvas, and what the edges mean. */
export function CanvasLegend() {
  const { say, words: shared } = useLanguage();
  return (
    <p className="canvas-legend small soft">
      <KeyHint keys={["L"]} label={say(words.keys.link)} /> <KeyHint keys={["A"]} label={say(words.keys.add)} /> <KeyHint keys={["V"]} label={say(words.keys.view)} />
      <span className="canvas-edge canvas-edge--child_chart">{shared.disclosure.child_chart}</span>
      <span className="canvas-edge canvas-edge--relationship">{shared.disclosure.relationship}</span>
      <span className="canvas-edge canvas-edge--caregiver">{shared.disclosure.caregiver}</span>
    </p>
  );
}
