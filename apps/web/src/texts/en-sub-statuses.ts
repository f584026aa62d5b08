/** A site's own words for where its orders stand. */
export const subStatuses = {
  about:
    'Words of your own for where an order stands. Each divides one state; it stands at an order until the next step. Only you and the manufacturer see them.',
  none: 'You have named none yet.',
  entry: 'New word',
  state: 'State of the order',
  name: 'Your word',
  code: 'Code in your system',
  add: 'Add a word',
  remove: (name: string) => `Remove ${name}`,
  save: 'Save the list',
  saved: 'Saved.',
  takeTheirs: 'Go on from what is saved now',
  ofOrder: 'Stands, in your words',
  stands: (name: string) => `The site says: ${name}`,
};
