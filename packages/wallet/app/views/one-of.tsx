export interface OneOfProps<Item> {
  name: string
  legend: string
  items: readonly Item[]
  chosen: Item
  label: (item: Item) => string
  onChoose: (item: Item) => void
}

/** A choice among several; where there is only one, nothing is asked. */
export function OneOf<Item>({ name, legend, items, chosen, label, onChoose }: OneOfProps<Item>) {
  if (items.length < 2) return null
  return (
    <fieldset class="field">
      <legend class="label">{legend}</legend>
      {items.map((item, at) => (
        <div class="choice" key={at}>
          <input type="radio" id={`${name}-${at}`} name={name} checked={item === chosen} onChange={() => { onChoose(item) }} />
          <label for={`${name}-${at}`}>{label(item)}</label>
        </div>
      ))}
    </fieldset>
  )
}
