import type { ComponentChildren } from 'preact'

export interface SummaryRow {
  key: string
  value: ComponentChildren
  action?: { href: string; label: string } | undefined
}

/** Facts and their values; a link behind each that can be changed says what it changes. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl class="summary-list">
      {rows.map((row) => (
        <div key={row.key}>
          <dt>{row.key}</dt>
          <dd>{row.value}</dd>
          {row.action === undefined ? null
            : <dd class="summary-action"><a href={row.action.href}>{row.action.label}<span class="hidden"> ({row.key})</span></a></dd>}
        </div>
      ))}
    </dl>
  )
}
