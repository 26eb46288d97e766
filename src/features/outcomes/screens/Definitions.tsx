import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { definitions } from "../definitions.words.ts";
import { words } from "../screens.words.ts";

/** How each figure is counted. */
export function Definitions() {
  const { say } = useLanguage();
  return (
    <div className="page outcomes">
      <PageHeader title={say(words.definitions)} detail={say(words.definitionsDetail)} back={{ href: "/app/outcomes", label: say(words.back) }} />
      {definitions.map((one) => (
        <section key={one.id} id={one.id} className="definition-entry" aria-labelledby={`definition-${one.id}`}>
          <h2 id={`definition-${one.id}`}>{say(one.name)}</h2>
          <dl>
            <div>
              <dt>{say(words.countsHead)}</dt>
              <dd>{say(one.counts)}</dd>
            </div>
            {one.among === null ? null : (
              <div>
                <dt>{say(words.among)}</dt>
                <dd>{say(one.among)}</dd>
              </div>
            )}
            {one.leftOut === null ? null : (
              <div>
                <dt>{say(words.leftOut)}</dt>
                <dd>{say(one.leftOut)}</dd>
              </div>
            )}
            <div>
              <dt>{say(words.source)}</dt>
              <dd>{one.source}</dd>
            </div>
          </dl>
        </section>
      ))}
    </div>
  );
}
