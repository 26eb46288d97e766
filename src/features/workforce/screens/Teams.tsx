import { IconCircleCheck } from "@tabler/icons-react";
import type { CivilDate } from "#kernel/dates.ts";
import type { Team } from "#features/workforce/contract.ts";
import { useApi } from "#ui/client.ts";
import { FindingList } from "#ui/Finding.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { cohortRoleNames, partNames, words } from "../screens.words.ts";
import { LastDayForm } from "./LastDayForm.tsx";
import { placeIn, windowOf } from "./spans.ts";
import { MemberFields, TeamFields } from "./TeamForms.tsx";
import "./workforce.css";

type Person = { staffId: string; name: string };

/** The teams over time: who belonged when, and how each stands by the policy today and on the days on which it changes. */
export function Teams({ teams, staff, today, may }: { teams: readonly Team[]; staff: readonly Person[]; today: CivilDate; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  return (
    <section className="part" aria-labelledby="teams">
      <h2 id="teams">{say(words.teams)}</h2>
      {teams.length === 0 ? <EmptyState sentence={say(words.noTeams)} /> : null}
      {teams.map((team) => (
        <div key={team.teamId} className="card team" role="group" aria-label={team.name}>
          <h3>{team.name}</h3>
          {team.members.length === 0 ? <p className="soft">{say(words.teamEmpty)}</p> : <OverTime team={team} today={today} may={may} />}
          <Checks team={team} />
          {may === "write" ? <FormPanel verb={words.addMember[language](team.name)}>{(close) => <MemberFields teamId={team.teamId} staff={staff} today={today} close={close} />}</FormPanel> : null}
        </div>
      ))}
      {may === "write" ? <FormPanel verb={say(words.addTeam)}>{(close) => <TeamFields today={today} close={close} />}</FormPanel> : null}
    </section>
  );
}

/** One line a member: name and part, their time as a bar over two years, and the same in words. */
function OverTime({ team, today, may }: { team: Team; today: CivilDate; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const stretch = windowOf(today);
  const now = placeIn({ validFrom: today, validTo: today }, stretch)!;
  const spanWords = (one: { validFrom: string; validTo: string | null }) => {
    if (one.validTo !== null && one.validTo < today) return words.ended[language](day(one.validTo, "full"));
    const since = words.since[language](day(one.validFrom, "full"));
    return one.validTo === null ? since : `${since} ${words.endsOn[language](day(one.validTo, "full"))}`;
  };
  return (
    <ul className="team-time" aria-label={words.overTime[language](team.name)}>
      <li className="team-scale" aria-hidden>
        <span />
        <span className="team-lane">
          <span className="team-edge">{day(stretch.from, "full")}</span>
          <span className="team-now-word" style={{ insetInlineStart: `${now.start}%` }}>{say(words.todayMark)}</span>
          <span className="team-edge">{day(stretch.to, "full")}</span>
        </span>
        <span />
      </li>
      {team.members.map((one) => {
        const place = placeIn(one, stretch);
        const more = [one.hasAuthority === null ? "" : say(one.hasAuthority ? words.hasAuthority : words.noAuthority), one.cohortRole === "" ? "" : words.inCohort[language](say(cohortRoleNames[one.cohortRole]))].filter((part) => part !== "");
        return (
          <li key={one.membershipId}>
            <span>
              <strong>{one.name}</strong>
              <span className="under soft">{[say(partNames[one.part]), ...more].join(", ")}</span>
            </span>
            <span className="team-lane" aria-hidden>
              {place === null ? null : <span className={`team-bar team-bar--${one.part}`} style={{ insetInlineStart: `${place.start}%`, inlineSize: `${place.size}%` }} />}
              <span className="team-now" style={{ insetInlineStart: `${now.start}%` }} />
            </span>
            <span className="team-days">
              <span className="soft">{spanWords(one)}</span>
              {may === "write" && (one.validTo === null || one.validTo >= today) ? <LastDayForm id={one.membershipId} about={one.name} begins={one.validFrom} send={(input) => api.workforce.endTeamMember({ teamId: team.teamId, membershipId: one.membershipId, ...input })} /> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Checks({ team }: { team: Team }) {
  const { language, day } = useLanguage();
  return (
    <ul className="team-checks">
      {team.checks.map((check) => (
        <li key={check.on}>
          {check.findings.length === 0 ? (
            <span className="mark mark--met">
              <Icon glyph={IconCircleCheck} size={14} />
              <span>{words.stands[language](day(check.on, "full"))}</span>
            </span>
          ) : (
            <>
              <p className="soft">{words.standsNot[language](day(check.on, "full"))}</p>
              <FindingList findings={check.findings} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
