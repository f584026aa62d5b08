import type { Schemas } from '../api/client.js';

type Labels<Key extends string> = Record<Key, string>;
type ExceptionKind = Schemas['PlanningExceptionView']['kind'];
type ReturnReason = NonNullable<NonNullable<Schemas['PlanningExceptionView']['settlement']>['returnedBecause']>;

/** What a planner should look at first. */
export const partsExceptions = {
  about:
    'The dearest first. Looked at again every night, after every published run, and for the parts that you plan anew.',
  none: 'Nothing is out of order.',
  kinds: 'Kinds',
  kind: {
    stock_out_predicted: 'stock-out to come',
    target_missed: 'target missed',
    demand_shift: 'demand has shifted',
    late_order: 'order is late',
    excess: 'excess',
    new_part: 'new part without base',
    move_proposed: 'move proposed',
    unbacked_use: 'use without stock',
    unknown_part: 'unknown part',
  } satisfies Labels<ExceptionKind>,
  columns: { what: 'What', numbers: 'Numbers', stake: 'At stake', since: 'Since' },
  everywhere: 'all places',
  stockOut: (date: string, pieces: string) =>
    `runs out ${date}: ${pieces} pieces short before an order of today can help`,
  stockOutNow: (available: string, backordered: string, rate: string) =>
    `free ${available}, waiting ${backordered}, needs ${rate} in 30 days`,
  nextReceipt: (date: string) => `next delivery ${date}`,
  noReceipt: 'no delivery on its way',
  missed: (served: string, target: string) => `${served} served from the shelf instead of ${target}`,
  missedOf: (lost: string, wanted: string) => `${lost} of ${wanted} pieces missed in 13 weeks`,
  rose: (before: string, now: string) => `rose from ${before} to ${now} in 30 days`,
  fell: (before: string, now: string) => `fell from ${before} to ${now} in 30 days`,
  late: (days: string, pieces: string) => `${days} days late, ${pieces} pieces`,
  lateOrders: (count: string, eta: string) => `${count} orders, the first was due ${eta}`,
  excess: (pieces: string, value: string) => `${pieces} pieces too many, worth ${value}`,
  excessOf: (onHand: string, orderUpTo: string, need: string) =>
    `${onHand} on the shelf, kept up to ${orderUpTo}, a year needs at most ${need}`,
  unwanted: (days: string) => `not wanted for ${days} days`,
  goesAway: (pieces: string) => `${pieces} of them are proposed to go where they will be used`,
  move: (pieces: string, from: string) => `${pieces} pieces from ${from}`,
  moveWorth: (gain: string, cost: string) => `gains ${gain} beyond its cost of ${cost}`,
  moveSource: {
    rebalance: 'saves shortages between places of the own network',
    excess: 'lies idle there and is needed here within a year',
    kit: 'belongs to the kit of this van',
  } as Readonly<Record<string, string>>,
  unbacked: (pieces: string, orders: string) =>
    `${pieces} pieces reported as used that no stock gave, on ${orders} orders`,
  uncounted: (reported: string, counted: string) =>
    `one visit reported ${reported}, more than anybody can have had: only ${counted} count as demand`,
  unknown: (pieces: string, orders: string) =>
    `${pieces} pieces reported as used on ${orders} orders; no catalogue has the part`,
  openOrder: 'Open the order',
  newPart: 'never wanted and nothing is known: give it a policy or a forecast',
  look: 'Open',
  proposals: 'Proposals',
  network: 'All places',
  proposed: (quantity: string, value: string) => `proposed: ${quantity} for ${value}`,
  notAllProposals: (count: string) =>
    `Only the first ${count} open proposals were read: some of these exceptions have one that is not shown here.`,
  approveProposals: (count: number) => `Approve proposals (${count})`,
  planAnew: (count: number) => `Plan parts anew (${count})`,
  planning: (parts: string) =>
    `A planning run has been asked for (parts: ${parts}); the list changes when it is published.`,
  openRun: 'Open the run',
  settled: 'settled',
  settle: 'Settle',
  settleHint: 'Without a day: until its numbers are worse. With one it comes back earlier, too, if they are.',
  reopen: 'Reopen',
  settledBy: (author: string, reason: string) => `settled by ${author}: ${reason}`,
  settledUntil: (author: string, day: string, reason: string) => `settled by ${author} until ${day}: ${reason}`,
  returned: {
    numbers: 'Open again, its numbers are worse; was',
    until: 'Open again, its time is over; was',
    planner: 'Open again, a planner has said so; was',
  } satisfies Labels<ReturnReason>,
};
