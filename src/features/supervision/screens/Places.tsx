import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { words } from "../screens.words.ts";
import "./supervision.css";

/** The parts of supervision, as one's roles open them. */
export function Places({ current }: { current: string }) {
  const { say } = useLanguage();
  const me = useMe();
  const clinical = hasRole(me, "clinician", "trainee", "supervisor");
  const tabs = [
    ...(clinical ? [{ href: "/app/supervision", label: say(hasRole(me, "supervisor") ? words.tabs.agenda : words.tabs.own) }, { href: "/app/supervision/meetings", label: say(words.tabs.meetings) }] : []),
    { href: "/app/supervision/hours", label: say(words.tabs.hours) },
    ...(hasRole(me, "supervisor") ? [{ href: "/app/supervision/signing", label: say(words.tabs.signing) }] : []),
    { href: "/app/supervision/ratings", label: say(words.tabs.ratings) },
  ];
  return <Tabs label={say(words.places)} tabs={tabs} current={current} />;
}
