import { IconPencilPlus } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { useCase } from "#features/cases/screens/useCase.ts";
import { fullName } from "#features/people/screens/saying.ts";
import type { Testimonial } from "../contract.ts";
import { languageNames, spreadNames, stateNames, words } from "../screens.words.ts";
import { attributionNames } from "../words.ts";
import { PrepareForm } from "./PrepareForm.tsx";
import { RecordForm } from "./RecordForm.tsx";
import { Verbs } from "./Verbs.tsx";
import "./testimonials.css";

/** What adults of a family allow to be told to others, how far each is prepared, and the verbs that lead on. */
export default function TestimonialsTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const found = useCase(caseId);
  const list = useAnswer(["testimonials.list", caseId], (api) => api.testimonials.list({ caseId }));
  const adults = (found.data?.people ?? []).filter((one) => one.part === "caregiver").map((one) => ({ personId: one.personId, name: fullName(one) }));
  return (
    <section className="part" aria-labelledby="testimonials">
      <h2 id="testimonials">{say(words.title)}</h2>
      <p className="soft">{say(words.intro)}</p>
      {adults.length === 0 ? null : (
        <FormPanel verb={say(words.record)} glyph={IconPencilPlus}>
          {(close) => <RecordForm caseId={caseId} adults={adults} close={close} />}
        </FormPanel>
      )}
      {list.isPending ? <Loading rows={3} /> : null}
      {list.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch() }} /> : null}
      {list.data?.testimonials.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {(list.data?.testimonials ?? []).map((one) => <One key={one.testimonialId} caseId={caseId} one={one} name={adults.find((each) => each.personId === one.personId)?.name ?? ""} />)}
    </section>
  );
}

function One({ caseId, one, name }: { caseId: string; one: Testimonial; name: string }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const on = (at: string) => day(dateInZone(at, agency.timeZone), "full");
  const { newest } = one;
  const facts = [say(stateNames[one.state]), say(attributionNames[one.attribution]), one.languages === "both" ? say(spreadNames.both) : say(languageNames[one.language]), words.until[language](day(one.validTo, "full")), ...(one.withdrawnAt === null ? [] : [words.withdrawnOn[language](on(one.withdrawnAt))])];
  return (
    <article className="testimonial" aria-label={words.given[language](name, on(one.givenAt))}>
      <h3>{words.given[language](name, on(one.givenAt))}</h3>
      <ClassMark kind="caregiver" owner={name} />
      <p className="soft">{facts.join(" · ")}</p>
      <h4>{say(words.original)}</h4>
      <p className="testimonial-words" lang={one.language}>{one.words}</p>
      {newest === null ? null : (
        <>
          {newest.en === "" ? null : <Wording of="en" text={newest.en} />}
          {newest.es === "" ? null : <Wording of="es" text={newest.es} />}
          <p className="small soft">{[words.preparedBy[language](newest.preparedBy ?? "", on(newest.preparedAt)), ...(newest.releasedAt === null ? [] : [words.releasedBy[language](newest.releasedBy ?? "", on(newest.releasedAt))])].join(" · ")}</p>
        </>
      )}
      {one.isShown && newest !== null && newest.releasedAt === null ? <p className="small">{say(words.stillShown)}</p> : null}
      {one.state === "ended" ? null : (
        <>
          <Verbs caseId={caseId} one={one} />
          <FormPanel verb={say(newest === null ? words.prepare : words.prepareAgain)} glyph={IconPencilPlus}>
            {(close) => <PrepareForm caseId={caseId} one={one} close={close} />}
          </FormPanel>
        </>
      )}
    </article>
  );
}

function Wording({ of, text }: { of: "en" | "es"; text: string }) {
  const { say, language } = useLanguage();
  return (
    <>
      <h4>{words.inLanguage[language](say(languageNames[of]))}</h4>
      <p className="testimonial-words" lang={of}>{text}</p>
    </>
  );
}
