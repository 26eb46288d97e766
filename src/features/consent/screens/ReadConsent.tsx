import { IconCircleCheck, IconCircleX, IconFileText, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button, FileLink } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type Consent, copyWays } from "../contract.ts";
import { copyNames, kindNames, words } from "../screens.words.ts";
import { copyWords, signInNames, twoFactorsWords, wayNames } from "../words.ts";

type Given = { caseId: string; consentId: string; may: "read" | "write"; close: () => void };
const proofs = { matches: { glyph: IconCircleCheck, words: words.proofMatches, tone: "yes" }, differs: { glyph: IconCircleX, words: words.proofDiffers, tone: "no" }, not_kept: { glyph: IconFileText, words: words.proofNotKept, tone: "none" } } as const;

/** The very text of a consent, the evidence of its signature, and the copy that was given. */
export function ReadConsent({ caseId, consentId, may, close }: Given) {
  const { say, language } = useLanguage();
  const found = useAnswer(["consents.read", caseId, consentId], (api) => api.consents.read({ caseId, consentId }));
  const shown = found.data;
  return (
    <Dialog state="open" size="wide" title={say(shown === undefined ? words.readTitle : kindNames[shown.consent.kind])} onClose={close}>
      {found.isPending ? <Loading rows={4} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {shown === undefined ? null : (
        <>
          <div className="consent-said" role="region" aria-label={say(words.readTitle)} tabIndex={0} lang={shown.consent.language}>
            {shown.lines.map((one) => (
              <p key={one.words}>{one.kind === "text" ? one.words : <strong>{one.words}</strong>}</p>
            ))}
          </div>
          <p className={`consent-state consent-state--${proofs[shown.proof].tone}`}>
            <Icon glyph={proofs[shown.proof].glyph} />
            <span>{say(proofs[shown.proof].words)}</span>
          </p>
          <Evidence consent={shown.consent} />
          <p>
            <FileLink glyph={IconPrinter} href={`/api/cases/${caseId}/consents/${consentId}/paper`}>
              {say(words.printCopy)}
            </FileLink>
          </p>
          {may === "write" && shown.consent.copyWay === null ? <NoteCopy caseId={caseId} consentId={consentId} /> : null}
        </>
      )}
    </Dialog>
  );
}

function Evidence({ consent }: { consent: Consent }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const definitions = [
    { label: say(words.answered), value: say(consent.answer === "yes" ? words.yesShort : words.noShort) },
    { label: say(words.signedBy), value: consent.signerOrganization === null ? consent.signedName : `${consent.signedName}, ${words.onBehalf[language](consent.signerOrganization)}` },
    { label: say(words.signedOn), value: day(dateInZone(consent.signedAt, me.agency.timeZone), "full") },
    { label: say(words.way), value: say(wayNames[consent.way]) },
    ...(consent.signedIn === null ? [] : [{ label: say(copyWords.signedIn), value: [signInNames[consent.signedIn.way], ...(consent.signedIn.twoFactors ? [twoFactorsWords] : [])].map(say).join(", ") }]),
    ...(consent.witness === "" ? [] : [{ label: say(words.witness), value: consent.witness }]),
    ...(consent.effort === "" ? [] : [{ label: say(words.effortSaid), value: consent.effort }]),
    { label: say(words.copy), value: consent.copyWay === null || consent.copyOn === null ? say(words.noCopy) : words.copyOn[language](say(copyNames[consent.copyWay]), day(consent.copyOn, "full")) },
  ];
  return (
    <>
      <DefinitionStrip look="list" definitions={definitions} />
      {consent.textHash === null ? null : (
        <p className="soft consent-proof">
          {say(words.proof)}: {consent.textHash}
        </p>
      )}
    </>
  );
}

function NoteCopy({ caseId, consentId }: { caseId: string; consentId: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("note-copy");
  const [way, setWay] = useState("");
  async function note() {
    const chosen = copyWays.find((one) => one === way);
    await sending.send(async () => {
      if (chosen === undefined) return;
      await api.consents.giveCopy({ caseId, consentId, way: chosen });
      await refresh(["consents.read", caseId], ["consents.list", caseId]);
    }, chosen === undefined ? [{ path: "way", message: say(words.needCopyWay) }] : []);
  }
  return (
    <div id="note-copy" className="fields" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <SelectField id={sending.id("way")} error={sending.errorOf("way")} label={say(words.copyWay)} value={way} onChange={setWay} options={copyWays.map((one) => ({ value: one, label: say(copyNames[one]) }))} />
      <p>
        <Button state={sending.state} onClick={() => void note()}>
          {say(words.noteCopy)}
        </Button>
      </p>
    </div>
  );
}
