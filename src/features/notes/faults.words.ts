import type { Words } from "#kernel/language.ts";

/** Why a note is not saved, signed, co-signed, given back or added to. */
export const faultWords = {
  changed: { en: "This note was saved somewhere else meanwhile. Both versions are kept: look at the other one, then decide.", es: "Mientras tanto esta nota se guardó en otro lugar. Las dos versiones se conservan: mire la otra y decida." },
  staffOnly: { en: "Only staff write notes.", es: "Solo el personal escribe notas." },
  blockOnce: { en: "Expected each block once.", es: "Se espera cada pasaje una sola vez." },
  classOfSection: (classes: readonly string[]): Words => ({ en: `Expected one of ${classes.join(", ")} for this section.`, es: `Para este apartado se espera una de estas clases: ${classes.join(", ")}.` }),
  expectOwner: { en: "Expected the adult to whom this belongs.", es: "Se espera la persona adulta a quien pertenece esto." },
  expectNobody: { en: "Expected nobody: this belongs to no single adult.", es: "No se espera a nadie: esto no pertenece a una sola persona adulta." },
  expectAdult: { en: "Expected an adult around this child.", es: "Se espera una persona adulta cercana a este niño o esta niña." },
  expectSibling: { en: "Expected the child to whose chart this goes.", es: "Se espera el niño o la niña a cuyo expediente va esto." },
  noSiblingChart: { en: "Expected a brother or sister who was booked for this session and has a chart of their own that is open to you.", es: "Se espera un hermano o una hermana con cita en esta sesión y con un expediente propio abierto para usted." },
  foreignChip: { en: "This belongs to another adult: name it in a passage of theirs.", es: "Esto pertenece a otra persona adulta: nómbrelo en un pasaje suyo." },
  templateChanged: { en: "This template was changed meanwhile. Load it again, then change it.", es: "Mientras tanto esta plantilla cambió. Cárguela otra vez y cámbiela." },
  noTemplate: { en: "There is no such template in use.", es: "No hay ninguna plantilla así en uso." },
  writtenBy: (name: string): Words => ({ en: `${name} writes this note.`, es: `Esta nota la escribe ${name}.` }),
  signedBy: (name: string): Words => ({ en: `${name} writes and signs this note.`, es: `Esta nota la escribe y la firma ${name}.` }),
  signed: { en: "This note was signed. What is signed stays as it is; write an addendum.", es: "Esta nota ya se firmó. Lo firmado no cambia; escriba una adenda." },
  nothingToSign: { en: "There is nothing to sign yet.", es: "Todavía no hay nada que firmar." },
  notBegun: { en: "This session has not begun yet. Sign when it took place.", es: "Esta sesión todavía no ha empezado. Firme cuando haya tenido lugar." },
  noCosignature: { en: "This note does not wait for a second signature.", es: "Esta nota no espera una segunda firma." },
  ownNote: { en: "Nobody co-signs their own note.", es: "Nadie pone la segunda firma en su propia nota." },
  notSignedYet: { en: "This note is not signed yet: change it directly.", es: "Esta nota todavía no está firmada: cámbiela directamente." },
  noPassage: { en: "There is no such passage in this note.", es: "Ese pasaje no está en esta nota." },
  authorOnly: { en: "Only its author adds to this.", es: "Solo quien lo escribió puede añadir algo aquí." },
} as const;
