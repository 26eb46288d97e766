import { IconPrinter } from "@tabler/icons-react";
import { useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";
import "./bills.css";

/** A claim as CMS-1500, for who bills: the data alone for the printer, and over boxes for a look. Nothing for anybody else. */
export default function ClaimPapers({ claimId }: { claimId: string }) {
  const { say } = useLanguage();
  if (!useMe().roles.some((role) => role === "biller")) return null;
  return (
    <p className="bill-verbs">
      <a className="button button--second" href={`/api/claims/${claimId}/form?look=data`} download>
        <Icon glyph={IconPrinter} />
        <span>{say(words.form)}</span>
      </a>
      <a className="button button--quiet" href={`/api/claims/${claimId}/form?look=overlay`} download>
        {say(words.look)}
      </a>
    </p>
  );
}
