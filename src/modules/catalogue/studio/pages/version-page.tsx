/** One version of a service: its picture and list, its questions, what differs from what runs now, and what can be done with it next. */
import type { ComponentChildren } from 'preact'
import type { Problem } from '../../../../../packages/pack-kit/problem.ts'
import { letterOutcomes } from '../../../../../packages/pack-kit/schema/service.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import type { Text } from '../../../../kernel/schema/schema.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import { DiagramPicture } from '../../../../web/diagram/diagram-picture.tsx'
import type { View } from '../../../../web/view.ts'
import { questionsOf } from '../change-form.ts'
import type { Difference } from '../differences.ts'
import { drawService } from '../draw-service.ts'
import type { ServiceFiles } from '../service-files.ts'
import type { Version } from '../versions.ts'
import { inAnyLanguage } from './in-any-language.ts'
import { serviceName, stateInWords, studioPath, versionPath } from './services-studio-page.tsx'

export interface VersionPage {
  version: Version
  files: ServiceFiles
  /** File → what differs from what the house runs on, or ran on before it was published. */
  differences: ReadonlyMap<string, readonly Difference[]>
  /** What the check of the pack found. */
  problems?: readonly Problem[]
  errors?: readonly FormError[]
}

export function versionPage(view: View, { version, files, differences, problems = [], errors = [] }: VersionPage): Page {
  const { t, principal } = view
  const me = principal.kind === 'official' ? principal.official : ''
  const path = versionPath(version.id)
  const mine = version.author === me
  const edits = version.state === 'draft' && mine
  const title = inAnyLanguage(view, files.service.name) || version.service
  return consolePage(view, {
    title, wide: true, errors,
    children: (
      <>
        <BackLink view={view} href={studioPath} />
        <ErrorSummary view={view} errors={errors} />
        <p class="caption">{t('catalogue.studio.title')}</p>
        <h1>{title}</h1>
        {problems.length === 0 ? null : <Problems view={view} problems={problems} />}
        <SummaryList rows={[
          { key: t('catalogue.studio.column.state'), value: stateInWords(view, version) },
          { key: t('catalogue.studio.column.form'), value: view.text(files.event.name) },
          { key: t('catalogue.studio.column.author'), value: t('catalogue.studio.by', { name: version.author_name, at: view.dateTime(version.begun_at) }) },
          ...(version.reviewer_name && version.reviewed_at ? [{ key: t('catalogue.studio.column.reviewer'), value: t('catalogue.studio.by', { name: version.reviewer_name, at: view.dateTime(version.reviewed_at) }) }] : []),
          ...(version.origin ? [{ key: t('catalogue.bpmn.in.from'), value: <a href={`${path}/origin`}>{t('catalogue.bpmn.in.see', { file: version.origin.file, left: version.origin.remarks.filter(({ taken }) => !taken).length })}</a> }] : []),
          ...(version.remark ? [{ key: t('catalogue.studio.remark'), value: version.remark }] : []),
          ...(version.withdrawn_why ? [{ key: t('catalogue.studio.why'), value: version.withdrawn_why }] : []),
        ]} />
        <p><a href={`${path}/try`}>{t('catalogue.studio.try')}</a> · <a href={`${path}/answers`}>{t('catalogue.studio.answers')}</a>{edits ? <> · <a href={`${path}/details`}>{t('catalogue.studio.details')}</a> · <a href={`${path}/questions/new`}>{t('catalogue.studio.add')}</a></> : null}{version.state === 'published' ? <> · <a href={`${path}/drafts`}>{t('catalogue.studio.drafts')}</a></> : null} · <a href={`${path}/files.json`}>{t('catalogue.studio.export')}</a> · <a href={`${path}/process.bpmn`}>{t('catalogue.bpmn.file')}</a></p>
        <h2>{t('catalogue.studio.picture')}</h2>
        <Picture view={view} files={files} />
        <h2>{t('catalogue.studio.questions')}</h2>
        <Questions view={view} files={files} path={path} revision={version.revision} edits={edits} />
        <h2>{t('catalogue.studio.letters')}</h2>
        <Letters view={view} files={files} path={path} edits={edits} />
        <h2>{t('catalogue.studio.evidence')}</h2>
        <Evidence view={view} files={files} />
        <h2>{t('catalogue.studio.differences')}</h2>
        <Differences view={view} differences={differences} />
        <h2 id="acts">{t('catalogue.studio.next')}</h2>
        <Acts view={view} version={version} mine={mine} errors={errors} />
      </>
    ),
  })
}

function Picture({ view, files }: { view: View; files: ServiceFiles }) {
  const { t } = view
  const diagram = drawService(view, files)
  return (
    <>
      <div class="rule-region" role="region" aria-label={t('catalogue.studio.picture-region')} tabIndex={0}>
        <DiagramPicture title={t('catalogue.studio.picture')} diagram={diagram} rightToLeft={view.language.dir === 'rtl'} unverified={t('rules.diagram.unverified')} />
      </div>
      <ol>{diagram.nodes.map(({ id, words, note }) => <li key={id}>{note === null ? words : `${words} · ${note}`}</li>)}</ol>
    </>
  )
}

function Questions({ view, files, path, revision, edits }: { view: View; files: ServiceFiles; path: string; revision: number; edits: boolean }) {
  const { t } = view
  const said = (words: Text, otherwise: string) => inAnyLanguage(view, words) || otherwise
  const rows = questionsOf(files.event)
  if (rows.length === 0) return <Empty title={t('catalogue.studio.no-questions')} />
  const condition = (onlyIf: { fact: string; is: string }) => t('catalogue.studio.only-if', { question: said(rows.find(({ question }) => question.fact === onlyIf.fact)?.question.label ?? {}, onlyIf.fact), answer: onlyIf.is })
  return (
    <Table caption={t('catalogue.studio.questions')} head={['question', 'page', 'type', ...(edits ? ['act'] : [])].map((column) => t(`catalogue.studio.column.${column}`))}
      rows={rows.map(({ step, question: { fact, label, type, onlyIf } }) => [
        edits ? <a href={`${path}/questions/${fact}`}>{said(label, fact)}</a> : said(label, fact), edits ? <a href={`${path}/pages/${step.id}`}>{said(step.title, step.id)}</a> : said(step.title, step.id), `${t(`catalogue.studio.type.${type}`)}${onlyIf ? ` · ${condition(onlyIf)}` : ''}`,
        ...(edits ? [
          <Form view={view} action={`${path}/questions/${fact}/place`}>
            <input type="hidden" name="revision" value={String(revision)} />
            {(['earlier', 'later', 'remove'] as const).map((by) => <Button key={by} kind="secondary" name="by" value={by}>{t(`catalogue.studio.${by}`)}<span class="hidden"> ({said(label, fact)})</span></Button>)}
          </Form>,
        ] : []),
      ])} />
  )
}

/** What is written with a decision, in the reader's language. */
function Letters({ view, files: { service }, path, edits }: { view: View; files: ServiceFiles; path: string; edits: boolean }) {
  const { t } = view
  return (
    <>
      {letterOutcomes.map((outcome) => {
        const text = service.letters?.[outcome]
        return <section key={outcome}><h3>{t(`catalogue.studio.letter.${outcome}`)}</h3>{text === undefined ? <p>{t('catalogue.studio.letter-none')}</p> : view.text(text).split('\n').map((line, at) => <p key={at}>{line}</p>)}</section>
      })}
      <p>{edits ? <><a href={`${path}/letters`}>{t('catalogue.studio.letters-change')}</a> · </> : null}<a href={`${path}/letters/preview`}>{t('catalogue.studio.letters-preview')}</a></p>
    </>
  )
}

/** Nobody brings papers: what the agency reads in registers, and by which law. */
function Evidence({ view, files: { service, event, purposes } }: { view: View; files: ServiceFiles }) {
  const { t, text, pack } = view
  const rows = purposes.filter(({ id, agency }) => agency === service.agency && event.purposes.includes(id)).flatMap(({ fields, legalBasis: { law, article } }) => fields.map((name) => {
    const [id, field] = name.split('.') as [string, string]
    const register = pack.registers.find((one) => one.id === id)
    return [text(register?.fields[field]?.label ?? {}) || name, text(register?.name ?? {}) || id, t('web.law.cited', { law: text(law), article })]
  }))
  if (rows.length === 0) return <Empty title={t('catalogue.studio.no-evidence')} />
  return <Table caption={t('catalogue.studio.evidence')} head={['data', 'register', 'law'].map((column) => t(`catalogue.studio.column.${column}`))} rows={rows} />
}

function Differences({ view, differences }: { view: View; differences: VersionPage['differences'] }) {
  const { t } = view
  if (differences.size === 0) return <Empty title={t('catalogue.studio.no-differences')} />
  return (
    <>
      {[...differences].map(([file, found]) => (
        <div key={file}>
          <Table caption={file} head={['place', 'before', 'after'].map((column) => t(`catalogue.studio.column.${column}`))}
            rows={found.map(({ place, before, after }) => [place.join(' › ') || file, <Said words={before} none={t('catalogue.studio.not-there')} />, <Said words={after} none={t('catalogue.studio.not-there')} />])} />
        </div>
      ))}
    </>
  )
}

const Said = ({ words, none }: { words: string | null; none: string }) => (words === null || words === '' ? <>{none}</> : <>{words.split('\n').map((line, at) => <span key={at}>{at === 0 ? null : <br />}{line}</span>)}</>)

/** As the checker says it, which is in English for all packs. */
function Problems({ view, problems }: { view: View; problems: readonly Problem[] }) {
  const { t } = view
  return (
    <Notice kind="refused" title={t('catalogue.studio.problems', { count: problems.length })}>
      <p>{t('catalogue.studio.problems-next')}</p>
      <ul lang="en">{problems.map(({ file, pointer, message, advice }) => <li key={`${file}${pointer}${message}`}><code>{file}#{pointer}</code>: {message} {advice}</li>)}</ul>
    </Notice>
  )
}

/** What waits for whom, and the buttons of those who may. */
function Acts({ view, version, mine, errors }: { view: View; version: Version; mine: boolean; errors: readonly FormError[] }) {
  const { t } = view
  const form = (act: string, label: string, children: ComponentChildren) => (
    <Form view={view} action={`${versionPath(version.id)}/acts`} label={label}>
      <input type="hidden" name="act" value={act} />
      {children}
    </Form>
  )
  const words = (act: string) => <TextField name={`words-${act}`} label={t(`catalogue.studio.words-${act}`)} rows={3} error={errors.find(({ field }) => field === `words-${act}`)?.text} />
  switch (version.state) {
    case 'draft': return mine ? (
      <>
        {form('ask', t('catalogue.studio.ask'), <Button>{t('catalogue.studio.ask')}</Button>)}
        {form('drop', t('catalogue.studio.drop'), <Button kind="danger">{t('catalogue.studio.drop')}</Button>)}
      </>
    ) : <p>{t('catalogue.studio.waits-author', { name: version.author_name })}</p>
    case 'in-review': return (
      <>
        {mine ? <Notice title={t('catalogue.fault.own-version')}><p>{t('catalogue.fault.own-version.next')}</p></Notice> : form('publish', t('catalogue.studio.publish'), <Button>{t('catalogue.studio.publish')}</Button>)}
        {form('give-back', t('catalogue.studio.give-back'), <>{words('give-back')}<Button kind="secondary">{t('catalogue.studio.give-back')}</Button></>)}
      </>
    )
    case 'published': return form('withdraw', t('catalogue.studio.withdraw'), <><p>{t('catalogue.studio.withdraw-means')}</p>{words('withdraw')}<Button kind="danger">{t('catalogue.studio.withdraw')}</Button></>)
    case 'withdrawn': case 'dropped': return <p>{t('catalogue.studio.ended', { service: serviceName(view, version.service) })}</p>
    default: return version.state satisfies never
  }
}
