/** One answer by its address: the question, the answer, every text it was made from in the edition that was read, and how it was checked. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { ReadAnswer } from '../converse/read-answer.ts'
import { AnswerText } from './answer-view.tsx'

export function answerPage(view: View, wording: Wording, { id, at, question, answer, own: isOwn }: ReadAnswer, isHeard = false): Page {
  const { t } = view
  const { trace, sources } = answer
  const own = answer.kind.startsWith('own-') ? <p>{t('assistant.own.was-here')}</p> : undefined
  return portalPage(view, {
    title: t('assistant.answer.title'),
    children: (
      <>
        <BackLink view={view} href="/ask" />
        <h1>{t('assistant.answer.title')}</h1>
        {question === '' ? null : <><h2>{t('assistant.answer.asked')}</h2><p>{question}</p></>}
        <p class="caption">{t('assistant.answer.given', { at: view.dateTime(at), on: view.date(trace.on) })}</p>
        <AnswerText view={view} wording={wording} answer={answer} turn={id} open={false} own={own} />
        {answer.kind === 'answered' && trace.understood !== undefined ? <p><a href={`/ask/answers/${id}/again`}>{t('assistant.again.go')}</a></p> : null}
        {isHeard ? <Listen view={view} id={id} /> : null}
        {sources.length === 0 ? null : <h2>{t('assistant.answer.pieces')}</h2>}
        {sources.map((source) => (
          <Details key={source.id} summary={<>{source.title}{source.law === undefined ? null : ` · ${source.law}`}</>}>
            <p class="caption">{source.id} · {t('assistant.answer.edition', { edition: source.edition })}</p>
            <div lang={source.id.startsWith('rule:') ? undefined : wording.language.html}>{source.text.split('\n').map((line, number) => <p key={number}>{line}</p>)}</div>
          </Details>
        ))}
        {answer.statements.length === 0 && trace.model === undefined ? null : <Wording view={view} trace={trace} isTold={isOwn || answer.kind === 'answered'} />}
        {trace.checks.length === 0 ? null : (
          <>
            <h2>{t('assistant.answer.checked')}</h2>
            <ul>
              {trace.checks.map(({ statement, named, missing }) => (
                <li key={statement}><span lang={wording.language.html}>{statement}</span> — {missing.length === 0
                  ? t('assistant.answer.check', { named: named.length, list: named.join(', ') }) : t('assistant.answer.refused', { list: missing.join(', ') })}</li>
              ))}
            </ul>
          </>
        )}
        <Way view={view} trace={trace} />
      </>
    ),
  })
}

/** How the question was read: what was wanted, what was found in which edition, and by which rules. */
function Way({ view, trace: { intent, confidence, understood, hits, edition, on } }: { view: View; trace: ReadAnswer['answer']['trace'] }) {
  const { t, number } = view
  return (
    <>
      <h2>{t('assistant.way.title')}</h2>
      <SummaryList rows={[
        { key: t('assistant.way.understood'), value: <><code>{understood === undefined ? intent : understood.kind === 'tell' ? `tell ${understood.service} ${understood.asked}` : understood.kind === 'event' ? `event ${understood.event}` : `lesson ${understood.lesson}`}</code> · {t('assistant.way.sure', { share: number(Math.round(confidence * 100)) })}</> },
        { key: t('assistant.way.rules'), value: <>{t('assistant.answer.edition', { edition: edition.slice(0, 16) })} · {view.date(on)}</> },
      ]} />
      {hits.length === 0 ? null : (
        <Table caption={t('assistant.way.found')} head={['piece', 'share', 'edition'].map((column) => t(`assistant.way.${column}`))} numeric={[1]}
          rows={hits.map(({ id, score, edition: read }) => [<code>{id}</code>, number(Math.round(score * 1000) / 10), <code>{read ?? '–'}</code>])} />
      )}
    </>
  )
}

/** The browser's own player, without a script; and the file, for whoever has another. */
function Listen({ view: { t }, id }: { view: View; id: string }) {
  const address = `/ask/answers/${id}/voice.wav`
  return (
    <>
      <h2>{t('assistant.voice.listen')}</h2>
      <p><audio controls preload="none" src={address} aria-label={t('assistant.voice.listen')} /></p>
      <p class="hint">{t('assistant.voice.by-machine')} <a href={address} type="audio/wav">{t('assistant.voice.file')}</a></p>
    </>
  )
}

/** @param isTold whether the reader may see what was asked */
function Wording({ view: { t }, trace: { model }, isTold }: { view: View; trace: ReadAnswer['answer']['trace']; isTold: boolean }) {
  return (
    <>
      <h2>{t('assistant.model.words')}</h2>
      <p>{model?.worded === true ? t('assistant.generated.label', { model: model.name }) : t('assistant.model.template')}</p>
      {model === undefined ? null : (
        <ul>
          {model.calls.map(({ use, outcome, reason, milliseconds, sent }, at) => (
            <li key={at}>{t('assistant.model.call', { use, milliseconds, sent: isTold ? sent : '…', outcome: t(`assistant.model.outcome.${outcome}`, { reason }) })}</li>
          ))}
        </ul>
      )}
    </>
  )
}
