import { useLocation, useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useEffectEvent, useRef, useState } from "react";
import type { CaseSummary } from "#features/cases/contract.ts";
import { useAnswer } from "#ui/client.ts";
import { KeyHint } from "#ui/KeyHint.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { SearchBox } from "#ui/SearchBox.tsx";
import { useSettled } from "#ui/useSettled.ts";
import { words } from "./words.ts";

const SHOWN = 8;

/** The case that an address belongs to, null where it is of none. */
export const caseIdOf = (path: string): string | null => /^\/app\/families\/([0-9a-f-]{36})(?:\/|$)/.exec(path)?.[1] ?? null;

/**
 * The search of the top bar over the families that one may see: results below it, Enter opens the only one or shows all.
 * On the page of a family Enter looks within this family, and other families stand below.
 */
export function FindFamily() {
  const { say, language } = useLanguage();
  const go = useNavigate();
  const [text, setText] = useState("");
  const [state, setState] = useState<"open" | "closed">("closed");
  const box = useRef<HTMLDivElement>(null);
  const caseId = caseIdOf(useLocation({ select: (location) => location.pathname }));
  const within = caseId === null ? null : `/app/families/${caseId}/search?q=${encodeURIComponent(text.trim())}`;
  const asked = useSettled(useDeferredValue(text.trim()));
  const answer = useAnswer(["cases.list", "find", asked], (api) => api.cases.list({ search: asked, status: "all" }), { when: state === "open" && asked.length > 1 ? "now" : "not_yet" });
  const found = asked.length > 1 ? (answer.data?.cases ?? null) : null;
  function close() {
    setState("closed");
    setText("");
  }
  function search() {
    if (text.trim() === "") return;
    const href = within !== null ? within : found !== null && found.length === 1 && asked === text.trim() ? `/app/families/${found[0]!.caseId}` : `/app/families?search=${encodeURIComponent(text.trim())}`;
    close();
    void go({ to: href });
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...(box.current?.querySelectorAll<HTMLElement>(".find-results a") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = event.key === "ArrowDown" ? links[Math.min(at + 1, links.length - 1)] : at <= 0 ? box.current?.querySelector<HTMLElement>("input") : links[at - 1];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  // The box does nothing itself: it only hears keys and the loss of focus of what stands inside it.
  useEffect(() => {
    const inside = box.current!;
    const onLeave = (event: FocusEvent) => {
      if (!(event.relatedTarget instanceof Node && inside.contains(event.relatedTarget))) setState("closed");
    };
    inside.addEventListener("keydown", onKey);
    inside.addEventListener("focusout", onLeave);
    return () => {
      inside.removeEventListener("keydown", onKey);
      inside.removeEventListener("focusout", onLeave);
    };
  }, []);
  return (
    <div ref={box} className="find">
      <SearchBox
        label={say(within === null ? words.findFamily : words.findInFamily)}
        value={text}
        onChange={(next) => {
          setText(next);
          setState("open");
        }}
        onSearch={search}
      />
      {state === "open" && asked.length > 1 && (found !== null || within !== null) ? (
        <div className="find-results" role="group" aria-label={say(words.found)}>
          {within === null ? null : (
            <Link href={within} onClick={close}>
              <span>{words.inFamily[language](text.trim())}</span>
              <KeyHint keys={["Enter"]} />
            </Link>
          )}
          {found === null ? null : <Families found={found} asked={asked} close={close} />}
        </div>
      ) : null}
    </div>
  );
}

function Families({ found, asked, close }: { found: readonly CaseSummary[]; asked: string; close: () => void }) {
  const { say } = useLanguage();
  return (
    <>
          {found.length === 0 ? <p className="soft" role="status">{say(words.foundNothing)}</p> : null}
          <ul>
            {found.slice(0, SHOWN).map((one) => (
              <li key={one.caseId}>
                <Link href={`/app/families/${one.caseId}`} onClick={close}>
                  <span>{`${one.childGivenName} ${one.childFamilyName}`.trim()}</span>
                  <span className="soft small">{one.clinicians.join(", ")}</span>
                </Link>
              </li>
            ))}
          </ul>
          {found.length > SHOWN ? (
            <Link href={`/app/families?search=${encodeURIComponent(asked)}`} onClick={close}>
              {say(words.allFound)}
            </Link>
          ) : null}
    </>
  );
}
