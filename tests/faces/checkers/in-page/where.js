export default function where(element) {
  const parts = []
  for (let at = element; at && at.nodeType === 1 && parts.length < 4; at = at.parentElement) {
    if (at.id) {
      parts.unshift(`#${at.id}`)
      break
    }
    const classes = [...at.classList].map((name) => `.${name}`).join('')
    parts.unshift(`${at.localName}${classes}`)
  }
  return parts.join(' > ')
}
