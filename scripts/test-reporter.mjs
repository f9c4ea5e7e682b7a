// For scripts/test.ts: one JSON line for each skipped test and one with the counts.
export default async function* report(source) {
  const counts = {}
  for await (const { type, data } of source) {
    const skipped = (type === 'test:pass' || type === 'test:fail') && data.skip !== undefined && data.details?.type !== 'suite'
    if (skipped) yield line({ name: data.name, file: data.file, reason: data.skip === true ? '' : String(data.skip) })
    if (type === 'test:summary' && data.file === undefined) Object.assign(counts, data.counts, { duration: data.duration_ms })
  }
  yield line({ counts })
}

const line = (value) => `${JSON.stringify(value)}\n`
