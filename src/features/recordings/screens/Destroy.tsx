import { IconTrash } from "@tabler/icons-react";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

/** Destroys it by hand: said what goes, then asked once more. */
export function Destroy({ recordingId }: { recordingId: string }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.destroy)} glyph={IconTrash}>
      {(close) => <Sure recordingId={recordingId} close={close} />}
    </FormPanel>
  );
}

function Sure({ recordingId, close }: { recordingId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const goTo = useGoTo();
  const sending = useSending("destroy-recording");
  async function destroy() {
    const sent = await sending.send(() => api.recordings.destroy({ recordingId }));
    if (!sent) return;
    await refresh(["recordings.list"]);
    goTo("/app/recordings");
  }
  return (
    <SendForm name="destroy-recording" label={say(words.destroy)} sending={sending} submit={say(words.destroyYes)} look="danger" onSubmit={() => void destroy()} onCancel={close}>
      <p>{say(words.destroySure)}</p>
    </SendForm>
  );
}
