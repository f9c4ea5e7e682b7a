export default async function runIbm({ guidelines, lookedAtElsewhere }, where) {
  globalThis.maruIbm ??= new globalThis.ace.Checker()
  const report = await globalThis.maruIbm.check(document, guidelines)
  return report.results
    .filter(({ ruleId, value }) => !(value[1] === 'POTENTIAL' && lookedAtElsewhere.includes(ruleId)) && value[0] === 'VIOLATION' && (value[1] === 'FAIL' || value[1] === 'POTENTIAL'))
    .map(({ ruleId, message, node, path, value }) => ({ checker: 'ibm', rule: ruleId, where: node?.nodeType === 1 ? where(node) : path.dom, text: `${value[1]}: ${message}` }))
}
