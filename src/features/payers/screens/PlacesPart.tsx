import { IconMapPin } from "@tabler/icons-react";
import { placeNames } from "#features/calendar/screens.words.ts";
import { places as allPlaces } from "#features/policy/contract.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Payer } from "../contract.ts";
import type { PlaceCode } from "../lines.contract.ts";
import { lineWords, words } from "../screens.words.ts";
import { useForm } from "./useForm.ts";

/** The numbers of places: the payer's own, and those for all payers. */
export function PlacesPart({ payer, places }: { payer: Payer; places: readonly PlaceCode[] }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const ending = useSending("end-place");
  const standing = places.filter((one) => one.endedAt === null);
  const end = ({ placeCodeId }: PlaceCode) => ending.send(() => api.payers.endPlace({ placeCodeId }).then(() => refresh(["payers.get"])));
  const columns: Column<PlaceCode>[] = [
    { key: "place", label: say(lineWords.place), cell: (one) => say(placeNames[one.place]) },
    { key: "code", label: say(lineWords.number), cell: (one) => <strong>{one.code}</strong> },
    { key: "for", label: say(lineWords.forWhom), cell: (one) => say(one.payerId === null ? lineWords.forAll : lineWords.forThis) },
    { key: "source", label: say(words.source), cell: (one) => one.source },
    { key: "verb", label: say(words.change), cell: (one) => <Button look="quiet" state={ending.state} aria-label={`${say(lineWords.end)}: ${say(placeNames[one.place])}`} onClick={() => void end(one)}>{say(lineWords.end)}</Button> },
  ];
  return (
    <section className="part" aria-labelledby="payer-places">
      <h2 id="payer-places">{say(words.places)}</h2>
      <p className="soft">{say(lineWords.placesWhy)}</p>
      {ending.fault === null ? null : <ErrorState sentence={sentenceFor(ending.fault, language)} />}
      {standing.length === 0 ? <EmptyState sentence={say(lineWords.noPlaces)}>{say(lineWords.noPlacesNext)}</EmptyState> : <DataTable caption={say(words.places)} columns={columns} rows={standing} rowKey={(one) => one.placeCodeId} phone="cards" />}
      {payer.endedAt === null ? <FormPanel verb={say(lineWords.setPlace)} glyph={IconMapPin}>{(close) => <PlaceFields payerId={payer.payerId} close={close} />}</FormPanel> : null}
    </section>
  );
}

function PlaceFields({ payerId, close }: { payerId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("set-place");
  const { form, field } = useForm(sending, { place: "", code: "", payerId: "this", source: "" });
  async function submit() {
    const place = allPlaces.find((one) => one === form.place);
    const sent = await sending.send(async () => {
      if (place === undefined) return;
      await api.payers.setPlace({ payerId: form.payerId === "all" ? null : payerId, place, code: form.code, source: form.source });
      await refresh(["payers.get"]);
    }, place === undefined ? [{ path: "place", message: say(lineWords.needPlace) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name="set-place" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <div className="field-pair">
        <SelectField {...field("place")} label={say(lineWords.place)} need="required" options={allPlaces.map((value) => ({ value, label: say(placeNames[value]) }))} />
        <TextField {...field("code")} label={say(lineWords.number)} width="short" inputMode="numeric" maxLength={2} need="required" />
      </div>
      <RadioGroup {...field("payerId")} label={say(lineWords.forWhom)} options={[{ value: "this", label: say(lineWords.forThis) }, { value: "all", label: say(lineWords.forAll) }]} />
      <TextField {...field("source")} label={say(words.source)} hint={say(words.sourceHint)} maxLength={500} need="required" />
    </SendForm>
  );
}
