import { Segments } from "./ChoiceField.tsx";
import { Dialog } from "./Dialog.tsx";
import { useCaps } from "./KeyHint.tsx";
import { type KeyLine, linesOf } from "./keys.ts";
import { useLanguage } from "./language.tsx";
import { useSetting, type Setting } from "./settings.ts";
import type { readKeys } from "./useKeys.ts";

/** The keys that worked where the list of all keys was asked for. */
export type KeysThere = ReturnType<typeof readKeys>;

/** All keys that work on the page that is open, read from the bindings themselves, and the way to switch single letters off. Null is closed. */
export function KeyHelp({ keys, onClose }: { keys: KeysThere | null; onClose: () => void }) {
  const { words } = useLanguage();
  const [letterKeys, keepLetterKeys] = useSetting("letterKeys");
  // With letters off, only what works then is listed.
  const works = ({ key }: { key: string }) => letterKeys === "on" || key.startsWith("Control+");
  const everywhere = linesOf((keys?.bindings.everywhere ?? []).filter(works));
  const walked: KeyLine[] = keys?.hasLists ? [{ says: words.keys.move, ways: [...(letterKeys === "on" ? [["J"], ["K"]] : []), ["ArrowDown"], ["ArrowUp"]] }] : [];
  const own = linesOf((keys?.bindings.here ?? []).filter(works));
  const here = [...walked.filter((line) => !own.some((one) => one.says === line.says)), ...own];
  return (
    <Dialog state={keys === null ? "closed" : "open"} title={words.keys.all} onClose={onClose}>
      <Lines title={words.keys.everywhere} lines={[...everywhere, { says: words.keys.openOne, ways: [["Enter"]] }, { says: words.keys.leave, ways: [["Escape"]] }]} />
      {here.length === 0 ? <p className="soft">{words.keys.noneHere}</p> : <Lines title={words.keys.here} lines={here} />}
      <p className="soft small">{letterKeys === "off" ? words.keys.off : words.keys.switchOff}</p>
      <Segments
        legend={words.shell.keys}
        legendShown="beside"
        value={letterKeys}
        onChange={(value) => keepLetterKeys(value as Setting<"letterKeys">)}
        options={[
          { value: "on", label: words.shell.keysOn },
          { value: "off", label: words.shell.keysOff },
        ]}
      />
    </Dialog>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  const cap = useCaps();
  return (
    <section className="key-lines">
      <h3>{title}</h3>
      <dl>
        {lines.map(({ says, ways }) => (
          <div key={says}>
            <dt>
              {ways.map((way) => (
                <span key={way.join(" ")} className="key-way">
                  {way.map((key) => (
                    <kbd key={key}>{cap(key)}</kbd>
                  ))}
                </span>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
