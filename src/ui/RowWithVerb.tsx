import { IconCheck, IconLock } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { Button, ButtonLink } from "./Button.tsx";
import { Hidden } from "./Hidden.tsx";
import { Icon, type Glyph } from "./Icon.tsx";
import { KeyHint } from "./KeyHint.tsx";
import { useLanguage } from "./language.tsx";
import { Link } from "./Link.tsx";
import { movesByKeys, useKeys } from "./useKeys.ts";

/** The one thing a row asks for; it names the thing ("Ask CFSA"), never "Resolve". */
export type Verb = { label: string; keys?: readonly string[] } & ({ href: string } | { run: () => void; state?: "ready" | "busy"; blocked?: string | null });

export type RowWithVerbProps = {
  /** Blocking: clay ground and a filled verb. Today: clay word and verb. Later: ink and teal. Done: a check. */
  state: "blocking" | "today" | "later" | "done";
  kind: string;
  glyph: Glyph;
  /** Who, in bold; with `href` it opens the thing itself. */
  who: ReactNode;
  href?: string;
  why?: ReactNode;
  /** Age or date, at the right. */
  aside?: ReactNode;
  verb?: Verb;
  /** Only where a done thing can be taken back; never for a signature or a release. */
  takeBack?: () => void;
};

/** A list of rows; J, K and the arrows move while it has the focus. Name it by its heading's id, or by a label. */
export function RowList({ labelledBy, label, children }: { labelledBy?: string; label?: string; children: ReactNode }) {
  return (
    <ul className="rows" aria-labelledby={labelledBy} aria-label={label} ref={movesByKeys}>
      {children}
    </ul>
  );
}

/** Kind · who and why · age or date · verb. */
export function RowWithVerb({ state, kind, glyph, who, href, why, aside, verb, takeBack }: RowWithVerbProps) {
  const { words } = useLanguage();
  const whoId = useId();
  return (
    <li className={`row row--${state}`}>
      <span className="row-kind">
        <Icon glyph={state === "done" ? IconCheck : glyph} />
        <span>
          {kind}
          {state === "done" ? <Hidden>, {words.row.done}</Hidden> : null}
        </span>
      </span>
      <span className="row-what">
        <span id={whoId} className="row-who">
          {href === undefined ? who : <Link href={href}>{who}</Link>}
        </span>
        {why === undefined ? null : <span className="row-why"> {why}</span>}
      </span>
      <span className="row-aside">
        {state === "blocking" ? <Icon glyph={IconLock} /> : null}
        {state === "blocking" && aside === undefined ? words.row.blocks : aside}
      </span>
      <span className="row-verb">
        {state === "done" ? takeBack === undefined ? null : <TakeBack run={takeBack} about={whoId} /> : verb === undefined ? null : <RowVerb verb={verb} state={state} about={whoId} />}
      </span>
    </li>
  );
}

function RowVerb({ verb, state, about }: { verb: Verb; state: "blocking" | "today" | "later"; about: string }) {
  const look = state === "blocking" ? "blocking" : state === "today" ? "asks_today" : "second";
  if ("href" in verb)
    return (
      <ButtonLink look={look} href={verb.href} keys={verb.keys} data-stop="" aria-describedby={about}>
        {verb.label}
      </ButtonLink>
    );
  return (
    <Button look={look} keys={verb.keys} state={verb.state} blocked={verb.blocked} onClick={verb.run} data-stop="" aria-describedby={about}>
      {verb.label}
    </Button>
  );
}

function TakeBack({ run, about }: { run: () => void; about: string }) {
  const { words } = useLanguage();
  useKeys([{ key: "z", says: words.row.takeBack, run }]);
  return (
    <span className="take-back">
      <button type="button" className="link-button" data-stop="" aria-describedby={about} onClick={run}>
        {words.row.takeBack}
      </button>
      <KeyHint keys={["Z"]} />
    </span>
  );
}
