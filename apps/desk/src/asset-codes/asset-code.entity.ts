import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The code on an asset's label; whoever scans it may report a fault of this asset. */
@Entity('asset_code')
export class AssetCode {
  @PrimaryColumn('uuid', { name: 'asset_id' }) assetId: string;
  @Column('text') code: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
