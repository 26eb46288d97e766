import { IconAlertTriangle } from "@tabler/icons-react";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { claimWords as words } from "../claim.words.ts";
import type { ClaimView } from "../contract.ts";
import { findingWords, mendedAt } from "../findings.words.ts";
import { partNames } from "../screens.words.ts";

/** Everything that holds a claim, each with where and how it is mended. */
export function FindingsPart({ claim, lines, learnt }: ClaimView) {
  const { say, language, number } = useLanguage();
  if (claim.state !== "draft" && claim.state !== "scrubbed") return null;
  return (
    <section className="part" aria-labelledby="claim-findings">
      <h2 id="claim-findings">{say(words.findings)}</h2>
      {claim.findings.length === 0 ? <p>{say(words.nothingHolds)}</p> : null}
      <ul className="claims-list">
        {claim.findings.map((one, at) => {
          const { what, how } = findingWords[one.id];
          const href = mendedAt(one, claim);
          const line = lines.find((each) => each.sessionId === one.sessionId);
          const told = one.id === "learnt" ? (learnt.find((each) => each.checkId === one.value)?.words ?? "") : one.id === "file" ? one.value : "";
          return (
            <li key={`${one.id} ${at}`}>
              <span><Icon glyph={IconAlertTriangle} size={16} /> {say(what)}{line === undefined || lines.length < 2 ? "" : ` (${words.session[language]} ${number(line.place)})`}</span>
              {told === "" ? null : <span className="claims-line">{told}</span>}
              {href === null ? <span className="soft claims-line">{say(how)}</span> : <Link href={href}>{say(how)}</Link>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What of a claim that was sent would be otherwise today. */
export function CorrectionPart({ claim }: ClaimView) {
  const { say, language } = useLanguage();
  const { correction } = claim;
  if (correction === null) return null;
  const nameOf = (part: string) => partNames[part]?.[language] ?? part;
  return (
    <section className="part" aria-labelledby="claim-correction">
      <h2 id="claim-correction">{say(words.correction)}</h2>
      <ul>
        {correction.differences.map((one) => (
          <li key={one.part}>{one.was === "" && one.is === "" ? nameOf(one.part) : words.differs[language](nameOf(one.part), one.was, one.is)}</li>
        ))}
      </ul>
      <p>{say(correction.suggests === "void" ? words.suggestVoid : words.suggestReplace)}</p>
    </section>
  );
}
