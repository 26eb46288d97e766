import { useEffect, useState } from "react";
import { isCivilDate } from "#kernel/dates.ts";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { likenessWords, words } from "../screens.words.ts";
import { nameOf } from "./saying.ts";
import "./merging.css";

/** Milliseconds of rest after which what is typed is asked about. */
const REST = 500;

/** Says, while a case is being opened, that a record of the same child may be there already. It stops nobody. */
export function LikeChildren({ givenName, familyName, birthDate }: { givenName: string; familyName: string; birthDate: string }) {
  const { say, day } = useLanguage();
  const [asked, setAsked] = useState({ givenName: "", familyName: "", birthDate: "" });
  useEffect(() => {
    const rest = setTimeout(() => setAsked({ givenName: givenName.trim(), familyName: familyName.trim(), birthDate }), REST);
    return () => clearTimeout(rest);
  }, [givenName, familyName, birthDate]);
  const answer = useAnswer(["merging.like", asked], (api) => api.merging.like({ ...asked, birthDate: isCivilDate(asked.birthDate) ? asked.birthDate : null }), { when: asked.givenName === "" ? "not_yet" : "now" });
  const like = answer.data?.like ?? [];
  return (
    <div aria-live="polite">
      {like.length === 0 ? null : (
        <section className="same-found" aria-labelledby="same-found">
          <h3 id="same-found">{say(words.found)}</h3>
          <p className="soft small">{say(words.foundHint)}</p>
          <ul>
            {like.map(({ likeness, side }) => (
              <li key={side.caseId}>
                <Link href={`/app/families/${side.caseId}`}>{nameOf(side)}</Link>{" "}
                <span className="soft">{[say(likenessWords[likeness]), side.childBirthDate === null ? null : day(side.childBirthDate, "full"), side.adults.join(", ") || null].filter((part) => part !== null).join(" · ")}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
