export default async function runAxe({ tags, rules }) {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags }
  const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ['violations'], iframes: false, elementRef: false })
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary, any, all }) => {
    const said = [...any, ...all].map(({ message }) => message).join(' ') || (failureSummary ?? '')
    return { checker: 'axe', rule: id, where: target.join(' '), text: `${help}. ${said}` }
  }))
}
