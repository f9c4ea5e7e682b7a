/** The API reference, readable without a script: from the OpenAPI document that the routes' contracts give. */
import { Details } from '../components/details/details.tsx'
import { Lead } from '../components/lead/lead.tsx'
import { Table } from '../components/table/table.tsx'
import { Tag } from '../components/tag/tag.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import type { View } from '../view.ts'
import { listOperations, type OpenApi, type Operation } from './list-operations.ts'
import { describeSchema } from './describe-schema.ts'

export function apiPage(view: View, openapi: OpenApi) {
  const { t } = view
  const groups = listOperations(openapi)
  return portalPage(view, {
    title: t('web.docs.title'), wide: true,
    children: (
      <>
        <h1>{t('web.docs.title')}</h1>
        <Lead>{t('web.docs.lead')}</Lead>
        <p><a href="/openapi.json">{t('web.docs.machine')}</a></p>
        {view.language.html.startsWith('en') ? null : <p>{t('web.docs.english')}</p>}
        <div lang="en" dir="ltr">
          {groups.map(({ tag, operations }) => (
            <section key={tag}>
              <h2>{tag}</h2>
              {operations.map((operation) => <Endpoint key={operation.id} operation={operation} />)}
            </section>
          ))}
        </div>
      </>
    ),
  })
}

function Endpoint({ operation }: { operation: Operation }) {
  const { method, path, summary, parameters, body, replies, needsSession } = operation
  return (
    <div class="endpoint">
      <h3><Tag kind="info">{method}</Tag> <code>{path}</code></h3>
      <p>{summary}{needsSession ? <> <span class="hint">Needs a session.</span></> : null}</p>
      {parameters.length === 0 ? null : (
        <Table caption="Parameters" head={['Name', 'In', 'Type', 'Meaning']}
          rows={parameters.map(({ name, in: place, schema, description, required }) => [
            <code key="name">{name}</code>, place, describeSchema(schema), `${required === true ? '' : 'Optional. '}${description ?? ''}`,
          ])} />
      )}
      {body === undefined ? null : <Details summary="Body"><pre tabIndex={0}>{describeSchema(body)}</pre></Details>}
      {replies.map(({ status, description, schema }) => (
        <Details key={status} summary={`${status === 'default' ? 'Faults' : status}: ${description}`}>
          <pre tabIndex={0}>{schema === undefined ? 'No body' : describeSchema(schema)}</pre>
        </Details>
      ))}
    </div>
  )
}
