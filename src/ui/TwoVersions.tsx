import { Button } from "./Button.tsx";
import { useLanguage } from "./language.tsx";

/** What one device wrote, and when (as shown). */
export type Version = { id: string; device: string; at: string; text: string };

/** Two devices wrote in one field: both are shown, a person picks, and neither is overwritten. */
export function TwoVersions({ versions, onKeep }: { versions: readonly [Version, Version]; onKeep: (id: string) => void }) {
  const { words } = useLanguage();
  return (
    <div className="versions">
      {versions.map((version) => (
        <article key={version.id} className="card" aria-label={version.device}>
          <p className="small">
            <strong>{version.device}</strong> <span className="soft">{version.at}</span>
          </p>
          <p className="version-text">{version.text}</p>
          <Button onClick={() => onKeep(version.id)}>{words.versions.keep}</Button>
        </article>
      ))}
      <p className="small soft">{words.versions.both}</p>
    </div>
  );
}
