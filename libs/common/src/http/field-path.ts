/** The path of a part from the root of the body: `lines[2]` in a list, `asset.category` in an object, the name alone at the root. */
export const fieldPath = (parent: string, name: string, isInList = false) =>
  isInList ? `${parent}[${name}]` : parent ? `${parent}.${name}` : name;
