export default async function runHtmlcs({ warnings }, where) {
  const { HTMLCS } = globalThis
  await new Promise((resolve, reject) => { HTMLCS.process('WCAG2AA', document, resolve, reject) })
  return HTMLCS.getMessages()
    .filter(({ type, code }) => type === HTMLCS.ERROR || (type === HTMLCS.WARNING && warnings.some((name) => code.includes(name))))
    .map(({ code, msg, element }) => ({ checker: 'htmlcs', rule: code, where: element?.nodeType === 1 ? where(element) : 'document', text: msg }))
}
