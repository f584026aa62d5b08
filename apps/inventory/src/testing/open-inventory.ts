import { TestService } from '#common/testing/service.js';
import { inventoryApp } from '../app.module.js';
import { defaultSettings, type InventorySettings } from '../settings.js';
import { enterPlaces, type Places } from './story.js';

/** Inventory alone on a database of its own, with a small network of places. Remember to close the service. */
export async function openInventory(
  settings: Partial<InventorySettings> = {},
): Promise<{ service: TestService; places: Places }> {
  const service = await TestService.start(inventoryApp({ ...defaultSettings, ...settings }));
  return { service, places: await enterPlaces(service) };
}
