/** The language model, for whoever looks after it: where it is, whether it answers, what it was asked, what of it was not said, and the switch. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { VoiceReport } from '../voice/server-voice.ts'
import type { ModelReport } from '../model/open-model-desk.ts'

export const modelPath = '/console/model'

export function modelPage(view: View, report: ModelReport, voice: VoiceReport | undefined): Page {
  const { t } = view
  return consolePage(view, {
    title: t('assistant.model.title'), wide: true,
    children: (
      <>
        <h1>{t('assistant.model.title')}</h1>
        <Lead>{t('assistant.model.lead')}</Lead>
        {report.servers.length === 0 ? <Empty title={t('assistant.model.none')}><p>{t('assistant.model.none-next')}</p></Empty> : <Connected view={view} report={report} />}
        <h2>{t('assistant.voice.server')}</h2>
        {voice === undefined ? <p>{t('assistant.voice.none')}</p> : voice.state === 'missing' ? <Notice kind="attention" title={t('assistant.voice.missing', { program: voice.program })} /> : <p>{t('assistant.voice.works', { program: voice.program, made: voice.made, failed: voice.failed })}</p>}
      </>
    ),
  })
}

const head = (view: View, ...keys: string[]) => keys.map((key) => view.t(`assistant.model.${key}`))

function Connected({ view, report: { servers, isOff, calls, callsADay, days, refused } }: { view: View; report: ModelReport }) {
  const { t } = view
  const stateOf = (isResting: boolean) => (isOff ? t('assistant.model.outcome.off') : isResting ? t('assistant.model.outcome.resting') : t('assistant.model.state.open'))
  return (
    <>
      {isOff ? <Notice kind="attention" title={t('assistant.model.is-off')} /> : null}
      <Table caption={t('assistant.model.servers')} head={head(view, 'use', 'name', 'host', 'state')}
        rows={servers.map(({ use, model, host, isResting }) => [t(`assistant.model.use.${use}`), model, host, stateOf(isResting)])} />
      <p>{t('assistant.model.budget', { calls: view.number(calls), budget: view.number(callsADay) })}</p>
      <Form view={view} action={modelPath}>
        <Button kind={isOff ? 'primary' : 'danger'} name="off" value={isOff ? 'no' : 'yes'}>{t(isOff ? 'assistant.model.turn-on' : 'assistant.model.turn-off')}</Button>
      </Form>
      {days.length === 0 ? null : (
        <Table caption={t('assistant.model.days')} head={head(view, 'day', 'use', 'became', 'calls', 'each')} numeric={[3, 4]}
          rows={days.map(({ day, use, outcome, calls: made, milliseconds }) =>
            [view.date(day), t(`assistant.model.use.${use}`), t(`assistant.model.became.${outcome}`), view.number(made), outcome === 'refused' ? '' : view.number(Math.round(milliseconds / made))])} />
      )}
      {refused.length === 0 ? null : (
        <Table caption={t('assistant.model.not-said')} head={head(view, 'at', 'text', 'reason')}
          rows={refused.flatMap(({ turn, at, refused: texts }) => texts.map(({ text, reason }) => [<a key={turn} href={`/ask/answers/${turn}`}>{view.dateTime(at)}</a>, text, reason]))} />
      )}
    </>
  )
}
