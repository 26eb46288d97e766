import { IconPlus, IconX } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea } from "#ui/TextField.tsx";
import type { Sending } from "#ui/useSending.ts";
import { type ContentOf, MOST_PLACES, type Place, stepFree } from "../contract.ts";
import { placeWords, stepFreeNames, words } from "../screens.words.ts";
import { BothFields } from "./BothFields.tsx";

const none = { en: "", es: "" };
const newPlace = (): Place => ({ placeId: crypto.randomUUID(), name: none, address: [], hours: none, stepFree: "unsaid", access: none, way: none });

/** The places of the practice, one after the other. */
export function PlacesForm({ content, onChange, sending }: { content: ContentOf<"places">; onChange: (content: ContentOf<"places">) => void; sending: Sending }) {
  const { say, language } = useLanguage();
  const setPlaces = (places: Place[]) => onChange({ ...content, places });
  const { places } = content;
  return (
    <div className="site-places" id={sending.id("content.places")} tabIndex={-1}>
      {places.map((one, at) => {
        const set = (change: Partial<Place>) => setPlaces(places.map((each, index) => (index === at ? { ...each, ...change } : each)));
        const both = (field: "name" | "hours" | "access" | "way") => ({ label: say(placeWords[field]), path: `places.${at}.${field}`, value: one[field], onChange: (value: Place["name"]) => set({ [field]: value }), sending });
        return (
          <fieldset key={one.placeId} className="site-place">
            <legend>{words.place(at + 1)[language]}</legend>
            <BothFields {...both("name")} kind="line" most={120} />
            <TextArea id={sending.id(`content.places.${at}.address`)} error={sending.errorOf(`content.places.${at}.address`)} label={say(placeWords.address)} need="optional" rows={3} maxLength={420} value={one.address.join("\n")} onChange={(text) => set({ address: text === "" ? [] : text.split("\n") })} />
            <BothFields {...both("hours")} kind="line" most={200} />
            <RadioGroup label={say(placeWords.stepFree)} value={one.stepFree} onChange={(value) => set({ stepFree: stepFree.find((each) => each === value) ?? "unsaid" })} options={stepFree.map((value) => ({ value, label: say(stepFreeNames[value]) }))} />
            <BothFields {...both("access")} kind="line" most={300} />
            <BothFields {...both("way")} kind="text" />
            <span className="buttons">
              <Button look="quiet" glyph={IconX} onClick={() => setPlaces(places.filter((each) => each !== one))}>
                {words.dropPlace(at + 1)[language]}
              </Button>
            </span>
          </fieldset>
        );
      })}
      {places.length >= MOST_PLACES ? null : (
        <p>
          <Button glyph={IconPlus} onClick={() => setPlaces([...places, newPlace()])}>
            {say(words.addPlace)}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The places as they are sent: lines of an address without blanks around them and none that is empty. */
export const tidyPlaces = (content: ContentOf<"places">): ContentOf<"places"> => ({ ...content, places: content.places.map((one) => ({ ...one, address: one.address.map((line) => line.trim()).filter((line) => line !== "") })) });
