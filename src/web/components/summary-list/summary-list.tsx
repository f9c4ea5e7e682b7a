import type { ComponentChildren } from 'preact'

export interface SummaryRow {
  /** Where the row is linked to. */
  id?: string
  key: string
  value: ComponentChildren
  action?: { href: string; label: string } | undefined
}

/** Facts and their values; a link behind each that can be changed says what it changes. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="summary-list">
      {rows.map((row) => (
        <div key={row.key} id={row.id} tabIndex={row.id === undefined ? undefined : -1}>
          <dt>{row.key}</dt>
          <dd>{row.value}</dd>
          {row.action === undefined ? null
            : <dd class="summary-action"><a href={row.action.href}>{row.action.label}<span class="hidden"> ({row.key})</span></a></dd>}
        </div>
      ))}
    </dl>
  )
}
