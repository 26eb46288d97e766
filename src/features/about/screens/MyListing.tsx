import { IconPencil, IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { CheckField, RadioGroup } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { listedRoleNames, listingWords as words, takesNames } from "../screens.words.ts";
import { type Listing, listedRoles, nameStyles, takings, type TeamMember, WORDING } from "../team.contract.ts";

type Mine = { listing: Listing | null; wouldShow: Pick<TeamMember, "role" | "isTrained" | "languages">; names: { full: string; first: string }; places: { placeId: string; en: string; es: string }[] };

/** Whether one is named on the public page: one's own yes, how, and the way off it. Nothing for whoever works for no family. */
export function MyListing() {
  return hasRole(useMe(), ...listedRoles) ? <Mine /> : null;
}

function Mine() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const [done, setDone] = useState("");
  const found = useAnswer(["siteTeam.mine"], (api) => api.siteTeam.mine());
  const mine = found.data;
  return (
    <section className="part" aria-labelledby="my-listing">
      <h2 id="my-listing">{say(words.title)}</h2>
      {found.isPending ? <Loading rows={2} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      {mine === undefined ? null : (
        <>
          <p>{mine.listing === null ? say(words.isNot) : say(words.is(mine.names[mine.listing.nameAs], day(dateInZone(mine.listing.agreedAt, me.agency.timeZone), "full")))}</p>
          <div className="buttons">
            <FormPanel key={mine.listing?.agreedAt ?? "none"} verb={say(mine.listing === null ? words.agree : words.change)} glyph={mine.listing === null ? IconUserPlus : IconPencil}>
              {(close) => <AgreeForm mine={mine} onDone={setDone} close={close} />}
            </FormPanel>
            {mine.listing === null ? null : <Leave onDone={setDone} />}
          </div>
        </>
      )}
    </section>
  );
}

function AgreeForm({ mine, onDone, close }: { mine: Mine; onDone: (sentence: string) => void; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("my-listing-form");
  const [nameAs, setNameAs] = useState<Listing["nameAs"]>(mine.listing?.nameAs ?? "first");
  const [placeIds, setPlaceIds] = useState(mine.listing?.placeIds.filter((one) => mine.places.some(({ placeId }) => placeId === one)) ?? []);
  const [takes, setTakes] = useState<Listing["takes"]>(mine.listing?.takes ?? "unsaid");
  const [agrees, setAgrees] = useState<"yes" | "no">(mine.listing === null ? "no" : "yes");
  const names = new Intl.DisplayNames([language], { type: "language", fallback: "code" });
  const { role, isTrained, languages } = mine.wouldShow;
  const record = [say(listedRoleNames[role]), say(isTrained ? words.trained : words.notTrained), languages.length === 0 ? say(words.noLanguages) : languages.map((one) => names.of(one) ?? one).join(", ")];
  async function agree() {
    const wrong: FieldWrong[] = agrees === "yes" ? [] : [{ path: "agrees", message: say(words.needConsent) }];
    const isDone = await sending.send(async () => {
      await api.siteTeam.agree({ nameAs, placeIds, takes, wording: WORDING });
      await refresh(["siteTeam.mine"], ["siteTeam.list"]);
    }, wrong);
    if (!isDone) return;
    onDone(say(words.done));
    close();
  }
  return (
    <SendForm name="my-listing-form" sending={sending} submit={say(mine.listing === null ? words.agree : words.change)} onSubmit={() => void agree()} onCancel={close}>
      <p className="soft">{say(words.risk)}</p>
      <RadioGroup label={say(words.nameAs)} value={nameAs} onChange={(value) => setNameAs(nameStyles.find((one) => one === value) ?? "first")} options={(["first", "full"] as const).map((value) => ({ value, label: mine.names[value] }))} />
      <p className="small">
        {say(words.fromRecord)} {record.join(" · ")}
      </p>
      {mine.places.length === 0 ? null : (
        <fieldset className="field">
          <legend className="field-label">{say(words.places)}</legend>
          {mine.places.map((place) => (
            <CheckField key={place.placeId} id={`place-${place.placeId}`} label={place[language]} value={placeIds.includes(place.placeId) ? "yes" : "no"} onChange={(value) => setPlaceIds(value === "yes" ? [...placeIds, place.placeId] : placeIds.filter((one) => one !== place.placeId))} />
          ))}
        </fieldset>
      )}
      <RadioGroup label={say(words.takes)} value={takes} onChange={(value) => setTakes(takings.find((one) => one === value) ?? "unsaid")} options={takings.map((value) => ({ value, label: say(takesNames[value]) }))} />
      <CheckField id={sending.id("agrees")} label={say(words.consent)} error={sending.errorOf("agrees")} value={agrees} onChange={setAgrees} />
    </SendForm>
  );
}

function Leave({ onDone }: { onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("my-listing-leave");
  return (
    <FormPanel verb={say(words.leave)} glyph={IconUserMinus}>
      {(close) => (
        <SendForm name="my-listing-leave" label={say(words.leave)} sending={sending} submit={say(words.leave)} onCancel={close} onSubmit={() => void sending.send(async () => {
          await api.siteTeam.leave({});
          await refresh(["siteTeam.mine"], ["siteTeam.list"]);
          onDone(say(words.left));
        })}>
          {null}
        </SendForm>
      )}
    </FormPanel>
  );
}
