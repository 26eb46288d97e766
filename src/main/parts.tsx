import { IconCalendar, IconCalendarEvent, IconClipboardText, IconSun, IconUsers } from "@tabler/icons-react";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Language } from "#kernel/language.ts";
import { AppShell } from "#ui/AppShell.tsx";
import { TimeAxis } from "#ui/axis/TimeAxis.tsx";
import { Button } from "#ui/Button.tsx";
import { ThreeColumn } from "#ui/Columns.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { KeyHint } from "#ui/KeyHint.tsx";
import { LanguageProvider, useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SaveState } from "#ui/SaveState.tsx";
import { applyColours } from "#ui/settings.ts";
import { Tabs } from "#ui/Tabs.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import { FieldsPart, StatesPart, TablePart } from "./parts/Forms.tsx";
import { findings, sampleYear } from "./parts/samples.ts";
import { ChipsPart, ClassesPart, FindingsPart, RowsPart, StripPart } from "./parts/Work.tsx";
import "#ui/styles.css";
import "./parts.css";

const query = new URLSearchParams(location.search);

/** Every shared part and its states on one page, for review; `?language=es`, `?page=note` shows the columns. */
function Parts() {
  const { say, language } = useLanguage();
  const nav = [
    { href: "#today", label: say({ en: "Today", es: "Hoy" }), glyph: IconSun },
    { href: "#calendar", label: say({ en: "Calendar", es: "Calendario" }), glyph: IconCalendar },
    { href: "#families", label: say({ en: "Families", es: "Familias" }), glyph: IconUsers },
    { href: "#supervision", label: say({ en: "Supervision", es: "Supervisión" }), glyph: IconClipboardText },
    { href: "#measures", label: say({ en: "Measures", es: "Medidas" }), glyph: IconCalendarEvent },
  ];
  const footer = (
    <>
      <SaveState saving={{ state: "saved", at: "14:41:07" }}>{say({ en: "Kept on this device too.", es: "También en este dispositivo." })}</SaveState>
      <div className="foot-verbs">
        <KeyHint keys={["Control", "."]} label={say({ en: "show Ms. R.", es: "mostrar a la Sra. R." })} />
        <Button>{say({ en: "Preview as letter", es: "Ver como carta" })}</Button>
        <Button look="main" keys={["Control", "Enter"]}>{say({ en: "Sign", es: "Firmar" })}</Button>
      </div>
    </>
  );
  const note = query.get("page") === "note";
  const year = sampleYear(language);
  return (
    <AppShell
      home="#today"
      nav={nav}
      current="#families"
      onFind={() => {}}
      agency="Alondra Family Center"
      account={{ name: "Hannah L.", initials: "HL", onSignOut: () => {} }}
      demo="yes"
      footer={note ? footer : undefined}
    >
      {note ? (
        <>
          <PageHeader look="band" title={say({ en: "River M. and Ms. R.", es: "River M. y la Sra. R." })} detail={say({ en: "Session 28, Tuesday 17 November", es: "Sesión 28, martes 17 de noviembre" })} back={{ href: "#families", label: say({ en: "Families", es: "Familias" }) }} />
          <ThreeColumn
            left={{ name: say({ en: "Who was there", es: "Quién estuvo" }), content: <DefinitionStrip look="list" definitions={[{ label: say({ en: "Kind", es: "Tipo" }), value: say({ en: "Dyadic, in the clinic", es: "Diádica, en la clínica" }) }, { label: say({ en: "Planned", es: "Prevista" }), value: "13:30 – 14:30" }]} /> }}
            right={{ summary: <VerdictLine size="line" verdict="yes" units={4} findings={findings[language]} />, name: say({ en: "Does it count?", es: "¿Cuenta?" }), content: <><VerdictLine verdict="yes" units={4} findings={findings[language]} /><FindingList width="narrow" quietShown={1} findings={findings[language]} fixFor={() => ({ run: () => {} })} /></> }}
          >
            <ClassEdge kind="relationship" owner="River · Ms. R." title={say({ en: "Play and narrative", es: "Juego y relato" })}>
              <NoteText />
            </ClassEdge>
            <ClassEdge kind="caregiver" owner="Ms. R." title={say({ en: "Ms. R., about herself", es: "La Sra. R., sobre ella" })}>
              <p>{say({ en: "What the siren brought back for her is kept in her own record.", es: "Lo que la sirena le recordó queda en su propio expediente." })}</p>
            </ClassEdge>
          </ThreeColumn>
        </>
      ) : (
        <div className="page page--wide">
          <PageHeader title={say({ en: "Parts and their states", es: "Las piezas y sus estados" })} detail={say({ en: "one component each, the same on every screen", es: "una pieza para cada cosa, igual en cada pantalla" })}>
            <KeyHint keys={["J", "K"]} label={say({ en: "move", es: "mover" })} />
            <KeyHint keys={["Enter"]} label={say({ en: "open", es: "abrir" })} />
          </PageHeader>
          <Tabs label="River M." current="#timeline" tabs={[{ href: "#timeline", label: say({ en: "Timeline", es: "Línea de tiempo" }) }, { href: "#plan", label: "Plan" }, { href: "#notes", label: say({ en: "Notes", es: "Notas" }), asks: say({ en: "1 owed", es: "1 pendiente" }) }, { href: "#documents", label: say({ en: "Documents", es: "Documentos" }) }]} />
          <TimeAxis label={say({ en: "River M., March 2026 to April 2027", es: "River M., de marzo de 2026 a abril de 2027" })} from="2026-03-01" to="2027-04-30" today="2026-11-17" {...year} />
          <div className="sheet">
            <div><RowsPart /><FindingsPart /><ChipsPart /><StripPart /></div>
            <div><ClassesPart /><StatesPart /></div>
            <FieldsPart />
            <TablePart />
          </div>
        </div>
      )}
    </AppShell>
  );
}

function NoteText() {
  const { say } = useLanguage();
  const [text, setText] = useState("The small bear hides under the bed; the big bear looks for him with the flashlight. Today, for the first time, the big bear finds him, and Ms. R. gives it a voice: «Aquí estás. Nadie te va a llevar».");
  return <TextArea label={say({ en: "Story", es: "Relato" })} look="page" labelShown="heard" value={text} onChange={setText} />;
}

function Root() {
  const [language, setLanguage] = useState<Language>(query.get("language") === "es" ? "es" : "en");
  return (
    <LanguageProvider language={language} onChange={setLanguage}>
      <Parts />
    </LanguageProvider>
  );
}

applyColours();
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<StrictMode><Root /></StrictMode>);
