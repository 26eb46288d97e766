import { IconAlertTriangle, IconCheck, IconLock, IconPlus, IconTrash } from "@tabler/icons-react";
import type { Language } from "#kernel/language.ts";
import { Button } from "#ui/Button.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { SaveState } from "#ui/SaveState.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { TwoVersions } from "#ui/TwoVersions.tsx";
import { useAccount } from "#ui/useAccount.ts";
import { forgetKeptDraft, useKeptDraft } from "#ui/useKeptDraft.ts";
import { type Sending, useSending } from "#ui/useSending.ts";
import type { StoryVersion } from "../contract.ts";
import { partsOf, scene, sceneNames, type StoryContent, type StoryKind, type StoryPage } from "../shapes.contract.ts";
import { firstScene, judgeReading, noPicture } from "../rules.ts";
import { words } from "../screens.words.ts";
import { partNames, sceneAlts } from "../story.words.ts";
import { FigureFields } from "./FigureFields.tsx";
import { PagePicture } from "./PagePicture.tsx";
import { PictureFields } from "./PictureFields.tsx";
import { type StoryAdult, useStoryChanged } from "./useStoryChanged.ts";

/** A draft of a story: pictures and words page by page, saved as they are typed, until they are kept. */
export function StoryEditor({ caseId, storyId, adults, kind, version }: { caseId: string; storyId: string; adults: readonly StoryAdult[]; kind: StoryKind; version: StoryVersion }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const account = useAccount();
  const changed = useStoryChanged({ caseId, storyId });
  const sending = useSending("story");
  const { versionId } = version;
  const draft = useKeptDraft<StoryContent>({
    id: versionId,
    from: { content: version.content, revision: version.revision, savedAt: version.savedAt },
    save: (content, revision) => api.stories.save({ caseId, storyId, versionId, revision, content }),
    load: async () => {
      const found = (await api.stories.get({ caseId, storyId })).versions.find((one) => one.versionId === versionId && one.status === "draft");
      return found === undefined ? null : { content: found.content, revision: found.revision, savedAt: found.savedAt };
    },
  });
  const { content, write } = draft;
  const set = (more: Partial<StoryContent>) => write({ ...content, ...more });
  async function keep() {
    const sent = await sending.send(async () => {
      const revision = await draft.flush();
      await api.stories.keep({ caseId, storyId, versionId, revision: revision ?? draft.revision });
      await forgetKeptDraft(account, versionId);
    });
    if (sent) await changed();
  }
  const told = (of: StoryContent) => [of.titleEn, of.titleEs, ...of.pages.flatMap((one) => [one.en, one.es])].filter((one) => one !== "").join("\n");
  const add = () => {
    const part = partsOf[kind][0];
    set({ pages: [...content.pages, { pageId: crypto.randomUUID(), part, scene: firstScene[part], en: "", es: "", toldBy: null, ...noPicture }] });
  };
  return (
    <div id="story-form" tabIndex={-1}>
      <SaveState saving={draft.saving}>{draft.refused ?? undefined}</SaveState>
      {draft.theirs === null ? null : (
        <section role="alert" aria-labelledby="story-two">
          <h3 id="story-two">{say(words.twoVersions)}</h3>
          <TwoVersions
            versions={[
              { id: "mine", device: say(words.here), at: "", text: told(content) },
              { id: "theirs", device: say(words.elsewhere), at: "", text: told(draft.theirs.content) },
            ]}
            onKeep={(id) => draft.choose(id === "mine" ? "mine" : "theirs")}
          />
        </section>
      )}
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <div className="fields story-head">
        <TextField id={sending.id("content.titleEn")} label={say(words.titleEn)} value={content.titleEn} maxLength={120} error={sending.errorOf("content.titleEn")} onChange={(titleEn) => set({ titleEn })} />
        <TextField id={sending.id("content.titleEs")} label={say(words.titleEs)} value={content.titleEs} maxLength={120} error={sending.errorOf("content.titleEs")} onChange={(titleEs) => set({ titleEs })} />
        <ChipGroup legend={say(words.form)} choice="one" options={[{ value: "child", label: say(words.formChild) }, { value: "adult", label: say(words.formAdult) }]} value={[content.form]} onChange={([form]) => set({ form: form === "adult" ? "adult" : "child" })} />
        <div id={sending.id("content.tookPart")} tabIndex={-1}>
          <ChipGroup legend={say(words.tookPart)} choice="many" options={adults.map((one) => ({ value: one.personId, label: one.name }))} value={content.tookPart} onChange={(tookPart) => set({ tookPart })} />
        </div>
      </div>
      <FigureFields figures={content.figures} onChange={(figures) => set({ figures })} />
      <div id={sending.id("content.pages")} tabIndex={-1}>
        {content.pages.map((one, place) => (
          <PageFields key={one.pageId} caseId={caseId} storyId={storyId} place={place} page={one} content={content} kind={kind} adults={adults} sending={sending} onChange={(more) => set({ pages: content.pages.map((each, at) => (at === place ? { ...each, ...more } : each)) })} onRemove={() => set({ pages: content.pages.filter((_, at) => at !== place) })} />
        ))}
      </div>
      <p className="buttons">
        <Button glyph={IconPlus} onClick={add}>
          {say(words.addPage)}
        </Button>
        <Button look="main" glyph={IconLock} state={sending.state} onClick={() => void keep()}>
          {say(words.keep)}
        </Button>
      </p>
      <p className="soft small">{say(words.keepWhy)}</p>
      <Reading content={content} language={language} />
    </div>
  );
}

/** Whether a young child follows the words, said as a hint and never in the way. */
function ReadingHint({ texts, of, silent = "no" }: { texts: readonly string[]; of: Language; silent?: "no" | "yes" }) {
  const { say, language } = useLanguage();
  const judged = judgeReading(texts, of);
  if (texts.every((one) => one.trim() === "")) return null;
  if (judged === null) return silent === "yes" ? null : <p className="story-hint story-hint--good small"><Icon glyph={IconCheck} /> {say(words.reads)}</p>;
  return (
    <p className="story-hint small">
      <Icon glyph={IconAlertTriangle} /> {judged.what === "sentence" ? words.hardSentence[language](judged.value) : say(words.hardText)}
    </p>
  );
}
function Reading({ content, language }: { content: StoryContent; language: Language }) {
  return content.form === "adult" ? null : <ReadingHint texts={content.pages.map((one) => one[language])} of={language} />;
}

function PageFields({ caseId, storyId, place, page, content, kind, adults, sending, onChange, onRemove }: { caseId: string; storyId: string; place: number; page: StoryPage; content: StoryContent; kind: StoryKind; adults: readonly StoryAdult[]; sending: Sending; onChange: (more: Partial<StoryPage>) => void; onRemove: () => void }) {
  const { say, language } = useLanguage();
  const field = (key: string) => ({ id: sending.id(`content.pages.${place}.${key}`), error: sending.errorOf(`content.pages.${place}.${key}`) });
  const parts = partsOf[kind];
  return (
    <fieldset className="story-page">
      <legend>{words.page[language](place + 1, say(partNames[page.part]))}</legend>
      <div className="story-spread">
        <div>
          <PagePicture caseId={caseId} storyId={storyId} page={page} figures={content.figures} />
          {page.pictureId ? null : <SelectField {...field("scene")} label={say(words.scene)} value={page.scene} onChange={(value) => onChange({ scene: scene.safeParse(value).data ?? page.scene })} options={[...sceneNames.map((name) => ({ value: name as string, label: say(sceneAlts[name]) })), { value: "none", label: say(words.noScene) }]} />}
          <PictureFields caseId={caseId} storyId={storyId} place={place} page={page} field={field} onChange={onChange} />
        </div>
        <div className="fields">
          <SelectField {...field("part")} label={say(words.part)} value={page.part} onChange={(value) => onChange({ part: parts.find((one) => one === value) ?? page.part })} options={parts.map((one) => ({ value: one, label: say(partNames[one]) }))} />
          <TextArea {...field("en")} label={say(words.inEnglish)} lang="en" rows={3} maxLength={600} value={page.en} onChange={(en) => onChange({ en })} />
          {content.form === "child" ? <ReadingHint texts={[page.en]} of="en" silent="yes" /> : null}
          <TextArea {...field("es")} label={say(words.inSpanish)} lang="es" rows={3} maxLength={600} value={page.es} onChange={(es) => onChange({ es })} />
          {content.form === "child" ? <ReadingHint texts={[page.es]} of="es" silent="yes" /> : null}
          <SelectField {...field("toldBy")} label={say(words.toldBy)} empty={say(words.together)} value={page.toldBy ?? ""} onChange={(value) => onChange({ toldBy: value === "" ? null : value })} options={adults.map((one) => ({ value: one.personId, label: one.name }))} />
          <p>
            <Button look="quiet" glyph={IconTrash} aria-label={words.removePage[language](place + 1)} onClick={onRemove}>
              {say(words.remove)}
            </Button>
          </p>
        </div>
      </div>
    </fieldset>
  );
}
