import { createContext, use, useEffect, useLayoutEffect, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useLanguage } from "./language.tsx";
import type { Words } from "#kernel/language.ts";

/** Where the shell holds the places that a screen may fill, and how it hears that one is filled. */
export type ShellSlots = { footer: HTMLElement | null; status: HTMLElement | null; claim: (slot: "footer" | "status") => () => void };

export const ShellSlotsContext = createContext<ShellSlots | null>(null);

function Slot({ slot, children }: { slot: "footer" | "status"; children: ReactNode }) {
  const slots = use(ShellSlotsContext);
  const claim = slots?.claim;
  useLayoutEffect(() => claim?.(slot), [claim, slot]);
  const host = slots?.[slot] ?? null;
  return host === null ? null : createPortal(children, host);
}

/** The bar at the bottom, filled by a screen: its state first, its verbs last. It replaces the phone's tab bar. */
export function ShellFooter({ children }: { children: ReactNode }) {
  return <Slot slot="footer">{children}</Slot>;
}

/** A word at the top right of the phone, filled by a screen, as a SaveState. */
export function ShellStatus({ children }: { children: ReactNode }) {
  return <Slot slot="status">{children}</Slot>;
}

/** The title of the window: the kind of page, never a child's name. */
export function usePageTitle(title: Words): void {
  const { say } = useLanguage();
  const words = say(title);
  useEffect(() => {
    document.title = `Dyad · ${words}`;
  }, [words]);
}
