import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { DataTable } from "#ui/DataTable.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { FindingMark } from "#ui/Finding.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SaveState } from "#ui/SaveState.tsx";
import { EmptyState, ErrorState, Loading, LockedBar, OfflineBar } from "#ui/States.tsx";
import { DateField, TextArea, TextField, TimeField } from "#ui/TextField.tsx";
import { TwoVersions } from "#ui/TwoVersions.tsx";
import { findings } from "./samples.ts";

/** A form with two errors, and each kind of field. */
export function FieldsPart() {
  const { say } = useLanguage();
  const [text, setText] = useState("202 555 014");
  const [story, setStory] = useState("«Aquí estás. Nadie te va a llevar».");
  const [team, setTeam] = useState("");
  const [voicemail, setVoicemail] = useState("no");
  const [agreed, setAgreed] = useState<"yes" | "no">("no");
  const [date, setDate] = useState("2026-11-17");
  const [time, setTime] = useState("13:30");
  const [attempt, setAttempt] = useState(0);
  const phone = say({ en: "This number has 9 digits. It needs 10.", es: "Este número tiene 9 cifras. Debe tener 10." });
  const choose = say({ en: "Choose the team that will visit.", es: "Elija el equipo que hará las visitas." });
  return (
    <section>
      <h2>{say({ en: "Fields", es: "Campos" })}</h2>
      <div className="fields">
        <ErrorSummary attempt={attempt} errors={[{ fieldId: "phone", message: phone }, { fieldId: "team", message: choose }]} />
        <TextField id="phone" label={say({ en: "Phone", es: "Teléfono" })} hint={say({ en: "Ten digits, with the area code.", es: "Diez cifras, con la clave de área." })} error={phone} kind="tel" inputMode="tel" value={text} onChange={setText} />
        <SelectField id="team" label={say({ en: "Team", es: "Equipo" })} error={choose} value={team} onChange={setTeam} options={[{ group: "Anacostia", options: [{ value: "a", label: "A" }, { value: "b", label: "B" }] }, { value: "c", label: "Columbia Heights" }]} />
        <TextArea label={say({ en: "In the family's words", es: "Con palabras de la familia" })} need="optional" lang="es" value={story} onChange={setStory} />
        <div className="buttons">
          <DateField label={say({ en: "Day", es: "Día" })} value={date} onChange={setDate} />
          <TimeField label={say({ en: "Start", es: "Comienzo" })} value={time} onChange={setTime} stepMinutes={5} />
        </div>
        <RadioGroup label={say({ en: "What may voicemail hear?", es: "¿Qué puede oír el buzón de voz?" })} hint={say({ en: "The safest answer comes first.", es: "La respuesta más segura va primero." })} value={voicemail} onChange={setVoicemail} options={[{ value: "no", label: say({ en: "No message at all", es: "Ningún mensaje" }) }, { value: "name", label: say({ en: "A first name and a number", es: "Un nombre y un número" }), hint: say({ en: "Nothing about why we call.", es: "Nada sobre por qué llamamos." }) }]} />
        <CheckField label={say({ en: "Ms. R. has read this page", es: "La Sra. R. leyó esta página" })} value={agreed} onChange={setAgreed} />
        <div className="buttons">
          <Button look="main" onClick={() => setAttempt(attempt + 1)}>
            {say({ en: "Send the request", es: "Enviar la petición" })}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** What a screen says while it saves, waits, fails, has nothing, or is locked. */
export function StatesPart() {
  const { say } = useLanguage();
  const [dialog, setDialog] = useState<"open" | "closed">("closed");
  return (
    <section>
      <h2>{say({ en: "Saving", es: "Guardar" })}</h2>
      <div className="buttons">
        <SaveState saving={{ state: "saved", at: "14:41:07" }} />
        <SaveState saving={{ state: "saving" }} />
        <SaveState saving={{ state: "kept", at: "14:38" }} />
        <SaveState saving={{ state: "not_saved" }} />
      </div>
      <h2>{say({ en: "Empty", es: "Vacío" })}</h2>
      <EmptyState sentence={say({ en: "Nothing asks for you. Two sessions left today.", es: "Nada le espera. Quedan dos sesiones hoy." })}>
        {say({ en: "Next: Thu 19 Nov, review of Luz V.", es: "Después: jue 19 nov, revisión de Luz V." })} <a href="#further">{say({ en: "Show what is further ahead", es: "Ver lo que viene después" })}</a>
      </EmptyState>
      <h2>{say({ en: "Loading, after 400 ms", es: "Cargando, tras 400 ms" })}</h2>
      <Loading rows={2} />
      <h2>{say({ en: "Error, offline, session ended", es: "Error, sin red, sesión terminada" })}</h2>
      <ErrorState word={say({ en: "Not sent", es: "No se envió" })} sentence={say({ en: "The claim check did not answer.", es: "La comprobación del cobro no respondió." })} verb={{ run: () => {} }} />
      <OfflineBar since="14:38" />
      <LockedBar signIn={<TextField label={say({ en: "Password", es: "Contraseña" })} kind="password" autoComplete="current-password" value="" onChange={() => {}} />} />
      <h2>{say({ en: "Two devices, one field", es: "Dos dispositivos, un campo" })}</h2>
      <TwoVersions onKeep={() => {}} versions={[{ id: "1", device: say({ en: "This laptop", es: "Esta computadora" }), at: "14:38", text: "«Aquí estás. Nadie te va a llevar»." }, { id: "2", device: say({ en: "Your phone", es: "Su teléfono" }), at: "14:31", text: say({ en: "Ms. R. gives the bear a voice.", es: "La Sra. R. le da voz al oso." }) }]} />
      <h2>{say({ en: "Dialog", es: "Diálogo" })}</h2>
      <Button onClick={() => setDialog("open")}>{say({ en: "Sign note 28", es: "Firmar la nota 28" })}</Button>
      <Dialog
        state={dialog}
        title={say({ en: "Sign note 28?", es: "¿Firmar la nota 28?" })}
        onClose={() => setDialog("closed")}
        footer={
          <>
            <Button onClick={() => setDialog("closed")}>{say({ en: "Keep writing", es: "Seguir escribiendo" })}</Button>
            <Button look="main" onClick={() => setDialog("closed")}>{say({ en: "Sign", es: "Firmar" })}</Button>
          </>
        }
      >
        <p>{say({ en: "A signed note is not changed; a correction stands beside it.", es: "Una nota firmada no se cambia; una corrección va a su lado." })}</p>
      </Dialog>
    </section>
  );
}

/** A table of ten thousand rows, of which fifty stand in the page. */
export function TablePart() {
  const { say, language, number } = useLanguage();
  const rows = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index), finding: findings[language][index % 7] }));
  return (
    <section>
      <h2>{say({ en: "Table", es: "Tabla" })}</h2>
      <DataTable
        caption={say({ en: "Sessions", es: "Sesiones" })}
        step={5}
        current="1"
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "name", label: say({ en: "Session", es: "Sesión" }), cell: (row) => number(Number(row.id) + 1) },
          { key: "state", label: say({ en: "State", es: "Estado" }), cell: (row) => (row.finding === undefined ? null : <FindingMark finding={row.finding} />) },
          { key: "message", label: say({ en: "In our words", es: "En nuestras palabras" }), cell: (row) => row.finding?.message },
          { key: "clause", label: say({ en: "Clause", es: "Cláusula" }), align: "end", cell: (row) => row.finding?.clause },
        ]}
      />
    </section>
  );
}
