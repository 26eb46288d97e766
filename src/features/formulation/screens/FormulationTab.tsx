import { IconHistory, IconLock, IconMoodKid, IconPencilPlus, IconStethoscope, IconUserHeart } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Button } from "#ui/Button.tsx";
import { Segments } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useMedia } from "#ui/media.ts";
import { SaveState } from "#ui/SaveState.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TwoVersions } from "#ui/TwoVersions.tsx";
import { useAccount } from "#ui/useAccount.ts";
import { forgetKeptDraft, useKeptDraft } from "#ui/useKeptDraft.ts";
import { useKeys } from "#ui/useKeys.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { useSessionChoices } from "#features/calendar/screens/useSessionChoices.ts";
import { useCase } from "#features/cases/screens/useCase.ts";
import { useToday } from "#features/cases/screens/useToday.ts";
import { fullName } from "#features/people/screens/saying.ts";
import type { Canvas, Content, Version } from "../contract.ts";
import { asDraft } from "../rules.ts";
import { words } from "../screens.words.ts";
import { ClinicianCanvas, CanvasLegend, type Shape } from "./ClinicianCanvas.tsx";
import type { Called } from "./board.ts";
import type { Adult } from "./NodeForm.tsx";
import { OwnHistory } from "./OwnHistory.tsx";
import { AdultCanvas, ChildPage, StoryCard } from "./SafeViews.tsx";
import { WhatChanged } from "./WhatChanged.tsx";
import "./formulation.css";

/** The formulation of a case: the canvas, as the clinician sees it, and as it is safe to show. */
export default function FormulationTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useCase(caseId);
  const [view, setView] = useState("clinician");
  const [version, setVersion] = useState<string | null>(null);
  const adults = (found.data?.people ?? []).filter((one) => one.part === "caregiver").map((one): Adult => ({ personId: one.personId, name: fullName(one) }));
  const child = found.data?.people.find((one) => one.part === "child");
  const childName = child?.givenName ?? say(words.child);
  const called: Called = (personId) => (personId === null ? childName : (adults.find((one) => one.personId === personId)?.name ?? ""));
  const isAdult = view !== "clinician" && view !== "child";
  const canvas = useAnswer(["formulation.get", caseId, view, version], (api) => api.formulation.get({ caseId, view: isAdult ? "adult" : view === "child" ? "child" : "clinician", ...(isAdult ? { adultId: view } : {}), ...(view === "clinician" && version !== null ? { formulationId: version } : {}) }));
  const options = [{ value: "clinician", label: say(words.clinician), glyph: IconStethoscope }, ...adults.map((one) => ({ value: one.personId, label: words.safeFor[language](one.name), glyph: IconUserHeart })), { value: "child", label: words.safeFor[language](childName), glyph: IconMoodKid }];
  useKeys([{ key: "v", says: say(words.keyView), run: () => setView(options[(options.findIndex((one) => one.value === view) + 1) % options.length]!.value) }]);
  if (found.isPending || found.isError) return null;
  return (
    <section className="part formulation" aria-labelledby="formulation">
      <div className="canvas-head">
        <h2 id="formulation">{say(words.title)}</h2>
        {hasRole(me, "clinician", "trainee", "supervisor") ? <Segments legend={say(words.view)} value={view} onChange={setView} options={options} /> : null}
      </div>
      {canvas.isPending ? <Loading rows={6} /> : null}
      {canvas.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(canvas.error, language)}`} verb={{ run: () => void canvas.refetch() }} /> : null}
      {canvas.data?.view === "adult" ? <AdultCanvas canvas={canvas.data} called={called} /> : null}
      {canvas.data?.view === "child" ? <ChildPage canvas={canvas.data} /> : null}
      {canvas.data?.view === "clinician" ? <Clinician key={`${canvas.data.version?.formulationId} ${canvas.data.version?.status}`} caseId={caseId} canvas={canvas.data} adults={adults} called={called} named={version} onVersion={setVersion} /> : null}
    </section>
  );
}

type ClinicianProps = { caseId: string; canvas: Canvas; adults: readonly Adult[]; called: Called; named: string | null; onVersion: (formulationId: string | null) => void };
const isDraft = (version: Version | null): version is Version => version?.status === "draft";

function Clinician(props: ClinicianProps) {
  const { canvas } = props;
  return isDraft(canvas.version) && canvas.may.includes("write") ? <Drafting {...props} version={canvas.version} /> : <Work {...props} content={asDraft(canvas)} write={null} />;
}

/** A draft, saved as it is typed, until it is kept. */
function Drafting(props: ClinicianProps & { version: Version }) {
  const { caseId, version, canvas } = props;
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const account = useAccount();
  const sending = useSending("formulation");
  const { formulationId } = version;
  const draft = useKeptDraft<Content>({
    id: formulationId,
    from: { content: asDraft(canvas), revision: version.revision, savedAt: version.savedAt },
    save: (content, revision) => api.formulation.save({ caseId, formulationId, revision, ...content }),
    load: async () => {
      const found = await api.formulation.get({ caseId });
      return found.version?.formulationId === formulationId && isDraft(found.version) ? { content: asDraft(found), revision: found.version.revision, savedAt: found.version.savedAt } : null;
    },
  });
  async function keep() {
    const sent = await sending.send(async () => {
      const revision = await draft.flush();
      await api.formulation.keep({ caseId, formulationId, revision: revision ?? draft.revision });
      await forgetKeptDraft(account, formulationId);
    });
    if (sent) await refresh(["formulation.get", caseId]);
  }
  const told = (content: Content) => content.nodes.map((one) => [one.title, one.detail].filter((part) => part !== "").join("\n")).join("\n\n");
  return (
    <>
      <SaveState saving={draft.saving}>{draft.refused ?? undefined}</SaveState>
      {draft.theirs === null ? null : (
        <section role="alert" aria-labelledby="formulation-two">
          <h3 id="formulation-two">{say(words.twoVersions)}</h3>
          <TwoVersions
            versions={[
              { id: "mine", device: say(words.here), at: "", text: told(draft.content) },
              { id: "theirs", device: say(words.elsewhere), at: "", text: told(draft.theirs.content) },
            ]}
            onKeep={(id) => draft.choose(id === "mine" ? "mine" : "theirs")}
          />
        </section>
      )}
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Work {...props} content={draft.content} write={draft.write}>
        <Button look="main" glyph={IconLock} state={sending.state} onClick={() => void keep()}>
          {words.keep[language](version.number)}
        </Button>
      </Work>
      <p className="soft small" id="formulation-keep" tabIndex={-1}>
        {say(words.keepWhy)}
      </p>
    </>
  );
}

function Work({ caseId, canvas, adults, called, named, onVersion, content, write, children }: ClinicianProps & { content: Content; write: ((content: Content) => void) | null; children?: ReactNode }) {
  const { say, language, day } = useLanguage();
  const today = useToday();
  const narrow = useMedia("(max-width: 899.98px)") === "matches";
  const [shape, setShape] = useState<Shape>("canvas");
  const [changes, setChanges] = useState<"open" | "closed">("closed");
  const choices = useSessionChoices(caseId);
  const { version } = canvas;
  const before = canvas.versions.find((one) => version !== null && one.number === version.number - 1) ?? null;
  const isEmpty = content.nodes.length === 0 && version === null;
  const writes = canvas.may.includes("write");
  return (
    <>
      <div className="canvas-tools">
        <p className="soft">{version === null ? "" : sayVersion(version)}</p>
        {narrow ? null : <Segments legend={say(words.shape)} value={shape} onChange={(value) => setShape(value === "list" ? "list" : "canvas")} options={[{ value: "canvas", label: say(words.asCanvas) }, { value: "list", label: say(words.asList) }]} />}
        {before === null ? null : (
          <Button glyph={IconHistory} aria-expanded={changes === "open"} onClick={() => setChanges(changes === "open" ? "closed" : "open")}>
            {say(words.changedSince)}
          </Button>
        )}
        {named === null ? null : <Button onClick={() => onVersion(null)}>{say(words.toNewest)}</Button>}
        {version?.status === "kept" && version.seenOn === null && canvas.may.includes("see") ? <SeenButton caseId={caseId} formulationId={version.formulationId} today={today} /> : null}
        {writes && named === null && version?.status !== "draft" ? <BeginButton caseId={caseId} next={version === null ? "first" : "next"} /> : null}
        {children}
      </div>
      {changes === "open" && before !== null ? <WhatChanged caseId={caseId} before={before} content={content} called={called} /> : null}
      {isEmpty ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      <ClinicianCanvas caseId={caseId} today={today} canvas={canvas} content={content} write={write} adults={adults} sessions={choices} called={called} story={<StoryCard story={canvas.story} caseId={caseId} />} shape={narrow ? "list" : shape} />
      <CanvasLegend />
      {adults.map((adult) => (
        <OwnHistory key={adult.personId} caseId={caseId} adult={adult} content={content} write={write} />
      ))}
      {canvas.versions.length < 2 ? null : (
        <details className="fold">
          <summary>{say(words.former)}</summary>
          <ul className="canvas-versions">
            {canvas.versions.map((one) => (
              <li key={one.formulationId}>
                {sayVersion(one)}{" "}
                <Button look="quiet" aria-label={`${say(words.open)}: ${sayVersion(one)}`} onClick={() => onVersion(one.formulationId === canvas.versions[0]?.formulationId ? null : one.formulationId)}>
                  {say(words.open)}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
  function sayVersion(one: Version): string {
    if (one.keptOn === null) return words.draft[language](one.number);
    return [words.version[language](one.number, day(one.keptOn, "full")), one.seenBy === null ? say(words.notSeen) : words.seenWith[language](one.seenBy)].join(" · ");
  }
}

function BeginButton({ caseId, next }: { caseId: string; next: "first" | "next" }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("begin");
  const begin = () =>
    sending.send(async () => {
      await api.formulation.begin({ caseId });
      await refresh(["formulation.get", caseId]);
    });
  return (
    <div id="begin" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Button look={next === "first" ? "main" : "second"} glyph={IconPencilPlus} state={sending.state} onClick={() => void begin()}>
        {say(next === "first" ? words.begin : words.beginNext)}
      </Button>
    </div>
  );
}

function SeenButton({ caseId, formulationId, today }: { caseId: string; formulationId: string; today: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("seen");
  const see = () =>
    sending.send(async () => {
      await api.formulation.see({ caseId, formulationId, seenOn: today });
      await refresh(["formulation.get", caseId]);
    });
  return (
    <div id="seen" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Button state={sending.state} onClick={() => void see()}>
        {say(words.see)}
      </Button>
    </div>
  );
}
