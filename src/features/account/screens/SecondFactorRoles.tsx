import { useState } from "react";
import { staffRoles, type StaffRole } from "#features/disclosure/contract.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { useApi } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { useSending } from "#ui/useSending.ts";
import { administrationWords as words } from "../administration.screens.words.ts";
import { roleNames } from "../screens.words.ts";

/** For which roles a second factor must be. */
export function SecondFactorRoles({ roles, onKept }: { roles: readonly StaffRole[]; onKept: () => Promise<void> }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("second-factor-roles");
  const [chosen, setChosen] = useState<string[]>([...roles]);
  const [kept, setKept] = useState<"no" | "yes">("no");
  async function submit() {
    const sent = await sending.send(() => api.access.setSecondFactorRoles({ roles: staffRoles.filter((one) => chosen.includes(one)) }).then(onKept));
    if (sent) setKept("yes");
  }
  return (
    <section className="open-part" aria-labelledby="factor-roles-head">
      <h2 id="factor-roles-head">{say(words.secondFactor)}</h2>
      <p className="soft">{say(words.secondFactorWhy)}</p>
      <SendForm name="second-factor-roles" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()}>
        <p className="field-label" aria-hidden>
          {say(words.secondFactorLegend)}
        </p>
        <ChipGroup
          legend={say(words.secondFactorLegend)}
          legendShown="heard"
          choice="many"
          value={chosen}
          onChange={(next) => {
            setChosen(next);
            setKept("no");
          }}
          options={staffRoles.map((value) => ({ value, label: say(roleNames[value]) }))}
        />
        <p role="status">{kept === "yes" ? say(words.kept) : ""}</p>
      </SendForm>
    </section>
  );
}
