import type { ComponentChildren } from 'preact'

export interface TableProps {
  caption: string
  head: readonly string[]
  /** The first cell of a row names it. */
  rows: readonly (readonly ComponentChildren[])[]
  /** Columns of figures, from 0. */
  numeric?: readonly number[]
}

/** Below 640 px every row becomes a card, and each value carries the name of its column. */
export function Table({ caption, head, rows, numeric = [] }: TableProps) {
  const kind = head.map((_, column) => (numeric.includes(column) ? 'numeric' : undefined))
  return (
    <table class="table">
      <caption>{caption}</caption>
      <thead><tr>{head.map((title, column) => <th key={title} scope="col" class={kind[column]}>{title}</th>)}</tr></thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, column) => (column === 0
              ? <th key={column} scope="row" class={kind[column]}>{cell}</th>
              : <td key={column} class={kind[column]} data-label={head[column]}><div>{cell}</div></td>))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
