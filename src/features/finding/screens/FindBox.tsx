import { IconArrowRight, IconCalendarEvent, IconSearch, IconUser, IconUsers, IconX } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useEffectEvent, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { Words } from "#kernel/language.ts";
import { Button, GlyphButton } from "#ui/Button.tsx";
import { type Api, useAnswer, useMe } from "#ui/client.ts";
import { useModal } from "#ui/Dialog.tsx";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { KeyHint } from "#ui/KeyHint.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link, useGoTo } from "#ui/Link.tsx";
import { useSettled } from "#ui/useSettled.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { actionsFor, readCommand, waysTo } from "../actions.rules.ts";
import { words } from "../screens.words.ts";
import { type Choice, choicesOf, type GroupKey, groupNames } from "./choices.ts";
import "./finding.css";

const glyphs: Record<GroupKey, Glyph> = { families: IconUsers, staff: IconUser, sessions: IconCalendarEvent, actions: IconArrowRight, here: IconSearch };
const MOST_LETTERS = 100;

type Places = readonly { href: string; label: Words }[];
export type FindBoxProps = { state: "open" | "closed"; onClose: () => void; /** The places of the navigation. */ places: Places; /** The family whose page is open, else null. */ caseId: string | null };

/** The one search: families, who works here, sessions and what can be done, in one list under one line. On the phone it is a page of its own. */
export function FindBox({ state, onClose, places, caseId }: FindBoxProps) {
  const { say } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog, state);
  const leave = useEffectEvent(onClose);
  // Beside the box lies the page: pressing there goes back to it. By keys it is Escape.
  useEffect(() => {
    const element = dialog.current;
    const press = (event: Event) => {
      if (event.target === element) leave();
    };
    element?.addEventListener("click", press);
    return () => element?.removeEventListener("click", press);
  }, []);
  return (
    <dialog
      ref={dialog}
      className="find-box"
      aria-label={say(words.title)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {state === "closed" ? null : <Inside onClose={onClose} places={places} caseId={caseId} />}
    </dialog>
  );
}

const isLookedFor = (text: string) => /[\p{L}\p{N}]/u.test(text);
/** Asks once nobody has typed for a moment; an answer to what was typed before is never taken for one to what stands there. */
const useFound = (asked: string) => useAnswer(["finding.find", asked], (api: Api) => api.finding.find({ q: asked }), { when: isLookedFor(asked) ? "now" : "not_yet" });

function useChoices(text: string, places: Places, caseId: string | null) {
  const me = useMe();
  const { language, day } = useLanguage();
  const asked = useSettled(useDeferredValue(text.trim()));
  const actions = useMemo(() => actionsFor(me.roles), [me.roles]);
  const command = useMemo(() => readCommand(asked, actions, language), [asked, actions, language]);
  const whole = useFound(asked);
  const named = useFound(command?.name ?? "");
  // What stood there stays until the next answer comes, so that the list does not flicker.
  const [kept, setKept] = useState(whole.data);
  if (whole.data !== undefined && whole.data !== kept) setKept(whole.data);
  const isBusy = isLookedFor(text) && (asked !== text.trim() || whole.isLoading || (command !== null && named.isLoading));
  const found = whole.data ?? (isBusy ? kept : undefined) ?? null;
  const choices = choicesOf({ text, caseId, actions, ways: waysTo(places), found: isLookedFor(text) ? found : null, command: command === null ? null : { asked: command, found: named.data ?? null } }, { language, roles: me.roles, staffId: me.staffId, day });
  return { choices, isBusy, fault: isBusy ? null : whole.error, again: () => void whole.refetch() };
}

function Inside({ onClose, places, caseId }: Omit<FindBoxProps, "state">) {
  const { say, language, words: shared } = useLanguage();
  const go = useGoTo();
  const id = useId();
  const [text, setText] = useState("");
  const [moved, setMoved] = useState<string | null>(null);
  const [waits, setWaits] = useState<"no" | "to_open">("no");
  const list = useRef<HTMLDivElement>(null);
  const { choices, isBusy, fault, again } = useChoices(text, places, caseId);
  // Without a choice of one's own the first stands ready, so that Enter opens it; before anything was typed none does.
  const active = choices.find((one) => one.key === moved) ?? (isLookedFor(text) ? choices[0] : undefined);
  const place = active === undefined ? -1 : choices.indexOf(active);
  const open = (one: Choice) => {
    onClose();
    go(one.href);
  };
  useEffect(() => {
    if (active !== undefined) document.getElementById(`${id}-${place}`)?.scrollIntoView({ block: "nearest" });
  }, [active, id, place]);
  // Whoever pressed Enter before the answer was there meant the answer.
  const openFirst = useEffectEvent(() => {
    setWaits("no");
    if (active !== undefined && fault === null) open(active);
  });
  useEffect(() => {
    if (waits === "to_open" && !isBusy) openFirst();
  }, [waits, isBusy]);
  function type(next: string) {
    setText(next);
    setMoved(null);
    setWaits("no");
  }
  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const to = placeAfter(event.key, { place, count: choices.length, inList: moved !== null });
    if (to !== null && choices[to] !== undefined) {
      event.preventDefault();
      setMoved(choices[to].key);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isBusy && moved === null) setWaits("to_open");
      else if (active !== undefined) open(active);
    }
  }
  const isEmpty = choices.length === 0 && isLookedFor(text) && !isBusy && fault === null;
  return (
    <div className="find-inside" role="search">
      <div className="find-head" data-first="field">
        <Icon glyph={IconSearch} size={18} />
        <input
          type="text"
          role="combobox"
          aria-label={say(words.look)}
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
          aria-describedby={`${id}-hint`}
          placeholder={say(words.look)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={MOST_LETTERS}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
        />
        <GlyphButton glyph={IconX} label={shared.dialog.close} onPress={onClose} />
      </div>
      <p id={`${id}-hint`} className={isEmpty || text === "" ? "find-hint soft" : "hidden-words"}>
        {isEmpty ? `${words.nothing[language](text.trim())} ` : ""}
        {say(words.nothingHint)}
      </p>
      {fault === null ? null : (
        <p className="find-wrong" role="alert">
          <span>
            {say(words.failed)} {sentenceFor(fault, language)}
          </span>
          <Button look="quiet" onClick={again}>
            {say(words.again)}
          </Button>
        </p>
      )}
      <div ref={list} id={`${id}-list`} className="find-list" role="listbox" aria-label={say(words.results)} aria-busy={isBusy}>
        {groupsOf(choices).map(({ group, ones }) => (
          <div key={`${group} ${ones[0]!.at}`} role="group" aria-labelledby={`${id}-${group}-${ones[0]!.at}`}>
            <div id={`${id}-${group}-${ones[0]!.at}`} className="find-group" role="presentation">
              {say(groupNames[group])}
            </div>
            {ones.map(({ one, at }) => (
              <Link key={one.key} id={`${id}-${at}`} role="option" tabIndex={-1} className="find-one" aria-selected={at === place} href={one.href} onMouseDown={(event) => event.preventDefault()} onClick={onClose}>
                <Icon glyph={glyphs[group]} size={16} />
                <span className="find-words">
                  <span className="find-label">{one.label}</span>
                  {one.details.length === 0 ? null : <span className="soft small">{one.details.join(" · ")}</span>}
                </span>
              </Link>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className="hidden-words">
        {isBusy ? "" : isEmpty ? words.nothing[language](text.trim()) : isLookedFor(text) ? words.counted[language](choices.length) : ""}
      </p>
      <footer className="find-keys" aria-hidden>
        <KeyHint keys={["ArrowUp", "ArrowDown"]} label={say(words.move)} />
        <KeyHint keys={["Enter"]} label={say(words.open)} />
        <KeyHint keys={["Escape"]} label={say(words.close_it)} />
      </footer>
    </div>
  );
}

/** Where a key leads in the list; null where it belongs to the line. Home and End are the line's until somebody went into the list. */
function placeAfter(key: string, { place, count, inList }: { place: number; count: number; inList: boolean }): number | null {
  if (key === "ArrowDown") return place >= count - 1 ? 0 : place + 1;
  if (key === "ArrowUp") return place <= 0 ? count - 1 : place - 1;
  if (!inList) return null;
  return key === "Home" ? 0 : key === "End" ? count - 1 : null;
}

/** Neighbours of one group under one heading. */
function groupsOf(choices: readonly Choice[]): { group: GroupKey; ones: { one: Choice; at: number }[] }[] {
  const groups: { group: GroupKey; ones: { one: Choice; at: number }[] }[] = [];
  for (const [at, one] of choices.entries()) {
    const last = groups.at(-1);
    if (last?.group === one.group) last.ones.push({ one, at });
    else groups.push({ group: one.group, ones: [{ one, at }] });
  }
  return groups;
}
