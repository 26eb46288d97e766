import type { Words } from "#kernel/language.ts";
import type { CheckKey } from "./contract.ts";

type Said = { title: Words; safe: Words; means: (detail: Words) => Words; mend: Words };
const join = (detail: Words, rest: Words): Words => ({ en: `${detail.en} ${rest.en}`, es: `${detail.es} ${rest.es}` });

/** What is said of each thing that is looked at. `detail` begins the sentence with what was found. */
export const checkWords: Record<CheckKey, Said> = {
  tls: {
    title: { en: "Encrypted connection", es: "Conexión cifrada" },
    safe: { en: "What families and staff send cannot be read on the way.", es: "Lo que envían las familias y el equipo no se puede leer en el camino." },
    means: (detail) => join(detail, { en: "Whoever is on the same network can read passwords and what a family writes.", es: "Quien esté en la misma red puede leer contraseñas y lo que escribe una familia." }),
    mend: { en: "Put a web server with a certificate before Dyad, set DYAD_BASE_URL to its https:// address, and let Dyad listen on 127.0.0.1 only.", es: "Ponga un servidor web con certificado delante de Dyad, indique su dirección https:// en DYAD_BASE_URL y deje que Dyad escuche solo en 127.0.0.1." },
  },
  demo: {
    title: { en: "Made-up programme", es: "Programa inventado" },
    safe: { en: "This installation is for real families.", es: "Esta instalación es para familias reales." },
    means: () => ({ en: "Anybody signs in here by one tap. Nothing of a real family may be written here.", es: "Aquí cualquiera entra con un toque. No debe anotarse nada de una familia real." }),
    mend: { en: "Start a new installation with DYAD_DEMO=0 in another data folder.", es: "Inicie una instalación nueva con DYAD_DEMO=0 en otra carpeta de datos." },
  },
  secret_key: {
    title: { en: "Secret key", es: "Clave secreta" },
    safe: { en: "The key is given from outside and does not lie beside what it opens.", es: "La clave se da desde fuera y no está junto a lo que abre." },
    means: (detail) => join(detail, { en: "Who takes the disk, or a copy of it, opens addresses, psychotherapy notes and every file as well.", es: "Quien se lleve el disco, o una copia, abre también direcciones, notas de psicoterapia y todos los archivos." }),
    mend: { en: "Keep the key elsewhere: set DYAD_SECRET_KEY from a password store and remove the file, or set DYAD_KEYS to a folder on another disk.", es: "Guarde la clave en otro lugar: indique DYAD_SECRET_KEY desde un gestor de contraseñas y quite el archivo, o indique en DYAD_KEYS una carpeta en otro disco." },
  },
  backup: {
    title: { en: "Backup", es: "Copia de seguridad" },
    safe: { en: "A backup was made within the last 26 hours.", es: "Se hizo una copia en las últimas 26 horas." },
    means: (detail) => join(detail, { en: "If the disk fails today, what families told since then is gone.", es: "Si hoy falla el disco, se pierde lo que las familias contaron desde entonces." }),
    mend: { en: "Set DYAD_BACKUPS to a folder on another machine's disk: a backup is then made every night; docs/operating/backup.md says more.", es: "Indique en DYAD_BACKUPS una carpeta en el disco de otra máquina: se hará una copia cada noche; docs/operating/backup.md explica más." },
  },
  drill: {
    title: { en: "Restoring tried out", es: "Restauración probada" },
    safe: { en: "A backup was restored and compared within the last 35 days.", es: "En los últimos 35 días se restauró y comparó una copia." },
    means: (detail) => join(detail, { en: "A backup that nobody has restored may not open on the day it is needed.", es: "Una copia que nadie ha restaurado puede no abrirse el día que haga falta." }),
    mend: { en: "With DYAD_BACKUPS set, the backup of each night is tried out by itself; bin/dyad drill FILE does it by hand, beside the running system.", es: "Con DYAD_BACKUPS, la copia de cada noche se prueba sola; bin/dyad drill ARCHIVO lo hace a mano, al lado del sistema en marcha." },
  },
  second_factor: {
    title: { en: "Second factor", es: "Segundo factor" },
    safe: { en: "Everybody who works here confirms the sign-in by a second factor.", es: "Todo el equipo confirma su entrada con un segundo factor." },
    means: (detail) => join(detail, { en: "One guessed or stolen password then opens the families that person sees.", es: "Una sola contraseña adivinada o robada abre entonces las familias que ve esa persona." }),
    mend: { en: "Ask each of them to switch it on under Your sign-in; administrators and whoever sees many families first.", es: "Pida a cada persona que lo active en Su acceso; primero a la dirección y a quien ve muchas familias." },
  },
  audit_chain: {
    title: { en: "Audit trail", es: "Registro de auditoría" },
    safe: { en: "The trail of who read what holds, link by link.", es: "El registro de quién leyó qué se mantiene íntegro, eslabón por eslabón." },
    means: (detail) => join(detail, { en: "A family who asks who read their record can then not be answered with certainty.", es: "A una familia que pregunte quién leyó su expediente no se le puede responder con certeza." }),
    mend: { en: "Run bin/dyad verify, which says where it breaks; keep this disk as it is, and ask whoever is responsible for privacy before anything else.", es: "Ejecute bin/dyad verify, que dice dónde se rompe; deje el disco como está y consulte antes que nada a la persona responsable de privacidad." },
  },
  seals: {
    title: { en: "Seals of the trail", es: "Sellos del registro" },
    safe: { en: "The trail is sealed within seconds, and its seals lie outside the database.", es: "El registro se sella en segundos, y sus sellos están fuera de la base de datos." },
    means: (detail) => join(detail, { en: "Until it is sealed, a row of the trail could be changed without a trace.", es: "Hasta que se selle, una fila del registro podría cambiarse sin dejar rastro." }),
    mend: { en: "See that a process with DYAD_ROLE=all or jobs runs, and that the data folder can be written.", es: "Compruebe que corre un proceso con DYAD_ROLE=all o jobs y que la carpeta de datos admite escritura." },
  },
  jobs: {
    title: { en: "Background work", es: "Trabajo en segundo plano" },
    safe: { en: "Letters, alerts and lists are worked off.", es: "Cartas, avisos y listas se procesan." },
    means: (detail) => join(detail, { en: "Alerts about safety are not passed on, and no letter leaves.", es: "Los avisos de seguridad no se transmiten y no sale ninguna carta." }),
    mend: { en: "Start Dyad with DYAD_ROLE=all, or a second process with DYAD_ROLE=jobs.", es: "Inicie Dyad con DYAD_ROLE=all, o un segundo proceso con DYAD_ROLE=jobs." },
  },
  queue: {
    title: { en: "Work that was given up", es: "Trabajo abandonado" },
    safe: { en: "No background work was given up.", es: "Ningún trabajo en segundo plano se abandonó." },
    means: (detail) => join(detail, { en: "Something that was promised to happen by itself did not: a letter, an alert, a decision made anew.", es: "Algo que debía ocurrir por sí solo no ocurrió: una carta, un aviso, una decisión renovada." }),
    mend: { en: "Look at the outbox and the reviews for what is missing, and at the log of the jobs process for why.", es: "Mire en Envíos y en Revisiones qué falta, y en el registro del proceso de trabajos por qué." },
  },
  disk: {
    title: { en: "Room on the disk", es: "Espacio en el disco" },
    safe: { en: "There is room on the disk.", es: "Hay espacio en el disco." },
    means: (detail) => join(detail, { en: "On a full disk no note can be saved.", es: "Con el disco lleno no se puede guardar ninguna nota." }),
    mend: { en: "Make the disk larger, or move old backups to another machine.", es: "Amplíe el disco o traslade copias antiguas a otra máquina." },
  },
  database_account: {
    title: { en: "Account of the database", es: "Cuenta de la base de datos" },
    safe: { en: "The application's account cannot step around the walls of the database.", es: "La cuenta de la aplicación no puede saltarse las barreras de la base de datos." },
    means: () => ({ en: "The application's account is a super-user of the database: a single mistake in a program could read every family, since the second wall does not hold for it.", es: "La cuenta de la aplicación es superusuaria de la base de datos: un solo error de un programa podría leer a todas las familias, porque la segunda barrera no le afecta." }),
    mend: { en: "Give DATABASE_URL an account without special rights, and DATABASE_OWNER_URL the one that migrates.", es: "Ponga en DATABASE_URL una cuenta sin derechos especiales, y en DATABASE_OWNER_URL la que migra." },
  },
  database_version: {
    title: { en: "PostgreSQL", es: "PostgreSQL" },
    safe: { en: "The version of PostgreSQL is one that Dyad is built for.", es: "La versión de PostgreSQL es de las previstas para Dyad." },
    means: (detail) => join(detail, { en: "The walls around each family's record are only proved on version 15 and newer.", es: "Las barreras en torno a cada expediente solo están probadas desde la versión 15." }),
    mend: { en: "Bring PostgreSQL up to version 15 or newer, after a backup.", es: "Actualice PostgreSQL a la versión 15 o posterior, tras una copia de seguridad." },
  },
  node: {
    title: { en: "Node.js", es: "Node.js" },
    safe: { en: "This version of Node.js gets security fixes.", es: "Esta versión de Node.js recibe correcciones de seguridad." },
    means: (detail) => join(detail, { en: "A hole that is found in it stays open, and what families told lies behind it.", es: "Una falla que se descubra en ella queda abierta, y detrás está lo que contaron las familias." }),
    mend: { en: "Install a newer long-term version of Node.js, and start Dyad again.", es: "Instale una versión de soporte prolongado más nueva de Node.js y reinicie Dyad." },
  },
  clock: {
    title: { en: "Clock", es: "Reloj" },
    safe: { en: "The clocks of Dyad and of the database agree.", es: "Los relojes de Dyad y de la base de datos coinciden." },
    means: (detail) => join(detail, { en: "Links end too early or too late, and the trail says wrong times.", es: "Los enlaces vencen antes o después de tiempo y el registro dice horas equivocadas." }),
    mend: { en: "Have both machines set their clocks by the network (NTP).", es: "Haga que ambas máquinas ajusten el reloj por la red (NTP)." },
  },
  mail: {
    title: { en: "E-mail", es: "Correo" },
    safe: { en: "Letters to families and staff can leave.", es: "Las cartas a familias y equipo pueden salir." },
    means: () => ({ en: "No letter leaves: invitations, links to questionnaires and alerts to staff have to be handed over by hand.", es: "No sale ninguna carta: invitaciones, enlaces a cuestionarios y avisos al equipo hay que darlos a mano." }),
    mend: { en: "Set DYAD_SMTP_URL to your mail server.", es: "Indique su servidor de correo en DYAD_SMTP_URL." },
  },
  scan: {
    title: { en: "Virus scanner", es: "Antivirus" },
    safe: { en: "Every file passes a scanner before it is kept, and the scanner answers.", es: "Cada archivo pasa por un antivirus antes de guardarse, y el antivirus responde." },
    means: (detail) => detail,
    mend: { en: "Set DYAD_SCAN to your clamd or to a command of yours, and see that it runs; docs/operating/files.md says how.", es: "Indique en DYAD_SCAN su clamd o un programa propio y compruebe que funciona; docs/operating/files.md explica cómo." },
  },
  clearing: {
    title: { en: "Clearing house", es: "Cámara de compensación" },
    safe: { en: "Files of claims go and come by hand, or their folder is looked into every minute and nothing in it was refused.", es: "Los archivos de reclamaciones van y vienen a mano, o su carpeta se mira cada minuto y no se rechazó nada de ella." },
    means: (detail) => join(detail, { en: "Claims may not leave, and what payers answer may lie unread until a deadline has passed.", es: "Puede que las reclamaciones no salgan y que lo que responden las aseguradoras quede sin leer hasta que venza un plazo." }),
    mend: { en: "See that the folder of DYAD_CLEARING_FOLDER is there and can be written, and look at what lies in refused and in; docs/operating/billing.md says how.", es: "Compruebe que la carpeta de DYAD_CLEARING_FOLDER existe y admite escritura, y mire qué hay en refused y en in; docs/operating/billing.md explica cómo." },
  },
};

/** What was found, as the beginning of a sentence. */
export const details = {
  none: { en: "", es: "" },
  couldNotLook: { en: "It could not be looked at.", es: "No se pudo comprobar." },
  plainHttp: (address: string): Words => ({ en: `People reach Dyad at ${address}, without encryption.`, es: `Se llega a Dyad en ${address}, sin cifrado.` }),
  openHost: (host: string): Words => ({ en: `Dyad listens on ${host}, without encryption of its own, for everybody on the network.`, es: `Dyad escucha en ${host}, sin cifrado propio, para cualquiera de la red.` }),
  keyBeside: { en: "The secret key lies in the data folder, beside the database and the files.", es: "La clave secreta está en la carpeta de datos, junto a la base de datos y los archivos." },
  noBackup: { en: "No backup was made yet.", es: "Todavía no se ha hecho ninguna copia." },
  oldBackup: (hours: number): Words => ({ en: `The last backup was made ${hours} hours ago.`, es: `La última copia se hizo hace ${hours} horas.` }),
  failedRun: { en: "The last one failed.", es: "La última falló." },
  noDrill: { en: "No restore was tried out yet.", es: "Todavía no se ha probado ninguna restauración." },
  oldDrill: (days: number): Words => ({ en: `The last restore was tried out ${days} days ago.`, es: `La última restauración se probó hace ${days} días.` }),
  without: (people: Words): Words => ({ en: `With a password alone sign in: ${people.en}.`, es: `Entran solo con contraseña: ${people.es}.` }),
  broken: (at: string): Words => ({ en: `The chain breaks: ${at}.`, es: `La cadena se rompe: ${at}.` }),
  longTrail: { en: "The trail is too long to be proved at a glance; bin/dyad verify proves it.", es: "El registro es demasiado largo para comprobarlo al momento; bin/dyad verify lo comprueba." },
  unsealed: (seconds: number): Words => ({ en: `Rows of the trail have waited for their seal for ${seconds} seconds.`, es: `Hay filas del registro que esperan su sello desde hace ${seconds} segundos.` }),
  noSealFile: { en: "The seal file is not there.", es: "Falta el archivo de sellos." },
  noJobs: { en: "No process that works jobs off has been seen for a minute.", es: "Desde hace un minuto no se ve ningún proceso que haga los trabajos." },
  failedJobs: (count: number): Words => ({ en: `${count} pieces of work were given up after several tries.`, es: `${count} trabajos se abandonaron tras varios intentos.` }),
  freeDisk: (percent: number, gigabytes: number): Words => ({ en: `${percent} % of the disk is free, ${gigabytes} GB.`, es: `Queda libre el ${percent} % del disco, ${gigabytes} GB.` }),
  version: (what: string): Words => ({ en: `This is version ${what}.`, es: `Esta es la versión ${what}.` }),
  ended: (what: string, on: string): Words => ({ en: `Version ${what} has had no security fixes since ${on}.`, es: `La versión ${what} no recibe correcciones de seguridad desde el ${on}.` }),
  unknownNode: (what: string): Words => ({ en: `Until when version ${what} gets security fixes is not known here.`, es: `Aquí no se sabe hasta cuándo recibe correcciones la versión ${what}.` }),
  clockOff: (seconds: number): Words => ({ en: `They differ by ${seconds} seconds.`, es: `Difieren en ${seconds} segundos.` }),
  noScanner: { en: "No scanner is set: files are told by their bytes, and a PDF that runs something is refused, but no known virus is looked for. Who opens a bad file carries it on to other devices.", es: "No hay antivirus: los archivos se reconocen por sus bytes y se rechaza un PDF que ejecute algo, pero no se buscan virus conocidos. Quien abra un archivo dañino lo lleva a otros equipos." },
  silentScanner: { en: "The scanner does not answer. Until it does, no file is taken in.", es: "El antivirus no responde. Hasta que responda no se acepta ningún archivo." },
  clearingSilent: { en: "Nobody has looked into the clearing house's folder for ten minutes.", es: "Desde hace diez minutos nadie ha mirado en la carpeta de la cámara de compensación." },
  clearingGone: { en: "The clearing house's folder could not be opened.", es: "No se pudo abrir la carpeta de la cámara de compensación." },
  clearingRefused: (count: number): Words => ({ en: `Files of the clearing house that were refused or could not be taken in this week: ${count}.`, es: `Archivos de la cámara de compensación rechazados o no leídos esta semana: ${count}.` }),
  aheadOfTrail: { en: "The trail holds rows from the future: the clock went back.", es: "El registro tiene filas del futuro: el reloj retrocedió." },
} as const;
