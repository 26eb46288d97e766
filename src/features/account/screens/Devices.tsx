import { IconDeviceLaptop } from "@tabler/icons-react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import type { Device, Recovery } from "#features/account/own.contract.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useMe } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import { failureNames, lostNames, nameDevice, ownWords, wayNames } from "../access.screens.words.ts";

type Props = { devices: readonly Device[]; failures: readonly { at: string; why: string }[]; recoveries: readonly Recovery[]; onEnded: () => Promise<void> };

/** Where one is signed in, what was refused of late, and whether one was let in anew. */
export function Devices({ devices, failures, recoveries, onEnded }: Props) {
  const { say, language } = useLanguage();
  const api = useApi();
  const at = useMoment();
  const ending = useSending("end-others");
  const endOthers = () => ending.send(() => api.ownAccess.endOtherDevices().then(onEnded));
  return (
    <>
      <section className="open-part" aria-labelledby="devices">
        <h2 id="devices">{say(ownWords.devices)}</h2>
        <p className="soft">{say(ownWords.devicesWhy)}</p>
        <ul className="own-list">{devices.map((one) => <OneDevice key={one.signInId} device={one} onEnded={onEnded} />)}</ul>
        <ErrorSummary errors={ending.errors} attempt={ending.attempt} />
        {devices.length < 2 ? null : (
          <p>
            <Button state={ending.state} onClick={() => void endOthers()}>
              {say(ownWords.endOthers)}
            </Button>
          </p>
        )}
      </section>
      {failures.length === 0 ? null : (
        <section className="open-part" aria-labelledby="refused-tries">
          <h2 id="refused-tries">{say(ownWords.failures)}</h2>
          <p className="soft">{say(ownWords.failuresWhy)}</p>
          <ul>
            {failures.map((one) => (
              <li key={one.at}>
                {at(one.at)} <span className="soft">{say(failureNames[one.why] ?? failureNames.disabled!)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {recoveries.length === 0 ? null : (
        <section className="open-part" aria-labelledby="own-recoveries">
          <h2 id="own-recoveries">{say(ownWords.recoveries)}</h2>
          <ul>
            {recoveries.map((one) => (
              <li key={one.recoveryId}>
                {ownWords.recoveryLine[language](at(one.startedAt), one.startedByName ?? say(ownWords.commandLine), say(lostNames[one.lost]))}
                <span className="under soft">{one.reason}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A moment as day and time in the agency's zone. */
function useMoment(): (moment: string) => string {
  const { day } = useLanguage();
  const { timeZone } = useMe().agency;
  return (moment) => `${day(dateInZone(moment, timeZone), "full")}, ${timeInZone(moment, timeZone)}`;
}

function OneDevice({ device, onEnded }: { device: Device; onEnded: () => Promise<void> }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const at = useMoment();
  const ending = useSending(`end-${device.signInId}`);
  const name = say(nameDevice(device.device));
  const end = () => ending.send(() => api.ownAccess.endDevice({ signInId: device.signInId }).then(onEnded));
  return (
    <li>
      <p>
        <Icon glyph={IconDeviceLaptop} size={18} /> <strong>{name}</strong> {device.isThis ? <span className="soft">{say(ownWords.thisDevice)}</span> : null}
        <span className="under soft">{ownWords.openedWith[language](at(device.openedAt), say(wayNames[device.way]), at(device.lastUsedAt))}</span>
      </p>
      <ErrorSummary errors={ending.errors} attempt={ending.attempt} />
      {device.isThis ? null : (
        <Button aria-label={`${say(ownWords.endDevice)}: ${name}`} state={ending.state} onClick={() => void end()}>
          {say(ownWords.endDevice)}
        </Button>
      )}
    </li>
  );
}
