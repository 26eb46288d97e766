import { IconCircleCheck, IconClock, IconCornerUpLeft, IconHelpCircle } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState } from "#ui/States.tsx";
import type { Change } from "../contract.ts";
import { words } from "../screens.words.ts";

const glyphs = { counting: IconClock, proposed: IconHelpCircle, accepted: IconCircleCheck, withdrawn: IconCornerUpLeft } as const;
const looks = { counting: "", proposed: "mark mark--draft", accepted: "mark mark--met", withdrawn: "soft" } as const;

/** A change's state as a glyph and a word. */
export function ChangeState({ status }: { status: Change["status"] }) {
  const { say } = useLanguage();
  return (
    <span className={looks[status]}>
      <Icon glyph={glyphs[status]} /> {say(words.states[status])}
    </span>
  );
}

/** Changes to policies, the newest first. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { say, day } = useLanguage();
  const { agency } = useMe();
  if (changes.length === 0) return <EmptyState sentence={say(words.noChanges)} />;
  return (
    <DataTable
      caption={say(words.changes)}
      rows={changes}
      rowKey={(one) => one.changeId}
      phone="cards"
      columns={[
        { key: "what", label: say(words.what), cell: (one) => <Link href={`/app/rulebook/changes/${one.changeId}`}>{`${say(words.kinds[one.kind])}: ${one.policy} ${one.clause ?? one.version}`}</Link> },
        { key: "day", label: say(words.day), cell: (one) => day(dateInZone(one.proposedAt, agency.timeZone), "full") },
        { key: "who", label: say(words.who), cell: (one) => one.decidedByName ?? one.proposedByName ?? "–" },
        { key: "state", label: say(words.state), cell: (one) => <ChangeState status={one.status} /> },
      ]}
    />
  );
}
