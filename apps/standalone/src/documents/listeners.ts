import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { PATTERN_EXTRAS_METADATA } from '@nestjs/microservices/constants.js';
import type { Subscription } from '#common/messaging/hears.js';
import { allApps, previewOf } from './apps.js';

/** Who hears what, from the `@Hears` of all services: consumers by type of event, both in order. */
export async function listeners(): Promise<Map<string, string[]>> {
  const heard = new Map<string, string[]>();
  for (const app of allApps()) {
    for (const { event, consumer } of subscriptionsOf(await previewOf(app))) {
      if (event) heard.set(event.type, [...(heard.get(event.type) ?? []), consumer]);
    }
  }
  return new Map([...heard].map(([type, consumers]) => [type, consumers.toSorted()]));
}

function subscriptionsOf(app: INestApplication): Subscription[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const methods = Object.values(Object.getOwnPropertyDescriptors((metatype as NewableFunction).prototype));
    return methods.flatMap(({ value }) => {
      const extras = typeof value === 'function' ? extrasOf(value as object) : undefined;
      return extras ? [extras] : [];
    });
  });
}

const extrasOf = (method: object) => Reflect.getMetadata(PATTERN_EXTRAS_METADATA, method) as Subscription | undefined;
