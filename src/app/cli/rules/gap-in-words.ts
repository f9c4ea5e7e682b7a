/** A figure that the law does not give on a day, and where it would begin. */
export const gapInWords = ({ figure, begins, file, line }: { figure: string; begins: string; file: string; line: number }, on: string) =>
  `${file}:${line}: ${figure} begins on ${begins} and has no value on ${on}. What rests on it is unknown for everybody.`
