import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { ContentOf, SiteContent } from "#features/about/contract.ts";
import { publish, save } from "#features/about/handlers.ts";
import { agree } from "#features/about/team.handlers.ts";
import { type Listing, WORDING } from "#features/about/team.contract.ts";
import { as, type Demo, member } from "./acting.handlers.ts";

const house = "018f6d00-0000-7000-8000-0000000000a1";
const corner = "018f6d00-0000-7000-8000-0000000000a2";

const places: ContentOf<"places"> = {
  part: "places",
  places: [
    {
      placeId: house,
      name: { en: "The house on Made-Up Street", es: "La casa de Made-Up Street" },
      address: ["12 Made-Up Street NE", "Washington, DC 20000"],
      hours: { en: "Mon–Fri, 8:30 to 5:30", es: "Lunes a viernes, de 8:30 a 5:30" },
      stepFree: "yes",
      access: { en: "The side door has a ramp and a wide hall.", es: "La puerta de al lado tiene rampa y un pasillo ancho." },
      way: { en: "- The red train stops two blocks away.\n- Bus 90 stops at the corner.\n\nThe sign at the door says only “Linden Street.”", es: "- El tren rojo para a dos cuadras.\n- El autobús 90 para en la esquina.\n\nEl letrero de la puerta dice solo “Linden Street”." },
    },
    {
      placeId: corner,
      name: { en: "A room at Corner School", es: "Un cuarto en la escuela Corner" },
      address: ["7 Invented Avenue SE", "Washington, DC 20000"],
      hours: { en: "Tue and Thu, 2 to 6", es: "Martes y jueves, de 2 a 6" },
      stepFree: "partly",
      access: { en: "The room is on the first floor. The front has three steps.", es: "El cuarto está en la planta baja. Al frente hay tres escalones." },
      way: { en: "Come in by the garden door. Someone waits for you there.", es: "Entre por la puerta del jardín. Alguien le espera ahí." },
    },
  ],
};

const texts: readonly { days: number; content: SiteContent; note: string; published: "yes" | "no" }[] = [
  { days: 300, content: places, note: "", published: "yes" },
  {
    days: 290,
    content: {
      part: "cost",
      insurances: ["Made-Up Medicaid", "Invented Health Plan", "Example Blue"],
      selfPay: { en: "We tell you the price of a visit on the phone, and write it down for you. You decide after that.", es: "Le decimos el precio de una visita por teléfono y se lo damos por escrito. Después usted decide." },
      help: { en: "There is a small fund for families who cannot pay. Ask at the front desk. **Nobody is sent away for asking.**", es: "Hay un pequeño fondo para familias que no pueden pagar. Pregunte en la entrada. **A nadie se le cierra la puerta por preguntar.**" },
    },
    note: "Agreed with billing.",
    published: "yes",
  },
  { days: 280, content: { part: "about", text: { en: "We are a small house with a garden. We have worked with families in this part of town for many years.\n\nSome of us grew up here. Some of us came from far away. All of us like blocks, mud and stories.", es: "Somos una casa pequeña con jardín. Llevamos muchos años con las familias de este lado de la ciudad.\n\nAlgunos crecimos aquí. Otros vinimos de lejos. A todos nos gustan los bloques, el lodo y los cuentos." } }, note: "", published: "yes" },
  { days: 200, content: { part: "home", text: { en: "## You can look first\nCome by on the first Friday of the month, from 3 to 5. See the rooms and the garden. You do not have to give a name.", es: "## Primero puede mirar\nVenga el primer viernes del mes, de 3 a 5. Vea los cuartos y el jardín. No tiene que dar su nombre." } }, note: "Asked for by two families.", published: "yes" },
  { days: 120, content: { part: "expect", text: { en: "## Bring what helps\nA snack, a toy, a blanket: all are welcome. There is a place for strollers and for bikes.", es: "## Traiga lo que ayuda\nAlgo de comer, un juguete, una cobija: todo es bienvenido. Hay lugar para carriolas y bicicletas." } }, note: "", published: "yes" },
  { days: 9, content: { part: "home", text: { en: "## You can look first\nCome by on the first Friday of the month, from 3 to 6. See the rooms and the new garden.", es: "" } }, note: "The new hours; the Spanish words are still missing.", published: "no" },
];

const listings: readonly { email: string; days: number; listing: Omit<Listing, "agreedAt" | "wording"> }[] = [
  { email: "supervisor@demo.dyad", days: 270, listing: { nameAs: "full", placeIds: [house, corner], takes: "wait" } },
  { email: "clinician@demo.dyad", days: 268, listing: { nameAs: "full", placeIds: [house], takes: "now" } },
  { email: "clinician.2@demo.dyad", days: 260, listing: { nameAs: "first", placeIds: [corner], takes: "now" } },
  { email: "clinician.3@demo.dyad", days: 255, listing: { nameAs: "full", placeIds: [house], takes: "not_now" } },
  { email: "trainee@demo.dyad", days: 90, listing: { nameAs: "first", placeIds: [house], takes: "unsaid" } },
  { email: "frontdesk@demo.dyad", days: 250, listing: { nameAs: "first", placeIds: [house], takes: "unsaid" } },
];

/** What the made-up practice says itself on its public pages, a draft that waits for its Spanish, and who agreed to be named. */
export async function writeForTheSite(demo: Demo, today: CivilDate): Promise<void> {
  const director = member(demo, "director@demo.dyad");
  const numbers = new Map<string, number>();
  for (const { days, content, note, published } of texts) {
    const on = addDays(today, -days);
    const { number } = await as(demo, director, on, "10:00", (tx) => save(tx, { after: numbers.get(content.part) ?? 0, content, note }));
    const last = published === "no" ? number : (await as(demo, director, on, "10:20", (tx) => publish(tx, { part: content.part, after: number }))).number;
    numbers.set(content.part, last);
  }
  // Not everybody is here where the demo is small.
  for (const { email, days, listing } of listings.filter((one) => demo.agency.staff.has(one.email))) await as(demo, member(demo, email), addDays(today, -days), "11:00", (tx) => agree(tx, { ...listing, wording: WORDING }));
}
