/** Times that a customer may choose. */
export const windows = {
  choose: 'Choose time',
  title: (number: string) => `When may we come? ${number}`,
  none: 'Nobody can come in the next seven days as things stand.',
  added: (minutes: string) => `+${minutes} min`,
  kept: 'Kept for the customer for',
  book: 'Book',
  another: 'Another time',
};

/** The page of visits that will probably be late. */
export const risks = {
  about: 'The next 24 hours: who will probably come later than promised, or end after the order’s due time.',
  none: 'No visit of the next 24 hours is likely to be late.',
  columns: {
    order: 'Order',
    who: 'Technician, site',
    start: 'Planned',
    arrival: 'Probably there',
    startsLate: 'Comes late',
    endsLate: 'Ends late',
  },
  nineOfTen: (time: string) => `in nine of ten cases by ${time}`,
};

/** The page of day plans. */
export const plans = {
  request: 'New plan',
  improvement: 'Improvement of the running day',
  start: 'Start',
  title: (days: string) => `Plan of ${days}`,
  none: 'No plan yet. A plan puts the visits of chosen sites and days in the best order, and finds room for orders that have nobody.',
  columns: { days: 'Days', sites: 'Sites', status: 'Status', requested: 'Asked for by' },
  moreSites: (count: number) => `and ${count} more`,
  sitesHint: 'Their technicians are planned together. Hold Ctrl or ⌘ to choose several.',
  from: 'First day',
  to: 'Last day',
  seconds: 'Seconds to search',
  secondsHint: 'More seconds find a better plan; 1 to 120.',
  askedBy: (name: string, time: string) => `asked for by ${name}, ${time}`,
  stop: 'Stop and take what is found',
  takeBack: 'Take back',
  figures: 'Figures',
  now: 'Booked now',
  planned: 'Plan',
  change: 'Change',
  figure: {
    served: 'Orders served',
    unserved: 'Orders with nobody',
    lateOrders: 'Late orders',
    latenessMinutes: 'Lateness, minutes',
    travelMinutes: 'Travel, minutes',
    travelKilometres: 'Travel, km',
    spreadOfHours: 'Spread of hours among technicians',
  },
  changes: (technicians: number, times: number) =>
    `${technicians} visits change technician, ${times} change only their time.`,
  publishAll: 'Publish all',
  publishChosen: (count: number) => `Publish ${count} chosen`,
  done: (count: number) => (count === 1 ? '1 order published.' : `${count} orders published.`),
  because: (rule: string) => `Nobody: ${rule}`,
  causes: 'What happened',
  cause: {
    'technician-absent': 'technician absent',
    urgent: 'urgent order',
    overrun: 'visit takes longer',
    'part-late': 'part comes later',
    'no-show': 'visit did not take place',
    cancelled: 'visit cancelled',
  },
  lapsed: {
    'nothing-better': 'Nothing was better than what is booked.',
    nobody: 'Nobody can take over what is left: see the orders with nobody.',
    changed: 'What it was reckoned from has changed.',
    over: 'Its time is over.',
  },
};
