import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useId, useState } from "react";
import type { KeptMediaType } from "#features/documents/contract.ts";
import { Button } from "#ui/Button.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";

/** Shows a document without it staying on the device: a picture in its place, a PDF in a tab of its own. Asked for only when somebody wants to see it, since each look stands in the trail. */
export function LookAtIt({ address, name, kindName, mediaType }: { address: string; name: string; kindName: string; mediaType: KeptMediaType }) {
  const { say, language } = useLanguage();
  const id = useId();
  const [state, setState] = useState<"away" | "shown" | "failed">("away");
  const place = `${address}?way=view`;
  if (mediaType === "application/json") return null;
  if (mediaType === "application/pdf")
    return (
      <a className="button button--second" href={place} target="_blank" rel="noopener" aria-label={words.lookTab[language](name)}>
        <Icon glyph={IconEye} />
        <span>{say(words.look)}</span>
      </a>
    );
  return (
    <>
      <Button glyph={state === "away" ? IconEye : IconEyeOff} aria-expanded={state !== "away"} aria-controls={id} aria-label={state === "away" ? words.lookOf[language](name) : undefined} onClick={() => setState(state === "away" ? "shown" : "away")}>
        {say(state === "away" ? words.look : words.lookAway)}
      </Button>
      <figure id={id} className="document-look" hidden={state === "away"}>
        {state === "shown" ? <img src={place} alt={words.pictureOf[language](name, kindName)} onError={() => setState("failed")} /> : null}
        {state === "failed" ? <p role="alert">{say(words.noPicture)}</p> : null}
      </figure>
    </>
  );
}
