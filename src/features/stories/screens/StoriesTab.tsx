import { IconBook2, IconPencilPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { useCase } from "#features/cases/screens/useCase.ts";
import { fullName } from "#features/people/screens/saying.ts";
import { type StoryKind, storyKinds } from "../shapes.contract.ts";
import { CutPaperShadow } from "../scenes.drawings.tsx";
import { statusNames, words } from "../screens.words.ts";
import { kindNames } from "../story.words.ts";
import { StoryBook } from "./StoryBook.tsx";
import type { StoryAdult } from "./useStoryChanged.ts";
import "./stories.css";

/** The stories of a case: the list, and the one that is open. */
export default function StoriesTab({ caseId }: { caseId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const found = useCase(caseId);
  const list = useAnswer(["stories.list", caseId], (api) => api.stories.list({ caseId }));
  const { story } = useSearch({ strict: false }) as { story?: unknown };
  const [open, setOpen] = useState<string | null>(typeof story === "string" ? story : null);
  const people = (found.data?.people ?? []).filter((one) => one.part === "caregiver");
  const adults = people.map((one): StoryAdult => ({ personId: one.personId, name: fullName(one) }));
  const nameOf = (personId: string | null) => adults.find((one) => one.personId === personId)?.name ?? null;
  if (open !== null)
    return (
      <section className="part" aria-labelledby="story">
        <CutPaperShadow />
        <p>
          <Button look="quiet" onClick={() => setOpen(null)}>
            {say(words.all)}
          </Button>
        </p>
        <StoryBook key={open} caseId={caseId} storyId={open} adults={adults} />
      </section>
    );
  return (
    <section className="part" aria-labelledby="stories">
      <h2 id="stories">{say(words.title)}</h2>
      <p className="soft">{say(words.intro)}</p>
      {/* Begun only once it is known who is around the child: a form that has nobody to offer would be refused. */}
      {hasRole(me, "clinician", "trainee", "supervisor") && found.data !== undefined ? (
        <FormPanel verb={say(words.begin)} glyph={IconPencilPlus}>
          {(close) => <BeginFields caseId={caseId} adults={adults.filter((one) => people.some((other) => other.personId === one.personId && other.hasOpenDyad))} onBegun={(storyId) => { close(); setOpen(storyId); }} onCancel={close} />}
        </FormPanel>
      ) : null}
      {list.isPending ? <Loading rows={3} /> : null}
      {list.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(list.error, language)}`} verb={{ run: () => void list.refetch() }} /> : null}
      {list.data?.stories.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      <ul className="story-list">
        {(list.data?.stories ?? []).map((one) => {
          const title = (language === "es" ? one.titleEs || one.titleEn : one.titleEn || one.titleEs) || say(kindNames[one.kind]);
          return (
            <li key={one.storyId}>
              <h3>{title}</h3>
              <p className="soft">
                {[say(kindNames[one.kind]), words.version[language](one.number, say(statusNames[one.status])), ...(one.toldOn === null ? [] : [words.toldLast[language](day(one.toldOn, "full"))])].join(" · ")}
              </p>
              <ClassMark kind={one.ownerId === null ? "child_chart" : "relationship"} owner={nameOf(one.ownerId)} />
              <Button glyph={IconBook2} aria-label={`${say(words.open)}: ${title}`} onClick={() => setOpen(one.storyId)}>
                {say(words.open)}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function BeginFields({ caseId, adults, onBegun, onCancel }: { caseId: string; adults: readonly StoryAdult[]; onBegun: (storyId: string) => void; onCancel: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("story");
  const [kind, setKind] = useState<StoryKind>("why");
  const [ownerId, setOwner] = useState(adults.length === 1 ? adults[0]!.personId : "");
  async function submit() {
    const begun: string[] = [];
    const sent = await sending.send(
      async () => {
        begun.push((await api.stories.begin({ caseId, kind, ownerId: ownerId === "several" ? null : ownerId })).storyId);
        await refresh(["stories.list", caseId], ["formulation.get", caseId]);
      },
      ownerId === "" ? [{ path: "ownerId", message: say(words.needWhose) }] : [],
    );
    if (sent) onBegun(begun[0]!);
  }
  return (
    <SendForm name="story" sending={sending} submit={say(words.beginNow)} onSubmit={() => void submit()} onCancel={onCancel}>
      <SelectField id={sending.id("kind")} label={say(words.kind)} value={kind} onChange={(value) => setKind(storyKinds.find((one) => one === value) ?? "why")} options={storyKinds.map((value) => ({ value, label: say(kindNames[value]) }))} />
      <SelectField id={sending.id("ownerId")} label={say(words.whose)} value={ownerId} onChange={setOwner} error={sending.errorOf("ownerId")} options={[...adults.map((one) => ({ value: one.personId, label: one.name })), ...(adults.length > 1 ? [{ value: "several", label: say(words.several) }] : [])]} />
    </SendForm>
  );
}
