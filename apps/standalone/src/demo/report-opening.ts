import { systemActor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import { runInContext } from '#common/runtime/context.js';
import { logger } from '#common/runtime/logger.js';
import type { RunningService } from '#common/runtime/service.js';
import { Intake } from '../../../desk/src/requests/intake.service.js';
import type { ReportRequest } from '../../../desk/src/requests/request.dto.js';

/** Reports the faults with which a demo begins, one after the other as a call centre would; what is refused is logged and does not stop the others. */
export async function reportOpening(desk: RunningService, reports: readonly ReportRequest[]): Promise<void> {
  const intake = desk.app.get(Intake, { strict: false });
  for (const report of reports) {
    const context = { actor: systemActor, correlationId: uuidv7() };
    await runInContext(context, () => intake.report(report, systemActor)).catch((error: unknown) =>
      logger.warn({ externalId: report.externalId, error }, 'a report of the demo was refused'),
    );
  }
}
