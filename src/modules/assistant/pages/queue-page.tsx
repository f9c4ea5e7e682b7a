/** Who waits for a person of the agency: first what this official answers in and about, then the others'. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Checkboxes } from '../../../web/components/checkboxes/checkboxes.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { WaitingRow } from '../hand-over/hand-over.ts'
import { fits, type Queue, servicesOf, type Skills } from '../hand-over/skills.ts'
import { switchPath } from '../switch/switch-page.tsx'
import { modelPath } from './model-page.tsx'

const path = '/console/conversations'

/** @param proposed what colleagues have proposed, and waits for another one */
export function queuePage(view: View, { skills, rows }: Queue, proposed: number): Page {
  const { t } = view
  const mine = rows.filter(({ language, topic }) => fits(skills, language, topic))
  const others = rows.filter((row) => !mine.includes(row))
  return consolePage(view, {
    title: t('assistant.console.title'), wide: true,
    children: (
      <>
        <h1>{t('assistant.console.title')}</h1>
        {mine.length === 0 ? <Empty title={t(others.length === 0 ? 'assistant.console.empty' : 'assistant.console.none-fits')} /> : <Waiting view={view} caption={t('assistant.console.title')} rows={mine} />}
        {others.length === 0 ? null : <><h2>{t('assistant.console.others')}</h2><Waiting view={view} caption={t('assistant.console.others')} rows={others} /></>}
        <Answers view={view} skills={skills} />
        <p><a href="/console/lessons">{t('assistant.lessons.title')}</a>{proposed === 0 ? null : ` · ${t('assistant.lessons.waiting', { count: proposed })}`}</p>
        {view.principal.kind === 'official' && view.principal.roles.includes('administrator') ? <><p><a href="/console/questions">{t('assistant.troubled.title')}</a></p><p><a href={switchPath}>{t('assistant.switch.title')}</a></p><p><a href={modelPath}>{t('assistant.model.title')}</a></p></> : null}
      </>
    ),
  })
}

function Waiting({ view, caption, rows }: { view: View; caption: string; rows: readonly WaitingRow[] }) {
  const { t } = view
  const about = (topic: string | null) => nameOf(view, topic) ?? topic ?? t('assistant.console.anything')
  const languageOf = (tag: string) => view.pack.languages.find((language) => language.tag === tag)?.name ?? tag
  return (
    <Table caption={caption} head={['about', 'language', 'since', 'state'].map((column) => t(`assistant.console.${column}`))}
      rows={rows.map(({ id, topic, language, opened_at, status }) => [<a href={`${path}/${id}`}>{about(topic)}</a>, languageOf(language), view.dateTime(opened_at), t(`assistant.console.${status}`)])} />
  )
}

function Answers({ view, skills }: { view: View; skills: Skills }) {
  const { t, pack, principal } = view
  const services = principal.kind === 'official' ? servicesOf(pack, principal.agency) : []
  return (
    <>
      <h2>{t('assistant.skills.title')}</h2>
      <p>{t('assistant.skills.lead')}</p>
      <Form view={view} action={`${path}/skills`}>
        <Checkboxes name="languages" legend={t('assistant.skills.languages')} values={skills.languages} items={pack.languages.map(({ tag, name }) => ({ value: tag, label: name }))} />
        {services.length < 2 ? null
          : <Checkboxes name="services" legend={t('assistant.skills.services')} values={skills.services} items={services.map((id) => ({ value: id, label: nameOf(view, id) ?? id }))} />}
        <Button kind="secondary">{t('assistant.skills.save')}</Button>
      </Form>
    </>
  )
}

function nameOf(view: View, id: string | null): string | undefined {
  const service = view.pack.services.find((one) => one.id === id)
  return service && view.text(service.name)
}
