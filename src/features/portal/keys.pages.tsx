import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { NotTaken } from "#features/questions/parts.pages.tsx";
import { faultOf, type FormState, TextField } from "#features/site/fields.pages.tsx";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import { Rich } from "#features/site/shell.pages.tsx";
import { keyDoorAddress, keysAddress, portalAddresses, portalScript } from "./addresses.rules.ts";
import { keyWords as words } from "./keys.words.ts";
import { DoorField, renderPortalPage, type PortalProps } from "./shell.pages.tsx";

export type OwnKey = { passkeyId: string; name: string; addedOn: CivilDate; usedOn: CivilDate | null };
type KeysProps = PortalProps & { keys: readonly OwnKey[]; /** `no`: the account or the address has no passkeys. */ mayAdd: "yes" | "full" | "no"; state: Omit<FormState, "language"> };

/** The passkeys of whoever is signed in, and the form that begins another. */
export function keysPage(props: KeysProps): string {
  const { language, keys } = props;
  const state: FormState = { language, ...props.state };
  return renderPortalPage({
    ...props,
    script: portalScript,
    children: (
      <div className="wrap narrow top portal">
        {state.faults.length > 0 && <NotTaken language={language} title={words.faults} text={words.faultsText} faults={state.faults.map((one) => ({ id: one.path, message: one.message }))} />}
        <h1>{words.title[language]}</h1>
        <p className="lead">{words.lead[language]}</p>
        <p className="box"><Rich text={words.shared[language]} /></p>
        {keys.length === 0 ? <p>{words.none[language]}</p> : <ul className="rows card">{keys.map((one) => <KeyRow key={one.passkeyId} one={one} language={language} />)}</ul>}
        {props.mayAdd === "full" && <p>{words.full[language]}</p>}
        {props.mayAdd !== "full" && <p data-no-passkey={props.mayAdd === "yes" ? "" : undefined}>{words.notHere[language]}</p>}
        {props.mayAdd === "yes" && <div hidden data-passkey=""><AddForm state={state} language={language} /></div>}
        <p><a className="link" href={portalAddresses.privacy}>{words.back[language]}</a></p>
      </div>
    ),
  });
}

const KeyRow = ({ one, language }: { one: OwnKey; language: Language }) => (
  <li>
    <Icon name="shield" />
    <div>
      <strong>{one.name}</strong>
      <p className="small">{[words.addedOn(sayDay(one.addedOn, language)), ...(one.usedOn === null ? [] : [words.usedOn(sayDay(one.usedOn, language))])].map((each) => each[language]).join(" ")}</p>
      <form method="post" action={keysAddress}><button className="button quiet" type="submit" name="remove" value={one.passkeyId}>{words.remove[language]}<span className="hidden-words">: {one.name}</span></button></form>
    </div>
  </li>
);

const AddForm = ({ state, language }: { state: FormState; language: Language }) => (
  <form method="post" action={keysAddress} noValidate autoComplete="off" data-one-entry={words.notSent[language]}>
    <h2>{words.addTitle[language]}</h2>
    <TextField state={state} field="name" label={words.name} hint={words.nameHint} kind="text" />
    <DoorField name="code" label={words.code[language]} hint={words.codeHint[language]} fault={faultOf(state, "code")?.[language] ?? null} kind="code" />
    <p className="buttons"><button className="button main" type="submit">{words.add[language]}</button></p>
  </form>
);

/** The code was right: now the device makes the passkey, on a tap, as browsers want it. */
export function makeKeyPage(props: PortalProps & { name: string; step: string; options: Record<string, unknown> }): string {
  const { language } = props;
  return renderPortalPage({
    ...props,
    script: portalScript,
    children: (
      <form className="wrap narrow top portal" method="post" action={keysAddress} autoComplete="off" data-passkey-make={JSON.stringify(props.options)} data-one-entry={words.notSent[language]}>
        <h1>{words.makeTitle[language]}</h1>
        <p className="lead">{words.makeLead[language]}</p>
        <p className="box" role="alert" hidden data-passkey-fault="">{words.notMade[language]}</p>
        <input type="hidden" name="step" value={props.step} />
        <input type="hidden" name="name" value={props.name} />
        <input type="hidden" name="response" value="" />
        <p className="buttons">
          <button className="button main" type="submit">{words.make[language]}</button>
          <a className="button second-choice" href={keysAddress}>{words.back[language]}</a>
        </p>
      </form>
    ),
  });
}

/** At the door: shown by the script, where the browser has passkeys. It asks for no address and names nobody. */
export const KeyDoor = ({ language }: { language: Language }) => (
  <div className="wrap narrow" hidden data-passkey="">
    <form method="post" action={`${keyDoorAddress}?lang=${language}`} autoComplete="off" data-passkey-in={`${keyDoorAddress}/begin`}>
      <p className="box" role="alert" hidden data-passkey-fault="">{words.notUsed[language]}</p>
      <input type="hidden" name="step" value="" />
      <input type="hidden" name="response" value="" />
      <p className="buttons"><button className="button second-choice" type="submit">{words.use[language]}</button></p>
    </form>
  </div>
);
