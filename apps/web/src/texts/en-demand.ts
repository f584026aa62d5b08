/** What planners know better than the recorded demand: doubted uses, and adjustments. */
export const demand = {
  show: 'Show',
  doubts: {
    about:
      'What visits reported and nobody can have had, or no catalogue has. Until you say what is true, what stock gave and one usual use count, and nothing of an unknown part. Demand and forecasts follow at once.',
    none: 'No reported use is doubted here.',
    shows: { open: 'open', settled: 'settled', all: 'all' },
    columns: { reported: 'Reported', counts: 'Counts', where: 'Counts where and when', visit: 'Visit' },
    unknown: 'no catalogue has this part',
    instead: (pieces: string) => `instead of ${pieces}`,
    settledBy: (author: string, time: string, reason: string) => `settled by ${author}, ${time}: ${reason}`,
    settle: 'Settle',
    reopen: 'Reopen',
    title: (part: string) => `Settle: ${part}`,
    told: (reported: string, counted: string) => `${reported} pieces were reported, ${counted} count now.`,
    place: (place: string, day: string) => `It counts at ${place} on ${day}.`,
    unknownHint: 'No catalogue has this part: nothing of it can count before it is entered.',
    what: 'What counts',
    choices: {
      reported: (pieces: string) => `as reported: ${pieces}`,
      other: 'another number',
      none: 'nothing: 0',
    },
    pieces: 'Pieces that count',
    openNow: (counted: string) =>
      `Somebody else has settled it and opened it again meanwhile: ${counted} pieces count. Yours is not settled yet.`,
    settledNow: (author: string, pieces: string, reason: string) =>
      `${author} has settled it meanwhile with ${pieces} pieces: ${reason}. To settle it otherwise, reopen it first.`,
    goOn: 'I have seen it: allow mine',
  },
  adjustments: {
    about:
      'What was recorded stays as it is; an adjustment counts beside it. Forecasts follow at once, policies with the next run.',
    none: 'No demand is adjusted here.',
    shows: { counting: 'those that count', takenBack: 'taken back', all: 'all' },
    columns: { period: 'Days', pieces: 'Pieces' },
    until: (day: string) => `to ${day}`,
    settles: 'settles a doubted use: reopen that to take it back',
    takenBackBy: (name: string, time: string) => `taken back by ${name}, ${time}`,
    takeBack: 'Take back',
    create: 'New adjustment',
    adjust: 'Adjust demand',
    from: 'First day',
    to: 'Last day',
    periodHint: 'Days in UTC, at most 366, none of them to come.',
    pieces: 'Pieces more, or fewer (−)',
    piecesHint: 'More are spread evenly over the days; fewer come off the days as they have demand.',
    reasonHint: 'Such as a one-off project, a wrong booking.',
  },
};
