import { Agenda } from '../agenda.js';
import type { FromSimulator, SimulatorSettings, ToSimulator } from '../protocol.js';

/** A program that plays a part of the world: it has an agenda, counts what it does, and moves on when business time does. */
export interface Simulator {
  agenda: Agenda;
  counts: Map<string, number>;
  reported?(requestId: string, recordId: string): void;
  stop(): Promise<void>;
}

export const tell = (message: FromSimulator): void => void process.send?.(message);

export const count = (counts: Map<string, number>, name: string, more = 1): void =>
  void counts.set(name, (counts.get(name) ?? 0) + more);

/** Runs a simulator as its own process, driven by the replay that started it. */
export async function play(start: (settings: SimulatorSettings) => Promise<Simulator>): Promise<void> {
  const settings = JSON.parse(process.argv[2] ?? '{}') as SimulatorSettings;
  process.on('SIGINT', () => undefined); // the replay ends us
  process.on('disconnect', () => process.exit(0));
  const simulator = await start(settings);
  process.on('message', (message: ToSimulator) => void take(simulator, message));
  tell({ kind: 'ready' });
}

async function take(simulator: Simulator, message: ToSimulator): Promise<void> {
  if (message.kind === 'reported') return simulator.reported?.(message.requestId, message.recordId);
  if (message.kind === 'stop') {
    await simulator.stop();
    process.exit(0);
  }
  const { agenda, counts } = simulator;
  const done = await agenda.runDue(message.now);
  tell({
    kind: 'settled',
    number: message.number,
    done,
    ...(agenda.nextAt !== undefined && { nextAt: agenda.nextAt }),
    counts: Object.fromEntries(counts),
    failures: Object.fromEntries(agenda.failures),
  });
}
