import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { partNames, words } from "../screens.words.ts";
import "./workforce.css";

type Part = keyof typeof partNames;
type Team = { teamId: string; name: string; members: { staffId: string; name: string; part: Part; validFrom: string; validTo: string | null }[] };
type Member = { staffId: string; name: string };

/** The teams with who is in them as what. */
export function Teams({ teams, staff, may }: { teams: readonly Team[]; staff: readonly Member[]; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  return (
    <section className="part" aria-labelledby="teams">
      <h2 id="teams">{say(words.teams)}</h2>
      {teams.length === 0 ? <EmptyState sentence={say(words.noTeams)} /> : null}
      {teams.map((team) => (
        <div key={team.teamId} className="card" role="group" aria-label={team.name}>
          <h3>{team.name}</h3>
          {team.members.length === 0 ? <p className="soft">{say(words.teamEmpty)}</p> : null}
          <ul className="team-people">
            {team.members.map((one) => (
              <li key={`${one.staffId}-${one.part}-${one.validFrom}`}>
                <strong>{one.name}</strong> <span className="soft">{`${say(partNames[one.part])}, ${one.validTo === null ? words.since[language](day(one.validFrom, "full")) : words.endsOn[language](day(one.validTo, "full"))}`}</span>
              </li>
            ))}
          </ul>
          {may === "write" ? <FormPanel verb={words.addMember[language](team.name)}>{(close) => <MemberFields teamId={team.teamId} staff={staff} close={close} />}</FormPanel> : null}
        </div>
      ))}
      {may === "write" ? <FormPanel verb={say(words.addTeam)}>{(close) => <TeamFields close={close} />}</FormPanel> : null}
    </section>
  );
}

function useToday() {
  const me = useMe();
  return dateInZone(new Date().toISOString(), me.agency.timeZone);
}

function TeamFields({ close }: { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const today = useToday();
  const sending = useSending("team");
  const [name, setName] = useState("");
  const [validFrom, setValidFrom] = useState(today);
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (name.trim() === "") wrong.push({ path: "name", message: say(words.needName) });
    if (validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    const sent = await sending.send(async () => {
      await api.workforce.addTeam({ name, validFrom });
      await refresh(["workforce.overview"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name="team" sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(words.teamName)} value={name} onChange={setName} error={sending.errorOf("name")} need="required" />
      <DateField id={sending.id("validFrom")} label={say(words.validFrom)} value={validFrom} onChange={setValidFrom} error={sending.errorOf("validFrom")} need="required" />
    </SendForm>
  );
}

function MemberFields({ teamId, staff, close }: { teamId: string; staff: readonly Member[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const today = useToday();
  const form = `member-${teamId}`;
  const sending = useSending(form);
  const [staffId, setStaffId] = useState("");
  const [part, setPart] = useState("");
  const [validFrom, setValidFrom] = useState(today);
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (staffId === "") wrong.push({ path: "staffId", message: say(words.needChoice) });
    if (part === "") wrong.push({ path: "part", message: say(words.needChoice) });
    if (validFrom === "") wrong.push({ path: "validFrom", message: say(words.needDate) });
    const sent = await sending.send(async () => {
      await api.workforce.addTeamMember({ teamId, staffId, part: part as Part, validFrom });
      await refresh(["workforce.overview"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={form} sending={sending} submit={say(words.add)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("staffId")} label={say(words.member)} value={staffId} onChange={setStaffId} error={sending.errorOf("staffId")} options={staff.map((one) => ({ value: one.staffId, label: one.name }))} />
      <SelectField id={sending.id("part")} label={say(words.part)} value={part} onChange={setPart} error={sending.errorOf("part")} options={Object.entries(partNames).map(([value, label]) => ({ value, label: say(label) }))} />
      <DateField id={sending.id("validFrom")} label={say(words.validFrom)} value={validFrom} onChange={setValidFrom} error={sending.errorOf("validFrom")} need="required" />
    </SendForm>
  );
}
