import { Flag, Id, Text, Whole } from '../validation/fields.js';
import { exampleId } from './values.js';

/** Published when a technician is entered or changed; heard by inventory (van location), dispatch (the running day) and the gateway (names). */
export class TechnicianChanged {
  static readonly type = 'dispatch.technician.changed.v1';
  static readonly key = 'technicianId';
  static readonly about =
    'Published when a technician is entered or changed; heard by inventory (van location), dispatch (the running day) and the gateway (names).';
  static readonly example: TechnicianChanged = {
    technicianId: exampleId(8),
    siteId: exampleId(7),
    name: 'Shanghai Pudong',
    active: true,
    version: 1,
  };

  @Id() technicianId: string;
  @Id() siteId: string;
  @Text(120) name: string;
  @Flag() active: boolean;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
