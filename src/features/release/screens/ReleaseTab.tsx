import { useState } from "react";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";
import { Authorizations } from "./Authorizations.tsx";
import { Log } from "./Log.tsx";
import { Releases } from "./Releases.tsx";
import { Requests } from "./Requests.tsx";
import "./release.css";

/** What leaves the record of a case: copies and letters, the authorizations behind them, requests from outside, and who got what. */
export default function ReleaseTab({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const me = useMe();
  const [done, setDone] = useState("");
  const sayDone = () => setDone(say(words.done));
  const reads = hasRole(me, "clinician", "trainee", "supervisor", "privacy_officer");
  return (
    <div className="release">
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      {reads ? <Releases caseId={caseId} onDone={sayDone} /> : null}
      {reads ? <Authorizations caseId={caseId} onDone={sayDone} /> : null}
      <Requests caseId={caseId} onDone={sayDone} />
      {reads ? <Log caseId={caseId} /> : null}
    </div>
  );
}
