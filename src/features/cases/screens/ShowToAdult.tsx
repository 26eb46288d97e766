import { IconEye } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CaseView } from "#features/cases/contract.ts";
import { fullName, holdsOn, sayKind } from "#features/people/screens/saying.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { endShowing, showTo } from "#ui/shownTo.ts";
import { useKeys } from "#ui/useKeys.ts";
import { words } from "../show.words.ts";
import { childOf } from "./head.ts";
import { useAge, useToday } from "./useToday.ts";

/** The way to show the case to an adult of the family, for whoever treats it: a button, and the question who sits there. Control and the full stop ask it too. Both are null for others. */
export function useShowing(found: CaseView): { button: ReactNode; question: ReactNode } {
  const { say, language } = useLanguage();
  const me = useMe();
  const today = useToday();
  const [state, setState] = useState<"open" | "closed">("closed");
  const adults = found.people.filter((one) => one.part === "caregiver" && holdsOn(one, today));
  const mayShow = hasRole(me, "clinician", "trainee", "supervisor") && adults.length > 0;
  useKeys(mayShow ? [{ key: "Control+.", says: say(words.show), run: () => setState("open") }] : []);
  if (!mayShow) return { button: null, question: null };
  return {
    button: (
      <Button glyph={IconEye} keys={["Control", "."]} onClick={() => setState("open")}>
        {say(words.show)}
      </Button>
    ),
    question: (
      <Dialog state={state} title={say(words.whoSitsThere)} onClose={() => setState("closed")}>
        <p className="soft">{say(words.whatIsShown)}</p>
        <ul className="show-to">
          {adults.map((one) => (
            <li key={one.personId}>
              <Button onClick={() => showTo({ caseId: found.caseId, adultId: one.personId })}>{words.showTo[language](fullName(one), sayKind(one.kind, language))}</Button>
            </li>
          ))}
        </ul>
      </Dialog>
    ),
  };
}

/** Ends the showing, by hand or by Control and the full stop; nothing is asked. */
export function EndShowing() {
  const { say } = useLanguage();
  useKeys([{ key: "Control+.", says: say(words.endKey), run: endShowing }]);
  return (
    <Button keys={["Control", "."]} onClick={endShowing}>
      {say(words.end)}
    </Button>
  );
}

/** The head while the case is shown: whose eyes read along, the child, and the end of it. Who else belongs to the family is not said. */
export function ShownHead({ found, adultId }: { found: CaseView; adultId: string }) {
  const { say, language } = useLanguage();
  const today = useToday();
  const age = useAge();
  const child = childOf(found);
  const adult = found.people.find((one) => one.personId === adultId);
  const title = useRef<HTMLHeadingElement>(null);
  // The dialog that began it is gone: the focus goes on from the child's name.
  useEffect(() => title.current?.focus(), []);
  return (
    <>
      <div className="bar-line bar-line--sunken show-bar" role="status">
        <span className="bar-word">
          <Icon glyph={IconEye} size={18} /> {words.shownTo[language](adult === undefined ? say(words.anAdult) : fullName(adult))}
        </span>
        <span className="bar-text">{say(words.onlyTheirs)}</span>
        <EndShowing />
      </div>
      <div className="case-head">
        <div className="case-head-name">
          <h1 ref={title} tabIndex={-1}>{child === null ? say(words.theChild) : child.givenName}</h1>
          <p>{age(child?.birthDate ?? null, today)}</p>
        </div>
      </div>
    </>
  );
}
