import { IconBellRinging, IconClock, IconLock, IconPencil, IconRoute } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Chip, ChipGroup, NewChip, TimeChip } from "#ui/Chip.tsx";
import { Segments } from "#ui/ChoiceField.tsx";
import { ClassEdge, type DisclosureClass } from "#ui/ClassEdge.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { FindingList } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { Tally } from "#ui/Tally.tsx";
import { VerdictLine } from "#ui/VerdictLine.tsx";
import { findings } from "./samples.ts";

/** Rows with a verb, in their four states. */
export function RowsPart() {
  const { say } = useLanguage();
  const nothing = () => {};
  return (
    <section>
      <h2 id="rows">{say({ en: "Row with a verb", es: "Fila con un verbo" })}</h2>
      <RowList labelledBy="rows">
        <RowWithVerb state="blocking" kind={say({ en: "Alert", es: "Alerta" })} glyph={IconBellRinging} who="Ms. D." why={say({ en: "Safety answer above zero. Read it and note who is with the child.", es: "Respuesta de seguridad por encima de cero. Léala y anote quién está con el niño." })} verb={{ label: say({ en: "Review now", es: "Revisar ahora" }), run: nothing, keys: ["Enter"] }} />
        <RowWithVerb state="today" kind={say({ en: "Note", es: "Nota" })} glyph={IconPencil} who="Theo B." href="#theo" why={say({ en: "Draft kept, 3 of 8 sections filled.", es: "Borrador guardado, 3 de 8 secciones." })} aside={say({ en: "7 days old", es: "hace 7 días" })} verb={{ label: say({ en: "Finish", es: "Terminar" }), href: "#finish" }} />
        <RowWithVerb state="later" kind="Plan" glyph={IconRoute} who="Theo B." why={say({ en: "Review of the plan of care.", es: "Revisión del plan de atención." })} aside={say({ en: "in 7 days", es: "en 7 días" })} verb={{ label: say({ en: "Start review", es: "Empezar" }), run: nothing }} />
        <RowWithVerb state="done" kind={say({ en: "Measure", es: "Medida" })} glyph={IconRoute} who={say({ en: "Theo B. set up on the tablet, 10:52", es: "Theo B. preparado en la tableta, 10:52" })} takeBack={nothing} />
      </RowList>
    </section>
  );
}

/** Findings in every state, and the three verdicts. */
export function FindingsPart() {
  const { say, language } = useLanguage();
  const all = findings[language];
  return (
    <section>
      <h2>{say({ en: "Finding", es: "Comprobación" })}</h2>
      <FindingList
        findings={all}
        fixFor={(finding) => (finding.rule === "same-day" ? { href: "#source" } : { run: () => {} })}
        overrideFor={(finding) => (finding.result === "overridden" ? { by: "Odette F.", on: say({ en: "3 Nov", es: "3 nov" }), why: say({ en: "court order seen", es: "se vio la orden judicial" }) } : null)}
      />
      <h2>{say({ en: "Verdict line", es: "Línea del veredicto" })}</h2>
      <div className="buttons">
        <VerdictLine verdict="yes" units={4} findings={all.filter((one) => one.status === "draft")} />
        <VerdictLine verdict="no" units={null} findings={[]} />
        <VerdictLine verdict="unknown" units={null} findings={all.filter((one) => one.result === "unknown")} />
        <VerdictLine verdict="yes" units={4} findings={[]} waitsFor="cosignature" />
        <VerdictLine verdict="yes" units={null} findings={[]} tense="planned" size="line" />
      </div>
    </section>
  );
}

/** Chips, scales and buttons. */
export function ChipsPart() {
  const { say } = useLanguage();
  const [feelings, setFeelings] = useState(["fear"]);
  const [led, setLed] = useState(["river"]);
  const [here, setHere] = useState<"on" | "off">("on");
  const [timeIn, setTimeIn] = useState("13:32");
  const [rating, setRating] = useState<string | null>("2");
  const [view, setView] = useState<string | null>("clinician");
  const more = ["anger", "shame", "joy", "worry"].map((value, index) => ({ value, label: say([{ en: "anger", es: "enojo" }, { en: "shame", es: "vergüenza" }, { en: "joy", es: "alegría" }, { en: "worry", es: "preocupación" }][index] ?? { en: "", es: "" }) }));
  return (
    <section>
      <h2>{say({ en: "Chip", es: "Ficha" })}</h2>
      <div className="stack">
        <div className="chip-row">
          <Chip label={say({ en: "here", es: "vino" })} state={here} onPress={() => setHere(here === "on" ? "off" : "on")} />
          <TimeChip label={say({ en: "in", es: "entra" })} heard={say({ en: "River came in at", es: "River entró a las" })} value={timeIn} onChange={setTimeIn} />
          <TimeChip label={say({ en: "out", es: "sale" })} heard={say({ en: "River left at", es: "River salió a las" })} value="" onChange={() => {}} />
          <Chip label={say({ en: "not expected", es: "no se espera" })} state="not_expected" onPress={() => {}} />
          <NewChip label={say({ en: "New", es: "Nuevo" })} onPress={() => {}} />
        </div>
        <ChipGroup legend={say({ en: "Led by", es: "Lo inicia" })} choice="one" value={led} onChange={setLed} options={[{ value: "river", label: "River" }, { value: "r", label: "Ms. R." }]} />
        <ChipGroup legend={say({ en: "Feelings", es: "Sentimientos" })} choice="many" value={feelings} onChange={setFeelings} first={3} options={[{ value: "fear", label: say({ en: "fear", es: "miedo" }), detail: say({ en: "River, play", es: "River, jugando" }) }, { value: "tenderness", label: say({ en: "tenderness", es: "ternura" }) }, ...more]} />
        <Segments legend={say({ en: "Trauma: play", es: "Trauma: juego" })} legendShown="beside" mark="filled" value={rating} onChange={setRating} options={["0", "1", "2", "3"].map((value) => ({ value, label: value }))} />
        <Segments legend={say({ en: "View", es: "Vista" })} value={view} onChange={setView} options={[{ value: "clinician", label: say({ en: "Clinician", es: "Clínica" }) }, { value: "adult", label: say({ en: "Safe for Ms. R.", es: "Para la Sra. R." }) }, { value: "child", label: say({ en: "Safe for River", es: "Para River" }) }]} />
      </div>
      <h2>{say({ en: "Button", es: "Botón" })}</h2>
      <div className="buttons">
        <Button look="main" keys={["Control", "Enter"]}>{say({ en: "Sign", es: "Firmar" })}</Button>
        <Button>{say({ en: "Preview", es: "Ver antes" })}</Button>
        <Button look="quiet" glyph={IconPencil}>{say({ en: "Someone else", es: "Otra persona" })}</Button>
        <Button look="asks_today">{say({ en: "Asks today", es: "Para hoy" })}</Button>
        <Button look="danger">{say({ en: "Stop the release", es: "Retirar el permiso" })}</Button>
        <Button look="main" state="busy">{say({ en: "Sign", es: "Firmar" })}</Button>
        <Button blocked={say({ en: "An alert of Ms. D. is open.", es: "Hay una alerta abierta de la Sra. D." })}>{say({ en: "Close the day", es: "Cerrar el día" })}</Button>
      </div>
    </section>
  );
}

const classes: { kind: DisclosureClass; owner: string | null }[] = [
  { kind: "service", owner: null }, { kind: "intake", owner: null }, { kind: "child_chart", owner: null }, { kind: "relationship", owner: "River · Ms. R." }, { kind: "caregiver", owner: "Ms. R." },
  { kind: "psychotherapy_note", owner: null }, { kind: "supervision", owner: null }, { kind: "report", owner: null }, { kind: "address", owner: "Ms. R." }, { kind: "protective", owner: null },
];

/** Every class of disclosure, with its edge. */
export function ClassesPart() {
  const { say } = useLanguage();
  return (
    <section>
      <h2>{say({ en: "Class edge", es: "Borde de clase" })}</h2>
      {classes.map(({ kind, owner }) => (
        <ClassEdge key={kind} kind={kind} owner={owner} level={3} title={say({ en: "Play and narrative", es: "Juego y relato" })} part2={kind === "intake" ? "yes" : "no"}>
          <p>{say({ en: "The small bear hides under the bed.", es: "El oso pequeño se esconde bajo la cama." })}</p>
        </ClassEdge>
      ))}
    </section>
  );
}

/** A case's header, a note's facts and the tally. */
export function StripPart() {
  const { say } = useLanguage();
  return (
    <section>
      <h2>{say({ en: "Definitions and tally", es: "Definiciones y recuento" })}</h2>
      <DefinitionStrip
        definitions={[
          { label: say({ en: "Lives with", es: "Vive con" }), value: say({ en: "Ms. R., aunt", es: "la Sra. R., tía" }), detail: say({ en: "since 8 Jul, 19 weeks", es: "desde el 8 jul, 19 semanas" }) },
          { label: say({ en: "Legal authority", es: "Autoridad legal" }), value: "CFSA", detail: say({ en: "ends 30 Nov, in 13 days", es: "termina el 30 nov, en 13 días" }), tone: "soon", glyph: IconClock },
          { label: say({ en: "Address", es: "Dirección" }), value: say({ en: "hidden", es: "oculta" }), glyph: IconLock, detail: say({ en: "one adult's own", es: "de una persona adulta" }) },
        ]}
      />
      <Tally rows={[{ label: say({ en: "Emotional process", es: "Proceso emocional" }), passages: 5 }, { label: say({ en: "Trauma framework", es: "Marco del trauma" }), passages: 3 }, { label: say({ en: "Reflective practice", es: "Práctica reflexiva" }), passages: 0 }]} />
    </section>
  );
}
