import { IconPlus } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import { ErrorSummary } from "./ErrorSummary.tsx";
import type { Glyph } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";
import type { Sending } from "./useSending.ts";

/** A form that is sent as a whole: what is wrong stands on top, what was typed stays. `name` is the one given to `useSending`. */
export function SendForm({ name, label, sending, submit, look = "main", onSubmit, onCancel, children }: { name: string; label?: string; sending: Sending; submit: string; look?: "main" | "second" | "danger"; onSubmit: () => void; onCancel?: () => void; children: ReactNode }) {
  const { words } = useLanguage();
  return (
    <form
      id={name}
      aria-label={label}
      tabIndex={-1}
      className="fields send-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (sending.state === "ready") onSubmit();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {children}
      <div className="buttons">
        <Button type="submit" look={look} state={sending.state}>
          {submit}
        </Button>
        {onCancel === undefined ? null : (
          <Button look="quiet" onClick={onCancel}>
            {words.dialog.notNow}
          </Button>
        )}
      </div>
    </form>
  );
}

/** A verb that opens a form in its place; closing it gives the focus back to the verb. `begins` open as from a link to it; `about` names whom it is for, where the words beside it say so to the eye. */
export function FormPanel({ verb, about, glyph = IconPlus, begins = "closed", id, children }: { verb: string; about?: string; glyph?: Glyph; begins?: "open" | "closed"; id?: string; children: (close: () => void) => ReactNode }) {
  const [state, setState] = useState<"open" | "closed">(begins);
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // The focus follows what the person did; a page that is simply shown leaves it where it is.
  const [moved, setMoved] = useState<"yes" | "no">(begins === "open" ? "yes" : "no");
  useEffect(() => {
    if (moved === "no") return;
    if (state === "closed") button.current?.focus();
    else panel.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [state, moved]);
  function change(next: "open" | "closed") {
    setMoved("yes");
    setState(next);
  }
  return (
    <div className="form-panel" id={id}>
      {state === "closed" ? (
        <Button ref={button} glyph={glyph} aria-label={about === undefined ? undefined : `${verb}: ${about}`} aria-expanded={false} onClick={() => change("open")}>
          {verb}
        </Button>
      ) : (
        <div ref={panel} className="form-panel-open">
          <h3>{about === undefined ? verb : `${verb}: ${about}`}</h3>
          {children(() => change("closed"))}
        </div>
      )}
    </div>
  );
}
