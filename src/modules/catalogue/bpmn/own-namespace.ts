/** Of attributes that are ours: the standard lets others' attributes stand beside its own, and who does not know them keeps them. */
export const ownNamespace = 'urn:maru:bpmn:1'
