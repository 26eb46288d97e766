import { IconLayoutSidebar, IconLayoutSidebarRight, IconX } from "@tabler/icons-react";
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Button, GlyphButton } from "./Button.tsx";
import { useModal } from "./Dialog.tsx";
import { useLanguage } from "./language.tsx";
import { useMedia } from "./media.ts";

/**
 * A side column: its name (heard, and on the button that opens it as a drawer), its width in pixels, its content.
 * `summary` stands beside that button, so that the verdict is seen on the phone too.
 */
export type SideColumn = { name: string; width?: 288 | 300 | 332 | 400; content: ReactNode; summary?: ReactNode };

/** The middle with a right column, which becomes a drawer below 1200 pixels. */
export function TwoColumn({ right, children }: { right: SideColumn; children: ReactNode }) {
  return <Columns right={right}>{children}</Columns>;
}

/** Left, middle and right. The right column becomes a drawer below 1200 pixels, the left one below 900. */
export function ThreeColumn({ left, right, children }: { left: SideColumn; right: SideColumn; children: ReactNode }) {
  return (
    <Columns left={left} right={right}>
      {children}
    </Columns>
  );
}

function Columns({ left, right, children }: { left?: SideColumn; right: SideColumn; children: ReactNode }) {
  const rightNarrow = useMedia("(max-width: 1199.98px)") === "matches";
  const leftNarrow = useMedia("(max-width: 899.98px)") === "matches";
  const sheet = useRef<HTMLDivElement>(null);
  const leftHost = useHost();
  const rightHost = useHost();
  const leftWidth = left === undefined || leftNarrow ? 0 : (left.width ?? 288);
  const rightWidth = rightNarrow ? 0 : (right.width ?? 332);
  useLayoutEffect(() => {
    sheet.current?.style.setProperty("--left", `${leftWidth}px`);
    sheet.current?.style.setProperty("--right", `${rightWidth}px`);
  }, [leftWidth, rightWidth]);
  const drawers = rightNarrow || (left !== undefined && leftNarrow);
  return (
    <div ref={sheet} className={`columns${left === undefined ? " columns--two" : ""}`}>
      {drawers ? (
        <div className="drawer-buttons">
          {left !== undefined && leftNarrow ? <Drawer key="left" side="left" name={left.name} summary={left.summary} host={leftHost} /> : null}
          {rightNarrow ? <Drawer key="right" side="right" name={right.name} summary={right.summary} host={rightHost} /> : null}
        </div>
      ) : null}
      {left !== undefined && !leftNarrow ? (
        <aside className="side side--left" aria-label={left.name}>
          <Place host={leftHost} />
        </aside>
      ) : null}
      <div className="middle">{children}</div>
      {rightNarrow ? null : (
        <aside className="side side--right" aria-label={right.name}>
          <Place host={rightHost} />
        </aside>
      )}
      {left === undefined ? null : createPortal(left.content, leftHost)}
      {createPortal(right.content, rightHost)}
    </div>
  );
}

/** An element that the content of a column lives in, so that it keeps what was typed when the column turns into a drawer. */
function useHost(): HTMLDivElement {
  const [host] = useState(() => {
    const element = document.createElement("div");
    element.className = "side-content";
    return element;
  });
  return host;
}

function Place({ host }: { host: HTMLDivElement }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(host);
  }, [host]);
  return <div ref={place} />;
}

function Drawer({ side, name, summary, host }: { side: "left" | "right"; name: string; summary: ReactNode; host: HTMLDivElement }) {
  const { words } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, setState] = useState<"open" | "closed">("closed");
  const heading = useId();
  useModal(dialog, state);
  return (
    <div className="drawer-opener">
      {summary}
      <Button glyph={side === "left" ? IconLayoutSidebar : IconLayoutSidebarRight} aria-haspopup="dialog" onClick={() => setState("open")}>
        {name}
      </Button>
      <dialog
        ref={dialog}
        className={`drawer drawer--${side}`}
        aria-labelledby={heading}
        onCancel={(event) => {
          event.preventDefault();
          setState("closed");
        }}
        onClick={(event) => {
          if (event.target === event.currentTarget) setState("closed");
        }}
      >
        <div className="drawer-inside">
          <header className="dialog-head">
            <h2 id={heading}>{name}</h2>
            <GlyphButton glyph={IconX} label={words.dialog.close} onPress={() => setState("closed")} />
          </header>
          <Place host={host} />
        </div>
      </dialog>
    </div>
  );
}
