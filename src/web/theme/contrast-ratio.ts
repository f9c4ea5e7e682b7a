/** Contrast of two colours (WCAG 2.2, relative luminance of sRGB). */
export function contrastRatio(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** `--name: #rrggbb; /* colour of KRDS` of a set of colours. */
export function readColours(css: string): Map<string, { value: string; krds: string }> {
  const found = css.matchAll(/--([a-z-]+): (#[0-9a-f]{6}); \/\* ([a-z]+-\d+)/g)
  return new Map([...found].map(([, name, value, krds]) => [name!, { value: value!, krds: krds! }]))
}
