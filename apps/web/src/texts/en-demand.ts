/** What planners know better than the recorded demand: doubted uses. */
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
};
