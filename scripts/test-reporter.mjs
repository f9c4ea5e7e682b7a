// For scripts/test.ts: one JSON line for each skipped test, one with the seconds that each file took, and one with the counts.
export default async function* report(source) {
  const counts = {}
  const spent = {}
  let lane
  for await (const { type, data } of source) {
    const ended = type === 'test:pass' || type === 'test:fail'
    const isSuite = data.details?.type === 'suite'
    if (ended && data.skip !== undefined && !isSuite) yield line({ name: data.name, file: data.file, reason: data.skip === true ? '' : String(data.skip) })
    // All files stand in the lane, which is no test of its own.
    if (ended && data.nesting === 0) lane = type === 'test:pass' ? 'passed' : 'failed'
    if (ended && data.nesting === 1 && isSuite) spent[data.name] = data.details.duration_ms / 1000
    if (type === 'test:summary' && data.file === undefined) Object.assign(counts, data.counts, { tests: data.counts.tests - 1, [lane]: data.counts[lane] - 1, duration: data.duration_ms })
  }
  yield line({ spent })
  yield line({ counts })
}

const line = (value) => `${JSON.stringify(value)}\n`
