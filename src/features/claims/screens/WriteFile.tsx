import { IconFileExport } from "@tabler/icons-react";
import { useState } from "react";
import { dollarsOf } from "#features/payers/rules.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { ClaimRow } from "../contract.ts";
import { words } from "../screens.words.ts";

type Ready = { payerId: string; name: string; usage: "P" | "T"; claims: number; chargeCents: number };

/** Writes what is ready into a file: all of a payer, or what was chosen, with how many and how much. */
export function WriteFile({ ready, chosen, onWritten }: { ready: readonly Ready[]; chosen: readonly ClaimRow[]; onWritten: () => void }) {
  const { say, language, number } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("write-claims");
  const [said, setSaid] = useState("");
  const write = (payerId: string | null, claimIds: string[] | null) =>
    void sending.send(async () => {
      const { batches } = await api.claimBatches.write({ payerId, claimIds });
      setSaid(batches.length === 0 ? say(words.noneWritten) : batches.map((one) => words.written[language](number(one.claims), String(one.control))).join(" "));
      onWritten();
      await refresh(["claims.list"], ["claimBatches.list"]);
    });
  return (
    <section className="claims-write" aria-label={say(words.write)}>
      {chosen.length > 0 ? (
        <Button glyph={IconFileExport} state={sending.state} onClick={() => write(null, chosen.map((one) => one.claimId))}>
          {words.writeChosen[language](number(chosen.length), dollarsOf(chosen.reduce((sum, one) => sum + one.chargeCents, 0)))}
        </Button>
      ) : (
        <ul>
          {ready.map((one) => (
            <li key={one.payerId}>
              <span>
                {words.writeAll[language](one.name, number(one.claims), dollarsOf(one.chargeCents))}
                {one.usage === "T" ? <span className="soft claims-line">{say(words.testOnly)}</span> : null}
              </span>
              <Button glyph={IconFileExport} state={sending.state} aria-label={`${say(words.write)}: ${one.name}`} onClick={() => write(one.payerId, null)}>{say(words.write)}</Button>
            </li>
          ))}
        </ul>
      )}
      {sending.fault === null ? null : <ErrorState sentence={sentenceFor(sending.fault, language)} />}
      <p role="status">{said}</p>
    </section>
  );
}
