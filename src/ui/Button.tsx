import { IconLock } from "@tabler/icons-react";
import { useId, type ButtonHTMLAttributes, type ReactNode, type Ref } from "react";
import { Hidden } from "./Hidden.tsx";
import { Icon, type Glyph } from "./Icon.tsx";
import { KeyHint } from "./KeyHint.tsx";
import { useLanguage } from "./language.tsx";
import { Link } from "./Link.tsx";

/** `main` once a screen; `asks_today` is clay and means "this asks for you today", `blocking` the same, filled. */
export type ButtonLook = "main" | "second" | "quiet" | "asks_today" | "blocking" | "danger";

type Common = { look?: ButtonLook; glyph?: Glyph; keys?: readonly string[]; children: ReactNode };

export type ButtonProps = Common & {
  ref?: Ref<HTMLButtonElement>;
  /** `busy` keeps the button in place and deaf while the work runs. */
  state?: "ready" | "busy";
  /** Why the button cannot act now. It stays reachable by keyboard, and says so. */
  blocked?: string | null;
} & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled" | "className" | "children">;

/** A native button. A blocked one is dashed, with a lock, and gives its reason to those who hear the page. */
export function Button({ look = "second", glyph, keys, state = "ready", blocked = null, children, onClick, type = "button", ...rest }: ButtonProps) {
  const { words } = useLanguage();
  const reason = useId();
  const deaf = state === "busy" || blocked !== null;
  return (
    <button
      {...rest}
      type={type}
      className={`button button--${blocked === null ? look : "blocked"}`}
      aria-disabled={deaf ? true : undefined}
      aria-busy={state === "busy" ? true : undefined}
      aria-describedby={blocked === null ? rest["aria-describedby"] : reason}
      title={blocked ?? rest.title}
      onClick={(event) => {
        if (deaf) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {blocked !== null ? <Icon glyph={IconLock} /> : glyph === undefined ? null : <Icon glyph={glyph} />}
      <span>{state === "busy" ? words.state.busy : children}</span>
      {keys === undefined || deaf ? null : <KeyHint keys={keys} />}
      {blocked === null ? null : (
        <span id={reason} hidden>
          {blocked}
        </span>
      )}
    </button>
  );
}

/** A link that looks like a button, for a verb that opens another screen. */
export function ButtonLink({ look = "second", glyph, keys, href, children, ...rest }: Common & { href: string; "data-stop"?: "" ; "aria-describedby"?: string }) {
  return (
    <Link {...rest} href={href} className={`button button--${look}`}>
      {glyph === undefined ? null : <Icon glyph={glyph} />}
      <span>{children}</span>
      {keys === undefined ? null : <KeyHint keys={keys} />}
    </Link>
  );
}

/** A file that the server makes or keeps, given to the browser to keep: never a page of the application. */
export function FileLink({ glyph, href, children }: { glyph?: Glyph; href: string; children: ReactNode }) {
  return (
    <a className="button button--second" href={href} download>
      {glyph === undefined ? null : <Icon glyph={glyph} />}
      <span>{children}</span>
    </a>
  );
}

/** A button that is only a glyph to the eye; its word is heard, and shown on hover. */
export function GlyphButton({ glyph, label, onPress }: { glyph: Glyph; label: string; onPress: () => void }) {
  return (
    <button type="button" className="button button--quiet button--glyph" title={label} onClick={onPress}>
      <Icon glyph={glyph} size={18} />
      <Hidden>{label}</Hidden>
    </button>
  );
}
