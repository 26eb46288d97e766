import type { ReactNode } from "react";
import { Segments } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { words } from "../screens.words.ts";
import "./open.css";

/** A page before anybody is signed in: the name, the language, one column. */
export function OpenPage({ title, detail, children }: { title: string; detail?: ReactNode; children: ReactNode }) {
  const { say, language, changeLanguage } = useLanguage();
  return (
    <div className="open-page">
      <header className="open-head">
        <span className="open-brand">Dyad</span>
        <Segments
          legend={say(words.language)}
          value={language}
          onChange={(value) => changeLanguage(value === "es" ? "es" : "en")}
          options={[
            { value: "en", label: <span lang="en">English</span> },
            { value: "es", label: <span lang="es">Español</span> },
          ]}
        />
      </header>
      <main id="content" tabIndex={-1}>
        <PageHeader title={title} detail={detail} />
        {children}
      </main>
    </div>
  );
}
