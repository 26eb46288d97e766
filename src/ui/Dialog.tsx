import { IconX } from "@tabler/icons-react";
import { useEffect, useId, useRef, type ReactNode, type RefObject } from "react";
import { GlyphButton } from "./Button.tsx";
import { stage } from "./dialogStage.ts";
import { useLanguage } from "./language.tsx";

/** Shows a native modal dialog while `state` is open, one at a time on the page; the focus returns where it was. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>, state: "open" | "closed", rank: "ordinary" | "before_others" = "ordinary"): void {
  useEffect(() => {
    const element = dialog.current;
    if (element === null || state === "closed") return;
    const player = {
      rank,
      show: () => {
        if (element.open) return;
        element.showModal();
        // Without this the browser begins at the first button, which closes.
        const first = element.querySelector<HTMLElement>("[data-first]");
        (first?.dataset.first === "field" ? first.querySelector<HTMLElement>("input, select, textarea") : first)?.focus();
      },
      hide: () => {
        if (element.open) element.close();
      },
    };
    stage.enter(player);
    return () => stage.leave(player);
  }, [dialog, state, rank]);
}

export type DialogProps = {
  state: "open" | "closed";
  title: string;
  onClose: () => void;
  /** The verbs, main one last. */
  footer?: ReactNode;
  size?: "narrow" | "wide";
  rank?: "ordinary" | "before_others";
  /** Where the focus begins: at the title, so that all is read first, or in the first field. */
  begins?: "title" | "field";
  children: ReactNode;
};

/** A native dialog, for signing and releasing and little else. Escape asks `onClose`; its content goes when it closes. */
export function Dialog({ state, title, onClose, footer, size = "narrow", rank = "ordinary", begins = "title", children }: DialogProps) {
  const { words } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useModal(dialog, state, rank);
  return (
    <dialog
      ref={dialog}
      className={`dialog dialog--${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {state === "closed" ? null : (
        <div className="dialog-inside">
          <header className="dialog-head">
            <h2 id={heading} tabIndex={-1} data-first={begins === "title" ? "title" : undefined}>{title}</h2>
            <GlyphButton glyph={IconX} label={words.dialog.close} onPress={onClose} />
          </header>
          <div className="dialog-body" data-first={begins === "field" ? "field" : undefined}>{children}</div>
          {footer === undefined ? null : <footer className="dialog-foot">{footer}</footer>}
        </div>
      )}
    </dialog>
  );
}
