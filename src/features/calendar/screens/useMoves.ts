import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import { timeInZone } from "#kernel/dates.ts";
import { readSetting } from "#ui/settings.ts";
import type { SessionView } from "../contract.ts";
import { minuteOf, moveSpan, type Place, snap, STEP, stretchSpan } from "../grid.rules.ts";
import type { Column } from "./columns.ts";

/** A card on its way: in which column, from which minute to which. */
export type Moving = { session: SessionView; column: number; fromMinute: number; toMinute: number };
type Frame = { grid: RefObject<HTMLDivElement | null>; columns: readonly Column[]; from: number; to: number; hour: number; timeZone: string; onMove: ((session: SessionView, to: Place) => void) | null };

/** Pixels that the pointer goes before a press becomes a drag. */
const SLACK = 6;

function findCard({ columns, timeZone }: Frame, sessionId: string): Moving | null {
  for (const [column, { sessions }] of columns.entries()) {
    const session = sessions.find((one) => one.sessionId === sessionId);
    if (session !== undefined) return { session, column, fromMinute: minuteOf(timeInZone(session.startsAt, timeZone)), toMinute: minuteOf(timeInZone(session.endsAt, timeZone)) };
  }
  return null;
}

function put({ columns, onMove }: Frame, moving: Moving, before: Moving): void {
  const column = columns[moving.column];
  if (column === undefined || onMove === null) return;
  if (moving.column === before.column && moving.fromMinute === before.fromMinute && moving.toMinute === before.toMinute) return;
  onMove(moving.session, { day: column.day, fromMinute: moving.fromMinute, toMinute: moving.toMinute, clinicianId: column.clinicianId });
}

/** Moves a card with the pointer: the whole of it, or its lower edge. A press that goes nowhere is a press. A finger scrolls; it moves sessions in their details. */
export function usePointerMoves(frame: Frame) {
  const [moving, setMoving] = useState<Moving | null>(null);
  const latest = useRef(frame);
  useEffect(() => {
    latest.current = frame;
  });
  const wasDragged = useRef(false);
  function onPointerDown(event: PointerEvent): void {
    wasDragged.current = false;
    if (event.button !== 0 || event.pointerType === "touch" || frame.onMove === null) return;
    const target = event.target as HTMLElement;
    const card = target.closest<HTMLElement>("[data-session]");
    const before = card === null ? null : findCard(frame, card.dataset.session!);
    if (before === null) return;
    const stretches = target.closest("[data-resize]") !== null;
    const [x, y] = [event.clientX, event.clientY];
    let now: Moving | null = null;
    const move = (next: globalThis.PointerEvent) => {
      if (now === null && Math.hypot(next.clientX - x, next.clientY - y) < SLACK) return;
      next.preventDefault();
      const by = snap(((next.clientY - y) / latest.current.hour) * 60);
      now = { ...before, ...(stretches ? stretchSpan(before, by) : moveSpan(before, by)), column: stretches ? before.column : columnAt(latest.current, next.clientX, before.column) };
      setMoving(now);
    };
    const end = (how: "put" | "leave") => {
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", leave);
      document.removeEventListener("keydown", escape, true);
      setMoving(null);
      wasDragged.current = now !== null;
      if (how === "put" && now !== null) put(latest.current, now, before);
    };
    const up = () => end("put");
    const leave = () => end("leave");
    const escape = (next: globalThis.KeyboardEvent) => {
      if (next.key === "Escape") end("leave");
    };
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", leave);
    document.addEventListener("keydown", escape, true);
  }
  /** The press with which a drag ends opens nothing. */
  function onClickCapture(event: MouseEvent): void {
    if (!wasDragged.current) return;
    wasDragged.current = false;
    event.preventDefault();
    event.stopPropagation();
  }
  return { moving, onPointerDown, onClickCapture };
}

function columnAt({ grid }: Frame, x: number, otherwise: number): number {
  for (const element of grid.current?.querySelectorAll<HTMLElement>("[data-column]") ?? []) {
    const { left, right } = element.getBoundingClientRect();
    if (x >= left && x <= right) return Number(element.dataset.column);
  }
  return otherwise;
}

/** Moves the card that has the focus by the keyboard. */
export function useMovesByKeys(frame: Frame) {
  const [carried, setCarried] = useState<{ now: Moving; before: Moving } | null>(null);
  function onKeyDown(event: KeyboardEvent): void {
    if (frame.onMove === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (carried === null) {
      const card = (event.target as HTMLElement).closest<HTMLElement>("[data-session]");
      if (event.key.toLowerCase() !== "m" || event.shiftKey || card === null || readSetting("letterKeys") === "off") return;
      const found = findCard(frame, card.dataset.session!);
      if (found !== null) setCarried({ now: found, before: found });
      stop(event);
      return;
    }
    const { now, before } = carried;
    const next = afterKey(event, now, frame.columns.length);
    if (event.key === "Tab") return setCarried(null);
    stop(event);
    if (event.key === "Escape") return setCarried(null);
    if (event.key === "Enter") {
      setCarried(null);
      put(frame, now, before);
      return;
    }
    if (next !== null) setCarried({ now: next, before });
  }
  return { moving: carried?.now ?? null, onKeyDown };
}

function afterKey({ key, shiftKey }: KeyboardEvent, now: Moving, columns: number): Moving | null {
  const by = key === "ArrowDown" ? STEP : key === "ArrowUp" ? -STEP : 0;
  if (by !== 0) return { ...now, ...(shiftKey ? stretchSpan(now, by) : moveSpan(now, by)) };
  const side = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  return side === 0 ? null : { ...now, column: Math.min(Math.max(now.column + side, 0), columns - 1) };
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
