import { IconAlertTriangle, IconMail, IconMessage, IconPhone, IconPhoneOff } from "@tabler/icons-react";
import type { SafeContact } from "#features/intake/contract.ts";
import { voicemailNames } from "#features/people/screens.words.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";
import { dayLabels, dayPartLabels, wayLabels } from "../words.ts";
import { hoursByDay, readPhone } from "./order.ts";

const glyphs: Record<SafeContact["way"], Glyph> = { call: IconPhone, text: IconMessage, email: IconMail, do_not_contact: IconPhoneOff };

/** How the family may be reached, and nothing beyond it. */
export function SafeWay({ contact }: { contact: SafeContact | null }) {
  const { say } = useLanguage();
  return (
    <section className="part" aria-labelledby="safe-way">
      <h2 id="safe-way">{say(words.safeWay)}</h2>
      {contact === null ? (
        <p className="mark mark--draft">
          <Icon glyph={IconAlertTriangle} />
          <span>{say(words.noWay)}</span>
        </p>
      ) : contact.way === "do_not_contact" ? (
        <p className="mark mark--not_met">
          <Icon glyph={IconPhoneOff} />
          <span>{say(words.doNotContact)}</span>
        </p>
      ) : (
        <>
          <p className="line">
            <span className="mark">
              <Icon glyph={glyphs[contact.way]} />
              <span>{say(wayLabels[contact.way])}</span>
            </span>
            <span className="contact-value">{contact.way === "email" ? contact.email : readPhone(contact.phone)}</span>
            {contact.way === "call" ? <span className="soft">{`${say(words.voicemail)}: ${say(voicemailNames[contact.voicemail])}`}</span> : null}
          </p>
          {contact.way === "email" ? null : <HourList hours={contact.safeHours} />}
        </>
      )}
    </section>
  );
}

/** Safe hours as lines of the week. */
export function HourList({ hours }: { hours: readonly string[] }) {
  const { say } = useLanguage();
  if (hours.length === 0) return <p className="soft">{say(words.anyHours)}</p>;
  return (
    <div>
      <p className="soft small">{say(words.hours)}</p>
      <ul className="hour-list">
        {hoursByDay(hours).map(({ day, parts }) => (
          <li key={day}>
            <strong>{say(dayLabels[day as keyof typeof dayLabels].long)}</strong>
            <span>{parts.map((part) => `${say(dayPartLabels[part as keyof typeof dayPartLabels].name)} (${say(dayPartLabels[part as keyof typeof dayPartLabels].hours)})`).join(", ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
