import { IconUserMinus } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** Who agreed to be named on the public page, each with the way off it. */
export function Listed({ onDone }: { onDone: (sentence: string) => void }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const found = useAnswer(["siteTeam.list"], (api) => api.siteTeam.list());
  return (
    <section className="part" aria-labelledby="site-team">
      <h2 id="site-team">{say(words.team)}</h2>
      <p className="soft">{say(words.teamWhat)}</p>
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.listed.length === 0 ? <p>{say(words.nobody)}</p> : null}
      <ul className="site-listed">
        {found.data?.listed.map((one) => (
          <li key={one.staffId}>
            <span>
              <strong>{one.name}</strong> <span className="soft">{say(words.since(day(dateInZone(one.agreedAt, me.agency.timeZone), "full")))}</span>
            </span>
            <FormPanel verb={say(words.removePerson)} about={one.name} glyph={IconUserMinus}>
              {(close) => <Remove {...one} onDone={onDone} close={close} />}
            </FormPanel>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Remove({ staffId, name, onDone, close }: { staffId: string; name: string; onDone: (sentence: string) => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `remove-${staffId}`;
  const sending = useSending(form);
  const send = async () => {
    const isDone = await sending.send(async () => {
      await api.siteTeam.takeOff({ staffId });
      await refresh(["siteTeam.list"]);
    });
    if (isDone) onDone(say(words.removed(name)));
  };
  return (
    <SendForm name={form} label={name} sending={sending} submit={say(words.removePerson)} onSubmit={() => void send()} onCancel={close}>
      {null}
    </SendForm>
  );
}
