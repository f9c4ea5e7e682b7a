/** The settings as a table: for the terminal with values, for the guide with meanings. */
import { nameList } from './names.ts'

/** What `maru config --explain` prints: value, where it is from, meaning. Secrets are masked. */
export function explainConfig(env: NodeJS.ProcessEnv): string {
  const rows = nameList.map(([name, rule]) => {
    const given = env[name]
    const shown = given ? (rule.secret ? '(hidden)' : given) : rule.default ?? '-'
    return [name, shown, given ? 'environment' : rule.default ? 'default' : 'not set', rule.meaning]
  })
  return table([['NAME', 'VALUE', 'FROM', 'MEANING'], ...rows])
}

/** The part of docs/guides/operate.md between its two marks. */
export function configGuide(): string {
  const rows = nameList.map(([name, rule]) => `| \`${name}\` | ${rule.default ? `\`${rule.default}\`` : rule.production ? 'needed by `serve`' : ''} | ${rule.meaning} |`)
  return ['| name | default | meaning |', '|---|---|---|', ...rows].join('\n')
}

function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}
