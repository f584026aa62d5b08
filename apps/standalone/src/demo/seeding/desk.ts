import { ProductChanged } from '#common/events/product-changed.js';
import { faultsOfCategory } from '../world/catalogue/catalogue.js';
import { categories } from '../world/catalogue/categories.js';
import type { DemoProduct } from '../world/catalogue/products.js';
import type { DemoAsset, DemoCustomer } from '../world/customers.js';
import { createLessons } from '../world/lessons.js';
import type { World } from '../world/world.js';
import { insertRows } from './rows.js';
import type { Seeder } from './targets.js';

/** Products, customers with their assets, and what triage learned from two years of repairs. */
export function deskSeeder(world: World): Seeder {
  return async (manager, publish) => {
    const addresses = new Map(world.customers.map(({ id, address }) => [id, address.id]));
    await insertRows(manager, 'category', categories.map(categoryRow));
    await insertRows(manager, 'product', world.products.map(productRow));
    await insertRows(
      manager,
      'customer',
      world.customers.map((customer) => customerRow(customer, world.endsAt)),
    );
    await insertRows(manager, 'contact', world.customers.map(contactRow));
    await insertRows(manager, 'service_address', world.customers.map(addressRow));
    await insertRows(
      manager,
      'asset',
      world.assets.map((asset) => assetRow(asset, addresses)),
    );
    await insertRows(manager, 'triage_case', createLessons(world).map(lessonRow));
    await publish(ProductChanged, world.products.map(productChanged));
  };
}

/** What a repair of the category needs while triage knows nothing better: its most usual fault, one level up to be safe. */
function categoryRow({ code, nameEn, nameZh, skill }: (typeof categories)[number]) {
  const [usual] = faultsOfCategory(code).toSorted((a, b) => b.share - a.share);
  return {
    code,
    name_en: nameEn,
    name_zh: nameZh,
    skill,
    skill_level: Math.min(5, (usual?.level ?? 1) + 1),
    duration_minutes: usual?.minutes ?? 60,
  };
}

const productRow = ({ id, code, category, nameEn, nameZh, warrantyMonths }: DemoProduct) => ({
  id,
  code,
  category,
  name_en: nameEn,
  name_zh: nameZh,
  warranty_months: warrantyMonths,
  version: 1,
});

const customerRow = ({ id, name, language, kind }: DemoCustomer, at: Date) => ({
  id,
  name,
  language,
  grade: kind === 'company' ? 'gold' : 'standard',
  created_at: at,
  version: 1,
});

const contactRow = ({ id, contact, phone, mail }: DemoCustomer) => ({
  id: contact.id,
  customer_id: id,
  position: 0,
  name: contact.name,
  phone,
  email: mail,
});

const addressRow = ({ id, address }: DemoCustomer) => ({
  id: address.id,
  customer_id: id,
  street: address.street,
  locality: address.place.locality,
  subdivision: address.place.subdivision,
  country: address.place.country,
  lon: address.place.lon,
  lat: address.place.lat,
  time_zone: address.place.timeZone,
});

const assetRow = (asset: DemoAsset, addresses: ReadonlyMap<string, string>) => ({
  id: asset.id,
  product_id: asset.productId,
  customer_id: asset.customerId,
  address_id: addresses.get(asset.customerId),
  serial_number: asset.serialNumber,
  batch: asset.batch,
  installed_at: asset.installedAt,
  version: 1,
});

const lessonRow = (lesson: ReturnType<typeof createLessons>[number]) => ({
  repair_order_id: lesson.orderId,
  category: lesson.category,
  problem: lesson.problem,
  symptom_code: lesson.symptom,
  fault_code: lesson.faultCode,
  parts: lesson.partIds.map((partId) => ({ partId, quantity: 1 })),
  skill_level: lesson.level,
  repair_minutes: lesson.minutes,
  orders: 1,
});

const productChanged = ({ id, code, category, nameEn, nameZh, warrantyMonths }: DemoProduct): ProductChanged => ({
  productId: id,
  code,
  category,
  nameEn,
  nameZh,
  warrantyMonths,
  version: 1,
});
