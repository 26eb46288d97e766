import type { Words } from "#kernel/language.ts";
import type { CaseDocumentKind, DocumentClass, StaffDocumentKind } from "./contract.ts";

export const caseKindNames: Record<CaseDocumentKind, Words> = {
  court_order: { en: "Court order", es: "Orden judicial" },
  custody_paper: { en: "Custody paper", es: "Documento de custodia" },
  guardianship: { en: "Guardianship", es: "Tutela" },
  birth_certificate: { en: "Birth certificate", es: "Acta de nacimiento" },
  consent_paper: { en: "Consent on paper", es: "Consentimiento en papel" },
  letter: { en: "Letter", es: "Carta" },
  report_received: { en: "Report received", es: "Informe recibido" },
  released: { en: "Sent from the record", es: "Enviado del expediente" },
  identity: { en: "Proof of identity", es: "Documento de identidad" },
  other: { en: "Other", es: "Otro" },
};

export const staffKindNames: Record<StaffDocumentKind, Words> = {
  licence: { en: "Licence", es: "Licencia" },
  degree: { en: "Degree", es: "Título" },
  training: { en: "Training", es: "Formación" },
  certificate: { en: "Certificate", es: "Certificado" },
  background_check: { en: "Background check", es: "Verificación de antecedentes" },
  other: { en: "Other", es: "Otro" },
};

/** Who may see a document, in plain words; `owner` is the adult whom it belongs to. */
export const seenBy: Record<Exclude<DocumentClass, "supervision">, { en: (owner: string) => string; es: (owner: string) => string }> = {
  caregiver: { en: (owner) => `${owner}, and who treats or supervises`, es: (owner) => `${owner}, y quienes atienden o supervisan` },
  address: { en: (owner) => `It shows where ${owner} lives: only who treats or supervises, and ${owner}`, es: (owner) => `Muestra dónde vive ${owner}: solo quienes atienden o supervisan, y ${owner}` },
  relationship: { en: (owner) => `${owner} with the child: ${owner}, and who treats or supervises`, es: (owner) => `${owner} con el niño o la niña: ${owner}, y quienes atienden o supervisan` },
  child_chart: { en: () => "The child's chart: who treats or supervises, and adults with a right to the child's records", es: () => "El expediente del niño o la niña: quienes atienden o supervisan, y las personas adultas con derecho a ese expediente" },
  intake: { en: () => "The request: also the front desk and the administrator, and whoever made it", es: () => "La solicitud: también recepción y administración, y quien la hizo" },
  service: { en: () => "The service: everybody here who runs or bills the work", es: () => "El servicio: todas las personas de aquí que gestionan o facturan el trabajo" },
  psychotherapy_note: { en: () => "Your own notes: only you", es: () => "Sus propias notas: solo usted" },
  report: { en: () => "A report of suspected harm: you and the privacy officer", es: () => "Un aviso de posible daño: usted y la persona responsable de privacidad" },
};

export const documentLanguages: Record<"en" | "es" | "und", Words> = {
  en: { en: "English", es: "Inglés" },
  es: { en: "Spanish", es: "Español" },
  und: { en: "Another", es: "Otro" },
};

/** The sentences around documents. */
export const words = {
  title: { en: "Documents", es: "Documentos" },
  intro: { en: "Papers as files: PDF, JPEG or PNG, to 25 MB. Each shows who may see it.", es: "Papeles como archivos: PDF, JPEG o PNG, hasta 25 MB. Cada uno muestra quién puede verlo." },
  none: { en: "No document that you may see.", es: "Ningún documento que usted pueda ver." },
  noneNext: { en: "A court order or a custody paper belongs beside the authority it proves, under People.", es: "Una orden judicial o un documento de custodia va junto a la autoridad que prueba, en Personas." },
  attach: { en: "Add a document", es: "Añadir un documento" },
  replace: { en: "Replace", es: "Sustituir" },
  takeOut: { en: "Take out", es: "Retirar" },
  open: { en: "Download", es: "Descargar" },
  openOf: { en: (name: string) => `Download: ${name}`, es: (name: string) => `Descargar: ${name}` },
  opening: { en: "It comes …", es: "Ya viene …" },
  more: { en: "Show more", es: "Mostrar más" },
  former: { en: "What stood before", es: "Lo que constaba antes" },
  file: { en: "File", es: "Archivo" },
  fileHint: { en: "PDF, JPEG or PNG, to 25 MB. Place, camera and comments are taken out of a photo; a PDF stays as it is, with whatever it says about itself.", es: "PDF, JPEG o PNG, hasta 25 MB. De una foto se quitan el lugar, la cámara y los comentarios; un PDF queda como está, con lo que diga de sí mismo." },
  sending: { en: (percent: number) => `Sending, ${percent} %`, es: (percent: number) => `Enviando, ${percent} %` },
  sent: { en: (size: string) => `Received, ${size}.`, es: (size: string) => `Recibido, ${size}.` },
  cleaned: { en: "Place, camera or comments were taken out of the photo.", es: "Se quitaron de la foto el lugar, la cámara o los comentarios." },
  again: { en: "Send again", es: "Enviar de nuevo" },
  tooLarge: { en: "This file is larger than 25 MB. Scan it in grey or at 200 dots per inch, or split it.", es: "Este archivo pasa de 25 MB. Escanéelo en grises o a 200 puntos por pulgada, o divídalo." },
  needFile: { en: "Choose a file, and wait until it is received.", es: "Elija un archivo y espere a que se reciba." },
  what: { en: "What it is", es: "Qué es" },
  docTitle: { en: "Title", es: "Título" },
  docTitleHint: { en: "What it is and its date, as in: order of the family court, 4 March.", es: "Qué es y su fecha, por ejemplo: orden del tribunal de familia, 4 de marzo." },
  datedOn: { en: "Date on the paper", es: "Fecha del papel" },
  inLanguage: { en: "Language of the paper", es: "Idioma del papel" },
  whose: { en: "About whom", es: "De quién trata" },
  ofChild: { en: "The child", es: "El niño o la niña" },
  whoSees: { en: "Who may see this", es: "Quién puede ver esto" },
  whoSeesHint: { en: "The most closed that fits is chosen. A title counts as the paper does.", es: "Está elegida la opción más cerrada que encaja. El título cuenta como el papel." },
  noReadBack: { en: "You can put it here, and you will not be able to open it again: it is for those who treat the family.", es: "Puede dejarlo aquí, y no podrá abrirlo de nuevo: es para quienes atienden a la familia." },
  part2: { en: "It comes from a substance use programme (42 CFR Part 2): only with that adult's consent", es: "Viene de un programa por consumo de sustancias (42 CFR Parte 2): solo con el consentimiento de esa persona" },
  keep: { en: "Keep it", es: "Guardar" },
  why: { en: "Why", es: "Por qué" },
  whyReplace: { en: "What was wrong with the other; both stay.", es: "Qué estaba mal en el otro; ambos quedan." },
  whyTakeOut: { en: "Its title and content are closed to everybody; who took it out, when and why stays in sight. Do not write here what it says.", es: "Su título y contenido quedan cerrados para todos; quién lo retiró, cuándo y por qué sigue a la vista. No escriba aquí lo que dice." },
  needTitle: { en: "Write a title.", es: "Escriba un título." },
  needKind: { en: "Choose what it is.", es: "Elija qué es." },
  needWhy: { en: "Say why, in few words.", es: "Diga por qué, en pocas palabras." },
  kept: { en: "The document is kept.", es: "El documento quedó guardado." },
  wasThere: { en: "This very file was here already; nothing was added.", es: "Este mismo archivo ya estaba aquí; no se añadió nada." },
  takenOut: { en: "Taken out", es: "Retirado" },
  takenOutBy: { en: (name: string, on: string) => `by ${name}, ${on}`, es: (name: string, on: string) => `por ${name}, el ${on}` },
  replaced: { en: "replaced", es: "sustituido" },
  addedBy: { en: (name: string, on: string) => `added by ${name}, ${on}`, es: (name: string, on: string) => `lo añadió ${name}, el ${on}` },
  dated: { en: (on: string) => `of ${on}`, es: (on: string) => `del ${on}` },
  someone: { en: "the system", es: "el sistema" },
  beside: { en: "Documents of this entry", es: "Documentos de esta anotación" },
  ofRecord: { en: "Documents", es: "Documentos" },
  failed: { en: "The documents could not be read.", es: "No se pudieron leer los documentos." },
} as const;
