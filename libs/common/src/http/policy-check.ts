import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import type { INestApplication } from '@nestjs/common';
import { policyKey } from './policy.js';

/** Throws at start-up when a route has no policy, with the names of all such handlers. */
export function refuseRoutesWithoutPolicy(app: INestApplication): void {
  const discovery = new DiscoveryService(app.get(ModulesContainer));
  const scanner = new MetadataScanner();
  const open = discovery.getControllers().flatMap(({ metatype }) => {
    if (!metatype) return [];
    const prototype = metatype.prototype as Record<string, object>;
    return scanner
      .getAllMethodNames(prototype)
      .filter((name) => {
        const handler = prototype[name];
        return handler && Reflect.hasMetadata(METHOD_METADATA, handler) && !Reflect.hasMetadata(policyKey, handler);
      })
      .map((name) => `${metatype.name}.${name}`);
  });
  if (open.length > 0) throw new Error(`these routes have no @Policy: ${open.join(', ')}`);
}
