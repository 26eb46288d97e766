import { IconId } from "@tabler/icons-react";
import type { CivilDate } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { StaffNumber } from "../profile.contract.ts";
import { lineWords, profileWords as own, words } from "../screens.words.ts";
import { orNull, useForm } from "./useForm.ts";
import "./payers.css";

type Person = { staffId: string; name: string; treats: boolean; numbers: readonly StaffNumber[] };

/** Under which numbers people treat. */
export default function PeopleScreen() {
  const { say, language } = useLanguage();
  usePageTitle(own.peopleTitle);
  const found = useAnswer(["billingProfiles.people"], (api) => api.billingProfiles.people());
  const columns: Column<Person>[] = [
    { key: "person", label: say(own.person), cell: (one) => one.name },
    { key: "numbers", label: say(own.npi), cell: (one) => <Numbers person={one} /> },
    { key: "verb", label: say(own.addNumber), cell: (one) => <FormPanel verb={say(own.addNumber)} about={one.name} glyph={IconId}>{(close) => <NumberFields person={one} today={found.data!.today} close={close} />}</FormPanel> },
  ];
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/payers", label: say(words.title) }} title={say(own.peopleTitle)} detail={say(own.peopleLead)} />
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={`${say(own.peopleFailed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.staff.length === 0 ? <EmptyState sentence={say(own.noStaff)} /> : null}
      {found.data === undefined || found.data.staff.length === 0 ? null : <DataTable caption={say(own.peopleTitle)} columns={columns} rows={found.data.staff} rowKey={(one) => one.staffId} phone="cards" />}
    </div>
  );
}

function Numbers({ person: { name, treats, numbers } }: { person: Person }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const ending = useSending("end-number");
  const standing = numbers.filter((one) => one.endedAt === null);
  if (standing.length === 0) return <span className="soft">{say(treats ? own.treats : own.noNumber)}</span>;
  return (
    <ul className="payer-lines">
      {standing.map((one) => (
        <li key={one.numberId}>
          <span>
            <strong>{one.npi}</strong> {one.givenName} {one.familyName} <span className="soft">{[one.taxonomy, lineWords.since[language](day(one.fromDay, "full"))].filter((part) => part !== null).join(" · ")}</span>
          </span>
          <Button look="quiet" state={ending.state} aria-label={`${say(own.endNumber)}: ${name}, ${one.npi}`} onClick={() => void ending.send(() => api.billingProfiles.endNumber({ numberId: one.numberId }).then(() => refresh(["billingProfiles.people"])))}>
            {say(own.endNumber)}
          </Button>
        </li>
      ))}
      {ending.fault === null ? null : <li>{sentenceFor(ending.fault, language)}</li>}
    </ul>
  );
}

function NumberFields({ person, today, close }: { person: Person; today: CivilDate; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `number-${person.staffId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { npi: "", taxonomy: "", givenName: "", familyName: "", fromDay: today });
  async function submit() {
    const sent = await sending.send(async () => {
      await api.billingProfiles.addNumber({ staffId: person.staffId, ...form, taxonomy: orNull(form.taxonomy) });
      await refresh(["billingProfiles.people"]);
    }, form.fromDay === "" ? [{ path: "fromDay", message: say(lineWords.needDay) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextField {...field("npi")} label={say(own.npi)} hint={say(own.npiHint)} width="short" inputMode="numeric" maxLength={10} need="required" />
      <TextField {...field("taxonomy")} label={say(own.taxonomy)} width="short" maxLength={10} need="optional" />
      <div className="field-pair">
        <TextField {...field("givenName")} label={say(own.givenName)} maxLength={35} need="required" />
        <TextField {...field("familyName")} label={say(own.familyName)} maxLength={60} need="required" />
      </div>
      <DateField {...field("fromDay")} label={say(own.fromDay)} need="required" />
    </SendForm>
  );
}
