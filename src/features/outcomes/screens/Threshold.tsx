import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";

const FORM = "outcomes-threshold";

/** The agency's own threshold: the administrator's to set, never under five. */
export function Threshold({ threshold }: { threshold: number }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.change)} glyph={IconPencil}>
      {(close) => <Fields threshold={threshold} close={close} />}
    </FormPanel>
  );
}

function Fields({ threshold, close }: { threshold: number; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(FORM);
  const [value, setValue] = useState(String(threshold));
  return (
    <SendForm
      name={FORM}
      sending={sending}
      submit={say(words.save)}
      onSubmit={() =>
        void sending
          .send(() => api.outcomes.setThreshold({ threshold: Number(value) }))
          .then((sent) => (sent ? refresh(["outcomes.figures"]).then(close) : undefined))
      }
      onCancel={close}
    >
      <TextField id={sending.id("threshold")} label={say(words.threshold)} hint={say(words.thresholdHint)} value={value} error={sending.errorOf("threshold")} onChange={setValue} />
    </SendForm>
  );
}
