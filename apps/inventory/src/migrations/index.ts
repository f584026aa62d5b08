import { Inventory1710000000000 } from './1710000000000-inventory.js';
import { LookUpTheParent1710000000001 } from './1710000000001-look-up-the-parent.js';
import { Planning1710000000002 } from './1710000000002-planning.js';
import { CalibratedTargets1710000000003 } from './1710000000003-calibrated-targets.js';
import { InstalledBase1710000000004 } from './1710000000004-installed-base.js';
import { TargetMatrix1710000000005 } from './1710000000005-target-matrix.js';
import { OverrideReport1710000000006 } from './1710000000006-override-report.js';
import { LiveForecasts1710000000007 } from './1710000000007-live-forecasts.js';
import { WhatIf1710000000008 } from './1710000000008-what-if.js';
import { Milestones1710000000009 } from './1710000000009-milestones.js';
import { SettledExceptions1710000000020 } from './1710000000020-settled-exceptions.js';
import { ScrappedUnits1710000000021 } from './1710000000021-scrapped-units.js';
import { Moves1710000000022 } from './1710000000022-moves.js';
import { PlansAsText1710000000023 } from './1710000000023-plans-as-text.js';
import { FiguresWithoutReferences1710000000024 } from './1710000000024-figures-without-references.js';
import { UncountedUse1710000000030 } from './1710000000030-uncounted-use.js';
import { DemandAdjustments1710000000040 } from './1710000000040-demand-adjustments.js';
import { SettledUses1710000000041 } from './1710000000041-settled-uses.js';
import { DueDeliveries1710000000050 } from './1710000000050-due-deliveries.js';
import { FiguresWithoutTheirRun1710000000060 } from './1710000000060-figures-without-their-run.js';

export const migrations = [
  Inventory1710000000000,
  LookUpTheParent1710000000001,
  Planning1710000000002,
  CalibratedTargets1710000000003,
  InstalledBase1710000000004,
  TargetMatrix1710000000005,
  OverrideReport1710000000006,
  LiveForecasts1710000000007,
  WhatIf1710000000008,
  Milestones1710000000009,
  SettledExceptions1710000000020,
  ScrappedUnits1710000000021,
  Moves1710000000022,
  PlansAsText1710000000023,
  FiguresWithoutReferences1710000000024,
  UncountedUse1710000000030,
  DemandAdjustments1710000000040,
  SettledUses1710000000041,
  DueDeliveries1710000000050,
  FiguresWithoutTheirRun1710000000060,
];
