import { Injectable } from '@nestjs/common';
import { Problem } from '#common/http/problems.js';
import { secondsUntilAllowed, throttleRules, type ThrottleRule } from '../core/throttle.js';

const mostKeys = 50_000;

/** Remembers failed sign-ins of the last minutes in this process; a success forgets those of its name at its address. */
@Injectable()
export class SignInThrottle {
  private readonly failures = new Map<string, number[]>();

  /** Throws 429 when this name or address has failed too often. */
  check(name: string, address: string): void {
    const now = Date.now();
    const waits = entriesOf(name, address).map(([key, rule]) =>
      secondsUntilAllowed(this.failures.get(key) ?? [], rule, now),
    );
    const seconds = Math.max(...waits);
    if (seconds > 0) {
      throw new Problem('too-many-requests', `too many failed sign-ins: try again in ${seconds} s`, {
        retryAfterSeconds: seconds,
      });
    }
  }

  failed(name: string, address: string): void {
    const now = Date.now();
    for (const [key, rule] of entriesOf(name, address)) {
      const recent = (this.failures.get(key) ?? []).filter((time) => time > now - rule.windowMilliseconds);
      this.failures.delete(key); // so that the map stays in order of last use
      this.failures.set(key, [...recent, now].slice(-rule.failures));
    }
    for (const key of this.failures.keys()) {
      if (this.failures.size <= mostKeys) break;
      this.failures.delete(key);
    }
  }

  succeeded(name: string, address: string): void {
    this.failures.delete(pairKey(name, address));
  }
}

const pairKey = (name: string, address: string) => `both ${name} ${address}`;

const entriesOf = (name: string, address: string): [string, ThrottleRule][] => [
  [pairKey(name, address), throttleRules.nameAtAddress],
  [`name ${name}`, throttleRules.name],
  [`address ${address}`, throttleRules.address],
];
