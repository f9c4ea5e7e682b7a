export const tell = (line: string) => void process.stderr.write(`${line}\n`)

export const round = (value: number, places = 2) => Math.round(value * 10 ** places) / 10 ** places

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}

export const median = (values: readonly number[]) => percentile(values, 50)
