import type { Words } from "#kernel/language.ts";

/** What each setting of the environment does. Every name of `settingNames` has a sentence; a test holds that. */
export const settingWords: Record<string, Words> = {
  PORT: { en: "The port on which Dyad answers; 8080 where nothing is set.", es: "El puerto en el que responde Dyad; 8080 si no se indica nada." },
  HOST: { en: "The address on which Dyad listens; 127.0.0.1, this machine only, where nothing is set.", es: "La dirección en la que escucha Dyad; 127.0.0.1, solo esta máquina, si no se indica nada." },
  DATABASE_URL: { en: "Your own PostgreSQL and the application's account in it; where nothing is set, Dyad brings its own.", es: "Su propio PostgreSQL y la cuenta de la aplicación; si no se indica nada, Dyad trae el suyo." },
  DATABASE_OWNER_URL: { en: "The account that makes and changes tables, used at the start and for backups, never while people work.", es: "La cuenta que crea y cambia tablas; se usa al iniciar y para copias, nunca mientras se trabaja." },
  DYAD_DATA_DIR: { en: "The folder in which Dyad keeps its database, files and seals; .dyad where nothing is set.", es: "La carpeta donde Dyad guarda su base de datos, archivos y sellos; .dyad si no se indica nada." },
  DYAD_DEMO: { en: "1 fills a made-up programme and lets anybody in, 0 is for real families, markers fills a small one for tests.", es: "1 llena un programa inventado y deja entrar a cualquiera, 0 es para familias reales, markers llena uno pequeño para pruebas." },
  DYAD_BASE_URL: { en: "The address that stands in letters and links, and by which sign-in is tied to this place.", es: "La dirección que aparece en cartas y enlaces y a la que queda ligada la entrada." },
  DYAD_SECRET_KEY: { en: "What seals files, addresses and psychotherapy notes and signs links; where nothing is set, Dyad makes one in the folder of keys.", es: "Lo que sella archivos, direcciones y notas de psicoterapia y firma enlaces; si no se indica nada, Dyad crea una en la carpeta de claves." },
  DYAD_SECRET_KEY_BEFORE: { en: "The last secret key, given once at the start after it was changed, so that what it sealed still opens.", es: "La clave secreta anterior, indicada una vez al iniciar tras cambiarla, para que se abra lo que selló." },
  DYAD_KEYS: { en: "The folder of keys, best on another disk than the data, so that a copy of the data opens nothing.", es: "La carpeta de claves, mejor en otro disco que los datos, para que una copia de los datos no abra nada." },
  DYAD_BACKUPS: { en: "The folder into which Dyad puts a backup every night, and tries it out; where nothing is set, none is made by itself.", es: "La carpeta donde Dyad deja cada noche una copia de seguridad, y la prueba; si no se indica nada, no se hace ninguna por sí sola." },
  DYAD_BACKUPS_AT: { en: "When the nightly backup begins, in UTC.", es: "A qué hora empieza la copia de cada noche, en UTC." },
  DYAD_TRUSTED_PROXIES: { en: "The web servers before Dyad whose word on where a request comes from is taken.", es: "Los servidores web delante de Dyad a los que se cree de dónde viene una petición." },
  DYAD_PRIVATE_PROVIDERS: { en: "1 lets an agency sign in at a provider in a private network, such as a hospital's own; 0, the default, asks public addresses with https alone.", es: "1 permite que una agencia entre por un proveedor de una red privada, como la de un hospital; 0, lo normal, solo consulta direcciones públicas con https." },
  DYAD_SMTP_URL: { en: "The mail server by which letters leave; where nothing is set, none leaves and each is handed over by hand.", es: "El servidor de correo por el que salen las cartas; si no se indica nada, no sale ninguna y se entregan a mano." },
  DYAD_SMS_URL: { en: "The adapter by which text messages leave (docs/operating/messages.md); where nothing is set, none leaves.", es: "El adaptador por el que salen los mensajes de texto (docs/operating/messages.md); si no se indica nada, no sale ninguno." },
  DYAD_RECORDINGS: { en: "The folder in which recordings of sessions lie, each sealed by a key of its own; recordings in the data folder where nothing is set. Keep it out of backups.", es: "La carpeta de las grabaciones de sesiones, cada una sellada con su propia clave; recordings en la carpeta de datos si no se indica nada. Déjela fuera de los respaldos." },
  DYAD_RECORDING_GB: { en: "How many gigabytes one recording may have; 10 where nothing is set.", es: "Cuántos gigabytes puede tener una grabación; 10 si no se indica nada." },
  DYAD_FILES: { en: "The folder in which files lie, each sealed by itself; files in the data folder where nothing is set.", es: "La carpeta de los archivos, cada uno sellado; files en la carpeta de datos si no se indica nada." },
  DYAD_SCAN: { en: "The virus scanner that every file passes before it is kept (docs/operating/files.md); where nothing is set, none is asked.", es: "El antivirus por el que pasa cada archivo antes de guardarse (docs/operating/files.md); si no se indica nada, no se consulta ninguno." },
  DYAD_CLEARING_FOLDER: { en: "The folder in which each agency has one that the client of its clearing house works on (docs/operating/billing.md); where nothing is set, files of claims and answers are handed over by hand. What lies there holds names.", es: "La carpeta donde cada agencia tiene la suya para el programa de su cámara de compensación (docs/operating/billing.md); si no se indica nada, los archivos de reclamaciones y respuestas se entregan a mano. Lo que hay en ella contiene nombres." },
  DYAD_ROLE: { en: "What this process does: all, only the pages (web), or only the background work (jobs).", es: "Qué hace este proceso: todo (all), solo las páginas (web) o solo el trabajo en segundo plano (jobs)." },
};

/** What each setting accepts, said in both languages; the English sentence is what the start says of a bad value. */
export const acceptsInSpanish: Record<string, string> = {
  PORT: "un puerto de 1 a 65535",
  HOST: "una dirección en la que escuchar, como 127.0.0.1 o 0.0.0.0",
  DATABASE_URL: "postgres://usuario:contraseña@servidor/base, PostgreSQL 15 o posterior",
  DATABASE_OWNER_URL: "postgres://… de la cuenta que migra",
  DYAD_DATA_DIR: "una carpeta",
  DYAD_DEMO: "1, 0 o markers",
  DYAD_BASE_URL: "la dirección por la que se llega a Dyad, como https://dyad.example.org",
  DYAD_SECRET_KEY: "al menos 32 caracteres que nadie adivine",
  DYAD_SECRET_KEY_BEFORE: "la última DYAD_SECRET_KEY, una vez, al iniciar tras cambiarla",
  DYAD_KEYS: "una carpeta, mejor en otro disco que los datos",
  DYAD_BACKUPS: "una carpeta, mejor en el disco de otra máquina",
  DYAD_BACKUPS_AT: "una hora del día en UTC, como 02:30",
  DYAD_TRUSTED_PROXIES: "direcciones o redes de servidores intermedios, separadas por comas, como 10.0.0.5,10.1.0.0/16",
  DYAD_PRIVATE_PROVIDERS: "1 si un proveedor puede estar en una red privada; si no, 0",
  DYAD_SMTP_URL: "smtp://… o smtps://…",
  DYAD_SMS_URL: "https://… del adaptador de mensajes de texto",
  DYAD_RECORDINGS: "una carpeta, mejor en un disco propio, cifrado y fuera de los respaldos",
  DYAD_RECORDING_GB: "un número entero de 1 a 100",
  DYAD_FILES: "una carpeta; una dirección s3://… se rechaza hasta que exista ese tipo de almacenamiento",
  DYAD_SCAN: "unix:/ruta o tcp://servidor:puerto de clamd, o la ruta completa de un programa que lee el archivo de su entrada",
  DYAD_CLEARING_FOLDER: "una carpeta en un disco cifrado, solo para el programa de una cámara de compensación",
  DYAD_ROLE: "all, web o jobs",
};

/** The settings that hold a secret, wholly or within an address: told as set or not set, and never more. */
export const secretSettings: readonly string[] = ["DYAD_SECRET_KEY", "DYAD_SECRET_KEY_BEFORE", "DATABASE_URL", "DATABASE_OWNER_URL", "DYAD_SMTP_URL", "DYAD_SMS_URL"];

/** What the agency sets of its own, where, and what holds until it does. */
export const agencySettings = {
  name: { title: { en: "Name", es: "Nombre" }, about: { en: "The agency's own name, on papers and in letters.", es: "El nombre de la agencia, en documentos y cartas." }, accepts: { en: "set when the agency is made", es: "se indica al crear la agencia" }, href: null },
  publicName: { title: { en: "Public name", es: "Nombre público" }, about: { en: "The name that families read on the public pages and in messages; it should not say what is treated here.", es: "El nombre que leen las familias en las páginas públicas y en los mensajes; conviene que no diga qué se trata aquí." }, accepts: { en: "set when the agency is made", es: "se indica al crear la agencia" }, href: null },
  timeZone: { title: { en: "Time zone", es: "Huso horario" }, about: { en: "The zone in which days begin and end: sessions, deadlines and access follow it.", es: "El huso en el que empiezan y terminan los días: lo siguen sesiones, plazos y accesos." }, accepts: { en: "set when the agency is made", es: "se indica al crear la agencia" }, href: null },
  practice: { title: { en: "Public pages", es: "Páginas públicas" }, about: { en: "The telephone number, hours and languages that the public pages tell families.", es: "El teléfono, el horario y los idiomas que las páginas públicas indican a las familias." }, accepts: { en: "set when the agency is made", es: "se indica al crear la agencia" }, href: null },
  policies: { title: { en: "Policies", es: "Normativas" }, about: { en: "By which policies sessions, eligibility and teams are judged, and since when.", es: "Con qué normativas se juzgan sesiones, elegibilidad y equipos, y desde cuándo." }, accepts: { en: "policies of the rulebook; drafts warn and never block", es: "normativas del reglamento; los borradores avisan y nunca bloquean" }, href: "/app/rulebook" },
  timings: { title: { en: "Times of the course", es: "Plazos del tratamiento" }, about: { en: "How long planning an end, telling the child and looking for a family that stays away may take.", es: "Cuánto pueden tardar la planificación del cierre, decírselo al niño o la niña y la búsqueda de una familia que no acude." }, accepts: { en: "months, weeks and days", es: "meses, semanas y días" }, href: "/app/resources" },
  hours: { title: { en: "Hours and escalation", es: "Horario y escalamiento" }, about: { en: "When the agency is open, and after how many minutes an alert goes to the next person.", es: "Cuándo abre la agencia y tras cuántos minutos un aviso pasa a la siguiente persona." }, accepts: { en: "hours of each weekday, days off, minutes", es: "horas de cada día, días libres, minutos" }, href: "/app/programme/on-call" },
  onCall: { title: { en: "On call", es: "Guardias" }, about: { en: "Who is told of an alert outside the agency's hours.", es: "A quién se avisa fuera del horario de la agencia." }, accepts: { en: "turns of people who work here", es: "turnos de personas del equipo" }, href: "/app/programme/on-call" },
  reminders: { title: { en: "Reminders", es: "Recordatorios" }, about: { en: "How many hours before a session adults are reminded, and in which hours nothing is sent.", es: "Cuántas horas antes de una sesión se recuerda a las personas adultas y en qué horas no se envía nada." }, accepts: { en: "up to three numbers of hours, quiet hours", es: "hasta tres números de horas, horas de silencio" }, href: "/app/programme/reminders" },
  schedule: { title: { en: "Measures", es: "Cuestionarios" }, about: { en: "Which questionnaires are due when; the shipped schedule holds until the agency sets its own.", es: "Qué cuestionarios tocan y cuándo; vale el calendario incluido hasta que la agencia ponga el suyo." }, accepts: { en: "instruments and points of the course", es: "instrumentos y momentos del tratamiento" }, href: "/app/measure-schedule" },
  fidelity: { title: { en: "Fidelity", es: "Fidelidad" }, about: { en: "When packets are due; the shipped rules hold until the agency sets its own.", es: "Cuándo tocan los paquetes; valen las reglas incluidas hasta que la agencia ponga las suyas." }, accepts: { en: "rules of packets", es: "reglas de los paquetes" }, href: "/app/fidelity-rules" },
  supervision: { title: { en: "Supervision", es: "Supervisión" }, about: { en: "What the supervisor's agenda brings up, how often supervisors are rated, and the program's own cadence; the shipped draft holds until the agency sets its own.", es: "Qué trae la agenda de supervisión, cada cuánto se valora a quien supervisa y la frecuencia propia del programa; vale el borrador incluido hasta que la agencia ponga lo suyo." }, accepts: { en: "times and thresholds", es: "plazos y umbrales" }, href: "/app/supervision/rules" },
  threshold: { title: { en: "Smallest group", es: "Grupo más pequeño" }, about: { en: "Of fewer families than this no figure of the programme is shown; 11 until the agency sets another number.", es: "De menos familias que estas no se muestra ninguna cifra del programa; 11 hasta que la agencia ponga otro número." }, accepts: { en: "a number from 5 to 100", es: "un número de 5 a 100" }, href: "/app/outcomes" },
} as const satisfies Record<string, { title: Words; about: Words; accepts: Words; href: string | null }>;

/** How a setting stands. */
export const presentWords = {
  set: { en: "set", es: "indicado" },
  notSet: { en: "not set", es: "sin indicar" },
  shipped: { en: "as shipped", es: "como viene" },
  own: { en: "the agency's own", es: "propio de la agencia" },
  somebody: { en: "turns are set", es: "hay turnos" },
  nobody: { en: "nobody is on call", es: "nadie está de guardia" },
} as const;
